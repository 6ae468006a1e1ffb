// What would close a circle is refused, and the circle is named.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

async function chain(titles) {
    const { project, theProject } = await theWorld()
    const items = []
    for (const title of titles) items.push(await project.create('items', { kind: 'task', title, project_id: theProject.id }))
    for (let i = 1; i < items.length; i++)
        await project.create('links', { predecessor_id: items[i - 1].id, successor_id: items[i].id })
    return { project, items }
}

const link = (from, to, more = {}) => ({ body: { predecessor_id: from.id, successor_id: to.id, ...more } })

test('a link to itself is refused', async () => {
    const { project, items } = await chain(['Alone'])
    mustRefuse(await project.send('POST', project.w('links'), link(items[0], items[0])), [409, 422], { says: /itself|Alone/ })
})

test('a circle is refused and every task on it is named', async () => {
    const { project, items } = await chain(['Pour', 'Cure', 'Strip', 'Paint'])
    const before = await project.all('links')
    const answer = await project.send('POST', project.w('links'), link(items[2], items[0]))
    const problem = mustRefuse(answer, [409, 422])
    for (const title of ['Pour', 'Cure', 'Strip']) assert(problem.detail.includes(title), problem.detail)
    assert(!problem.detail.includes('Paint'), problem.detail)
    assert.equal((await project.all('links')).length, before.length)
})

test('a circle through a summary is refused', async () => {
    const { project, items } = await chain(['Outer', 'Other'])
    const child = await project.create('items', { kind: 'task', title: 'Inner', parent_id: items[0].id })
    mustRefuse(await project.send('POST', project.w('links'), link(items[1], child)), [409, 422], { says: /Other/ })
})

test('moving an item so that a circle would close is refused', async () => {
    const { project, items } = await chain(['Before', 'After'])
    const { etag } = await project.fetch(items[1])
    const options = { body: { parent_id: items[0].id }, headers: { 'if-match': etag } }
    const answer = await project.send('PATCH', project.w('items', items[1].id), options)
    if (answer.status !== 200) mustRefuse(answer, [409, 422])
    assert((await project.get(project.w('schedule'))).tasks.length > 0, 'the plan can still be computed')
})

test('an item cannot be below itself', async () => {
    const { project, items } = await chain(['Top'])
    const below = await project.create('items', { kind: 'task', title: 'Below', parent_id: items[0].id })
    const deep = await project.create('items', { kind: 'task', title: 'Deep', parent_id: below.id })
    for (const parent of [items[0], below, deep]) {
        const { etag } = await project.fetch(items[0])
        const options = { body: { parent_id: parent.id }, headers: { 'if-match': etag } }
        mustRefuse(await project.send('PATCH', project.w('items', items[0].id), options), [409, 422], { field: 'parent_id' })
    }
})

test('the same link twice is refused', async () => {
    const { project, items } = await chain(['L', 'R'])
    mustRefuse(await project.send('POST', project.w('links'), link(items[0], items[1])), 409)
})

test('restoring what would close a circle is refused', async () => {
    const { project, items } = await chain(['X', 'Y'])
    const [old] = (await project.all('links')).filter((l) => l.predecessor_id === items[0].id)
    await project.remove({ ...old, collection: 'links' })
    must(await project.send('POST', project.w('links'), link(items[1], items[0])), 201)
    mustRefuse(await project.send('POST', project.w('links', old.id, 'restore')), [409, 422])
    mustRefuse(await project.send('GET', project.w('links', old.id)), 404)
})
