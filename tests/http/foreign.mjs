// Two worlds: for a person of another workspace nothing here exists, in path, query and body alike; and the
// answer is the same as for what exists nowhere, so that nothing can be found out by asking.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { theContract } from './lib/contract.mjs'
import { createSchema, promised, samples } from './collections.mjs'
import { test } from './lib/tap.mjs'
import { theWorld, WEEK } from './lib/world.mjs'

const NOWHERE = '0000000000001'

/** The answer with the id taken out: what is left must not tell foreign from unknown. */
const withoutId = (answer, id) => `${answer.status} ${answer.text.replaceAll(id, '*')}`

test('every operation on another workspace answers as if it did not exist', async () => {
    const { stranger, admin, design } = await theWorld()
    const before = (await admin.send('GET', admin.w('snapshot'))).text
    for (const { path, method } of theContract().operations.filter((o) => o.path.includes('{workspace_id}'))) {
        const at = (workspace, id) => path.replace('{workspace_id}', workspace).replace('{id}', id)
        const options = { headers: { 'if-match': '"1"' } }
        if (method === 'post' || method === 'patch') options.body = {}
        if (path.endsWith('/imports')) Object.assign(options, { body: undefined, raw: 'x', headers: { 'content-type': 'application/octet-stream' } })
        const send = (target) => stranger.send(method.toUpperCase(), target, options)
        const foreign = await send(at(admin.workspace.id, design.id))
        const unknown = await send(at(NOWHERE, design.id))
        must(foreign, 404)
        assert.equal(withoutId(foreign, admin.workspace.id), withoutId(unknown, NOWHERE), `${method} ${path}`)
    }
    assert.equal((await admin.send('GET', admin.w('snapshot'))).text, before)
})

test('a foreign row under the own workspace is not there', async () => {
    const world = await theWorld()
    const { stranger } = world
    const rows = [world.design, world.link, world.calendar, world.theProject, world.theProduct, world.release, world.resource, world.assignment]
    for (const { collection, id } of rows) {
        const tries = [
            ['GET', stranger.w(collection, id), {}],
            ['PATCH', stranger.w(collection, id), { body: { name: 'x' }, headers: { 'if-match': '"1"' } }],
            ['DELETE', stranger.w(collection, id), { headers: { 'if-match': '"1"' } }],
        ]
        if (promised('post', `${collection}/{id}/restore`)) tries.push(['POST', stranger.w(collection, id, 'restore'), {}])
        if (collection === 'items') tries.push(['GET', `${stranger.w('items', id, 'explanation')}?of=finish`, {}])
        if (collection === 'projects') tries.push(['GET', `${stranger.w('projects', id, 'export')}?format=csv`, {}])
        for (const [method, path, options] of tries) {
            const foreign = must(await stranger.send(method, path, options), 404)
            const unknown = await stranger.send(method, path.replace(id, NOWHERE), options)
            assert.equal(withoutId(foreign, id), withoutId(unknown, NOWHERE), `${method} ${path}`)
        }
    }
})

/** A whole valid body of each kind in the stranger's own workspace, who gets every role there. */
async function strangersSamples(world) {
    const { stranger } = world
    const roles = ['product_manager', 'project_manager']
    const have = (await stranger.all('memberships')).map((m) => m.role)
    for (const role of roles.filter((r) => !have.includes(r)))
        await stranger.create('memberships', { person_id: stranger.person.id, role })
    return samples({ ...world, admin: stranger, product: stranger, project: stranger })
}

test('a foreign id in a body is refused like one that exists nowhere', async () => {
    const world = await theWorld()
    const { stranger } = world
    const all = await strangersSamples(world)
    const foreign = {
        item: world.design, person: world.admin.person, product: world.theProduct, project: world.theProject,
        release: world.release, calendar: world.calendar, resource: world.resource,
    }
    let tried = 0
    for (const [collection, [, body]] of Object.entries(all))
        for (const [name, field] of Object.entries(createSchema(collection).properties)) {
            const target = field['x-refers-to'] ?? field.items?.['x-refers-to']
            if (!target || !foreign[target]) continue
            const { id } = foreign[target]
            const send = (value) => {
                const given = [field.type].flat().includes('array') ? [value] : value
                return stranger.send('POST', stranger.w(collection), { body: { ...body, [name]: given } })
            }
            const [there, nowhere] = [await send(id), await send(NOWHERE)]
            mustRefuse(there, [404, 422], { field: new RegExp(`^${name}`) })
            assert.equal(withoutId(there, id), withoutId(nowhere, NOWHERE), `${collection}.${name}`)
            tried++
        }
    assert(tried >= 12, `${tried} references tried`)
})

test('a foreign id in a change, a proposal or an impact is refused', async () => {
    const world = await theWorld()
    const { stranger, design, theProject } = world
    const own = await stranger.create('items', { kind: 'task', title: "Stranger's" })
    for (const body of [{ parent_id: design.id }, { project_id: theProject.id }]) {
        const options = { body, headers: { 'if-match': (await stranger.fetch(own)).etag } }
        mustRefuse(await stranger.send('PATCH', stranger.w('items', own.id), options), [404, 422])
    }
    const changes = [
        { action: 'update', resource: 'item', subject_id: design.id, field: 'title', to: 'Mine' },
        { action: 'delete', resource: 'item', subject_id: design.id },
        { action: 'update', resource: 'item', subject_id: own.id, field: 'parent_id', to: design.id },
        { action: 'create', resource: 'link', to: { predecessor_id: design.id, successor_id: own.id } },
        { action: 'create', resource: 'item', to: { kind: 'task', title: 'x', project_id: theProject.id } },
    ]
    for (const change of changes)
        for (const place of ['proposals', 'impact']) {
            const ask = (text) => stranger.send('POST', stranger.w(place), { raw: text })
            const text = JSON.stringify({ changes: [change] })
            const [id] = [design.id, theProject.id].filter((known) => text.includes(known))
            const foreign = await ask(text)
            mustRefuse(foreign, [404, 409, 422])
            assert.equal(withoutId(foreign, id), withoutId(await ask(text.replace(id, NOWHERE)), NOWHERE))
        }
})

test('a foreign id in a query finds nothing', async () => {
    const { stranger, design, theProject, theProduct, release } = await theWorld()
    const queries = [
        `items?project_id=${theProject.id}`, `items?product_id=${theProduct.id}`, `items?release_id=${release.id}`,
        `items?parent_id=${design.id}`, `events?subject_id=${design.id}`,
    ]
    for (const query of queries) assert.deepEqual((await stranger.get(stranger.w(query))).data, [], query)
    const headers = { 'content-type': 'application/octet-stream' }
    for (const name of ['project_id', 'product_id']) {
        const id = name === 'project_id' ? theProject.id : theProduct.id
        const path = `${stranger.w('imports')}?format=csv&dry_run=true&${name}=${id}`
        mustRefuse(await stranger.send('POST', path, { raw: 'title\nx\n', headers }), [404, 422])
    }
})

test('what the stranger sees holds no word of the other world', async () => {
    const world = await theWorld()
    const { stranger, admin } = world
    await stranger.create('calendars', { name: 'Mine', week: WEEK }, (await stranger.all('memberships')).length ? 201 : 202)
    const texts = [await stranger.send('GET', stranger.w('snapshot')), await stranger.send('GET', stranger.w('events')), await stranger.send('GET', stranger.w('schedule'))]
    for (const secret of [admin.workspace.id, 'Rosa', 'Trolley', 'ada@example.com', world.design.id])
        for (const { text } of texts) assert(!text.includes(secret), secret)
})
