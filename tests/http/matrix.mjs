// The permissions as a matrix made from the contract: every operation, by everybody who may not use it, on rows that
// are there, that are another workspace's, and that are nowhere. What is refused changes nothing.
// Two worlds: two databases that differ only in what a person may not see answer him byte for byte the same.
import assert from 'node:assert/strict'
import { Client, must, signIn } from './lib/client.mjs'
import { theContract } from './lib/contract.mjs'
import { Server } from './lib/server.mjs'
import { EventStream } from './lib/stream.mjs'
import { test } from './lib/tap.mjs'
import { join, PASSWORD, secondWorkspace, setUp, theWorld, WEEK } from './lib/world.mjs'

const NOWHERE = '0000000000001'
const VERBS_THAT_WRITE = ['post', 'patch', 'put', 'delete']

/** What the path's {id} stands for: the collection before it. */
const collectionOf = (path) => path.match(/\{workspace_id\}\/([\w-]+)\/\{id\}/)?.[1]

function request({ method, path, description }) {
    const options = { headers: { 'if-match': '*' } }
    const [type] = Object.keys(description.requestBody?.content ?? {})
    if (type === 'application/octet-stream') Object.assign(options, { raw: 'x', headers: { 'content-type': type } })
    else if (type) options.body = {}
    return { method: method.toUpperCase(), path, options }
}

const guarded = () => theContract().operations.filter((o) => o.description['x-right'] !== 'none')

test('nobody who is not signed in, was disabled, or shows a wrong token gets more than 401', async () => {
    const { server, admin, design } = await theWorld()
    const gone = await join(admin, 'Disabled', 'project_manager')
    await admin.patch({ collection: 'people', id: gone.person.id }, { disabled: true })
    const nobodies = [
        new Client(server),
        Object.assign(new Client(server, { cookie: gone.cookie })),
        new Client(server, { token: 'trivet_wrong' }),
        new Client(server, { cookie: 'trivet_session=wrong' }),
    ]
    let asked = 0
    for (const operation of guarded())
        for (const nobody of nobodies) {
            const { method, path, options } = request(operation)
            const at = path.replace('{workspace_id}', admin.workspace.id).replace('{id}', design.id)
            must(await nobody.send(method, at, options), 401)
            asked++
        }
    console.log(`# permissions: ${asked} requests of nobody, 0 answered`)
})

test('what is for administrators is refused to every role, and changes nothing', async () => {
    const world = await theWorld()
    const { admin } = world
    const before = (await admin.send('GET', admin.w('snapshot'))).text
    let asked = 0
    for (const operation of guarded().filter((o) => o.description['x-right'] === 'admin'))
        for (const role of ['product', 'project', 'member', 'stakeholder']) {
            const { method, path, options } = request(operation)
            const collection = collectionOf(path)
            const listed = guarded().some((o) => o.method === 'get' && o.path.endsWith(`{workspace_id}/${collection}`))
            const rows = listed ? (await admin.all(collection)).slice(0, 2).map((row) => row.id) : [NOWHERE]
            for (const id of [...rows, NOWHERE]) {
                const at = path.replace('{workspace_id}', admin.workspace.id).replace('{id}', id)
                must(await world[role].send(method, at, options), 403)
                asked++
            }
        }
    assert(asked >= 50, `${asked} asked`)
    assert.equal((await admin.send('GET', admin.w('snapshot'))).text, before)
    console.log(`# permissions: ${asked} requests for administrators' operations, 0 allowed`)
})

test('rows that are somebody’s own do not exist for anybody else, administrators included', async () => {
    const { admin, member } = await theWorld()
    const { token } = await member.post(member.w('tokens'), { name: 'mine', scopes: [] })
    const own = { tokens: [token.id], notices: (await member.all('notices')).map((row) => row.id) }
    let asked = 0
    for (const [collection, ids] of Object.entries(own)) {
        const operations = guarded().filter((o) => collectionOf(o.path) === collection)
        for (const operation of operations)
            for (const id of ids) {
                const { method, path, options } = request(operation)
                const send = (target) =>
                    admin.send(method, path.replace('{workspace_id}', admin.workspace.id).replace('{id}', target), options)
                const [there, nowhere] = [await send(id), await send(NOWHERE)]
                must(there, 404)
                assert.equal(there.text.replaceAll(id, '*'), nowhere.text.replaceAll(NOWHERE, '*'))
                asked++
            }
        const seen = (await admin.get(admin.w(collection))).data.map((row) => row.id)
        for (const id of ids) assert(!seen.includes(id), `${collection} ${id}`)
    }
    assert(asked > 0)
    assert.deepEqual((await member.get(member.w('tokens'))).data.map((row) => row.id).includes(token.id), true)
})

/* ---- two worlds ---- */

const THINGS = ['items', 'projects', 'products', 'releases', 'calendars', 'people', 'proposals', 'events']

/** Every question the person can ask, as [method, path, options]. */
function questions(client, snapshot, hidden) {
    const asked = []
    const formats = ['mspdi', 'csv', 'xer', 'pmxml'] // a workbook carries the time at which it was made
    for (const { method, path } of theContract().operations) {
        if (method !== 'get' || path.endsWith('/stream') || path === '/metrics' || path.endsWith('/runs')) continue
        const collection = collectionOf(path)
        const ids = collection ? [...(snapshot[collection] ?? []).slice(0, 3).map((row) => row.id), ...hidden, NOWHERE] : ['']
        for (const id of ids)
            for (const workspace of path.includes('{workspace_id}') ? [client.workspace.id, ...hidden] : ['']) {
                const at = path.replace('{workspace_id}', workspace).replace('{id}', id)
                const queries = path.endsWith('/export') && !path.includes('/people/') ? formats.map((f) => `?format=${f}`) : ['']
                for (const query of queries) asked.push(['GET', at + query, {}])
            }
    }
    for (const thing of THINGS) asked.push(['GET', client.w(thing), {}])
    for (const id of hidden) {
        asked.push(['GET', `${client.w('events')}?subject_id=${id}`, {}], ['GET', `${client.w('items')}?project_id=${id}`, {}])
        const changes = [{ action: 'update', resource: 'item', subject_id: id, field: 'title', to: 'x' }]
        asked.push(['POST', client.w('impact'), { body: { changes } }])
    }
    return asked
}

// What the clock writes into calendars and files of plans.
const WRITTEN_AT = /^DTSTAMP:.*$|<(CreationDate|LastSaved)>[^<]*|^ERMHDR.*$/gm

/** All answers as one text each, without what the clock writes. */
async function crawl(client, asked) {
    const answers = []
    for (const [method, path, options] of asked) {
        const answer = await client.send(method, path, options)
        const headers = Object.entries(answer.headers).filter(([name]) => name !== 'date')
        const body = answer.body.toString('latin1').replace(WRITTEN_AT, '')
        answers.push(`${method} ${path} ${answer.status} ${JSON.stringify(headers)} ${body}`)
    }
    return answers
}

/** Changes everything that the member may not see: the other workspace, and rows that are others' own. */
async function changeTheHidden(server) {
    const stranger = await signIn(server, 'stan@elsewhere.example', PASSWORD)
    await stranger.create('memberships', { person_id: stranger.person.id, role: 'project_manager' })
    const calendar = await stranger.create('calendars', { name: 'Hidden week', week: WEEK })
    const project = await stranger.create('projects', { name: 'Hidden', start_at: '2026-01-05T08:00', calendar_id: calendar.id })
    for (let i = 0; i < 5; i++) await stranger.create('items', { kind: 'task', title: `Hidden ${i}`, project_id: project.id })
    const admin = await signIn(server, 'ada@example.com', PASSWORD)
    await admin.post(admin.w('tokens'), { name: 'hidden token', scopes: [] })
    return [project.id, calendar.id, stranger.workspace.id, stranger.person.id]
}

test('two databases that differ only in what he may not see answer him byte for byte the same', async () => {
    const first = await setUp('World')
    const second = new Server()
    try {
        await secondWorkspace(first.server, 'stan@elsewhere.example')
        const project = await join(first.admin, 'Pm', 'project_manager')
        const calendar = await project.create('calendars', { name: 'Week', week: WEEK })
        const plan = await project.create('projects', { name: 'Seen', start_at: '2026-01-05T08:00', calendar_id: calendar.id })
        for (let i = 0; i < 4; i++)
            await project.create('items', { kind: 'task', title: `Seen ${i}`, project_id: plan.id, duration_minutes: 480 })
        const member = await join(first.admin, 'Looker', 'member')
        await first.server.stop()
        second.place.copy(first.server.place)
        await first.server.start()
        await second.start()
        const hidden = await changeTheHidden(second)
        const twin = Object.assign(new Client(second, { cookie: member.cookie }), { workspace: member.workspace, person: member.person })
        const asked = questions(member, await member.get(member.w('snapshot')), hidden)
        const [one, two] = [await crawl(member, asked), await crawl(twin, asked)]
        for (let i = 0; i < one.length; i++) assert(two[i] === one[i], `${one[i].slice(0, 1500)}\n${two[i].slice(0, 1500)}`)
        const frames = []
        for (const client of [member, twin]) {
            const stream = await new EventStream(client, { after: 0 }).opened
            await stream.until((frame) => frame.json?.resource === 'membership')
            frames.push(JSON.stringify(stream.frames.map(({ at, ...frame }) => frame)))
            stream.close()
        }
        assert.equal(frames[1], frames[0])
        console.log(`# two worlds: ${asked.length} questions and the stream, 0 answers differ`)
    } finally {
        await first.server.remove()
        await second.remove()
    }
})
