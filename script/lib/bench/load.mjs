// Requests a second and their latency, by wrk on the same machine: `node load.mjs [ITEMS...]`.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { machine, seeded, table } from './place.mjs'

const SECONDS = process.env.BENCH_SECONDS ?? '8'
const script = new URL('./load.lua', import.meta.url).pathname

function wrk({ server, client, secret }, kind, connections, file) {
    const run = spawnSync(
        'wrk',
        ['-t1', `-c${connections}`, `-d${SECONDS}s`, '--latency', '-s', script, `http://127.0.0.1:${server.port}`, '--', kind, client.workspace.id, secret, file],
        { encoding: 'utf8' },
    )
    const number = (pattern) => run.stdout.match(pattern)?.[1] ?? '?'
    const failed = Number(run.stdout.match(/Non-2xx or 3xx responses: (\d+)/)?.[1] ?? 0)
    return [number(/Requests\/sec:\s+([\d.]+)/), number(/50%\s+(\S+)/), number(/99%\s+(\S+)/), failed]
}

/** Ids and revisions of some items, fresh: the load changes them. */
async function writeIds(client, file) {
    const rows = []
    let cursor = ''
    for (let i = 0; i < 20 && cursor !== null; i++) {
        const page = (await client.send('GET', `${client.w('items')}?kind=task&limit=500${cursor}`, { outside: true })).json
        rows.push(...page.data)
        cursor = page.next_cursor ? `&cursor=${encodeURIComponent(page.next_cursor)}` : null
    }
    writeFileSync(file, rows.map((row) => `${row.id} ${row.revision}`).join('\n'))
}

const sizes = process.argv.slice(2).map(Number)
for (const items of sizes.length ? sizes : [10_000, 1_000_000]) {
    const place = await seeded(items)
    const file = join(place.server.folder, 'ids')
    const rows = []
    for (const kind of ['list', 'item', 'create', 'patch'])
        for (const connections of [1, 8, 64]) {
            await writeIds(place.client, file)
            rows.push([kind, connections, ...wrk(place, kind, connections, file)])
        }
    table(`${items} items; ${machine()}`, ['what', 'connections', 'requests/s', 'p50', 'p99', 'refused'], rows)
    await place.server.remove()
}
process.exit(0)
