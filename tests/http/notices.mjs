// Notices: each person is told what concerns him, and nobody else ever sees it.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { pair } from './custody.mjs'
import { EventStream } from './lib/stream.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

const about = async (client, proposal) => (await client.all('notices')).filter((one) => one.subject_id === proposal.id)

test('who has to sign is told of a proposal, its author of the decision; who did it is not', async () => {
    const { product, project, member, task } = await pair('Told')
    const { proposal } = await product.patch(task, { effort_minutes: 111 }, 202)
    const [told, ...more] = await about(project, proposal)
    assert.deepEqual([told.kind, told.resource, told.from_id, told.read, more.length], ['proposal', 'proposal', product.person.id, false, 0])
    assert.equal(told.title, proposal.title)
    assert.deepEqual([await about(product, proposal), await about(member, proposal)], [[], []])
    must(await project.send('POST', project.w('proposals', proposal.id, 'decline'), { body: { note: 'Too little.' } }), 200)
    const [answer] = await about(product, proposal)
    assert.deepEqual([answer.kind, answer.title, answer.text], ['decision', `declined: ${proposal.title}`, 'Too little.'])
})

test('only what is his to sign is told to whom it is', async () => {
    const { product, project, stakeholder, feature } = await pair('Whose')
    const changes = [{ action: 'update', resource: 'item', subject_id: feature.id, field: 'value', to: 7 }]
    const proposal = await stakeholder.post(stakeholder.w('proposals'), { changes })
    assert.equal((await about(product, proposal)).length, 1)
    assert.equal((await about(project, proposal)).length, 0)
})

test("nobody else sees a notice: not by id, list, snapshot, history or stream, not the administrator", async () => {
    const { server, product, project, member, admin, stranger, task } = { ...(await theWorld()), ...(await pair('Unseen')) }
    assert(server)
    const stream = await new EventStream(member).opened
    const own = await new EventStream(project).opened
    const title = `A secret ${Math.random()}`
    const changes = [{ action: 'update', resource: 'item', subject_id: task.id, field: 'effort_minutes', to: 5 }]
    const proposal = await product.post(product.w('proposals'), { title: 'Open', reason: title, changes })
    const [notice] = await about(project, proposal)
    const row = { ...notice, collection: 'notices' }
    await own.until((frame) => frame.json?.subject_id === notice.id)
    await stream.until((frame) => frame.json?.subject_id === proposal.id)
    const after = await product.create('items', { kind: 'task', title: 'Behind it' })
    await stream.until((frame) => frame.json?.subject_id === after.id)
    for (const open of [stream, own]) open.close()
    assert(!stream.frames.some((frame) => frame.json?.subject_id === notice.id || frame.json?.owner_id))
    for (const client of [member, admin, product, stranger]) {
        const path = client.w('notices', notice.id)
        mustRefuse(await client.send('GET', path), 404)
        mustRefuse(await client.send('PATCH', path, { body: { read: true }, headers: { 'if-match': '*' } }), 404)
        mustRefuse(await client.send('DELETE', path, { headers: { 'if-match': '*' } }), 404)
        assert(!(await client.all('notices')).some((one) => one.id === notice.id))
        const { text } = must(await client.send('GET', client.w('snapshot')), 200)
        assert(!text.includes(notice.id))
        assert.deepEqual(await client.events(`&subject_id=${notice.id}`), [])
        assert((await client.events()).every((event) => event.resource !== 'notice' || event.owner_id === client.person.id))
    }
    assert.equal((await project.events(`&subject_id=${notice.id}`)).length, 1)
    assert.equal((await project.patch(row, { read: true })).read, true)
    await project.remove(row)
    mustRefuse(await project.send('GET', project.w('notices', notice.id)), 404)
})

test('pages of the history stay full although rows of others lie between', async () => {
    const { member, product, task } = await pair('Pages')
    for (let i = 0; i < 5; i++) await product.patch(task, { effort_minutes: 200 + i }, 202)
    const page = await member.get(`${member.w('events')}?limit=4`)
    assert.equal(page.data.length, 4)
    assert(page.next_cursor)
})

test('nobody writes notices himself', async () => {
    const { product, project, task } = await pair('Own hand')
    const { proposal } = await product.patch(task, { effort_minutes: 9 }, 202)
    const [notice] = await about(project, proposal)
    const refused = await project.send('PATCH', project.w('notices', notice.id), { body: { title: 'x' }, headers: { 'if-match': '*' } })
    mustRefuse(refused, 422, { field: 'title' })
})
