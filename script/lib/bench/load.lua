-- What wrk sends: GET of a list, of one item, creations, changes.
--     wrk ... -s load.lua URL -- KIND WORKSPACE SECRET IDS_FILE
-- A change needs the revision that the item has: each item is free, or on its way; the answer tells id and
-- revision and frees it again, so that no two connections change one item at once.

local kind, base, free, next_free, ids

function init(args)
    kind = args[1]
    base = "/v1/workspaces/" .. args[2]
    wrk.headers["Authorization"] = "Bearer " .. args[3]
    wrk.headers["Content-Type"] = kind == "patch" and "application/merge-patch+json" or "application/json"
    ids, free, next_free = {}, {}, 1
    for line in io.lines(args[4]) do
        local id, revision = line:match("(%w+) (%d+)")
        ids[#ids + 1] = id
        free[#free + 1] = { id, revision }
    end
end

-- A title that the item had before would change nothing.
local count, run = 0, os.time()

function request()
    count = count + 1
    if kind == "list" then return wrk.format("GET", base .. "/items?limit=25") end
    if kind == "item" then return wrk.format("GET", base .. "/items/" .. ids[count % #ids + 1]) end
    if kind == "create" then
        return wrk.format("POST", base .. "/items", nil, '{"kind":"task","title":"Made by the load ' .. run .. " " .. count .. '"}')
    end
    local item = free[next_free]
    next_free = next_free + 1
    wrk.headers["If-Match"] = '"' .. item[2] .. '"'
    return wrk.format("PATCH", base .. "/items/" .. item[1], nil, '{"title":"Changed by the load ' .. run .. " " .. count .. '"}')
end

-- wrk calls this for every answer; only changes need it.
function response(status, headers, body)
    if kind ~= "patch" then return end
    local id, revision = body:match('"id":"(%w+)".-"revision":(%d+)')
    if id then free[#free + 1] = { id, revision } end
end
