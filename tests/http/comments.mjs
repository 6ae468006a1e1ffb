// Comments on items, and who is told of being mentioned.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { join, theWorld } from './lib/world.mjs'

const mark = ({ person }) => `[@${person.name}](/people?person=${person.id})`

test('everybody comments, the author changes it, he or an administrator deletes it', async () => {
    const { admin, stakeholder, project, design } = await theWorld()
    const comment = await stakeholder.create('comments', { item_id: design.id, text: 'When **is** it done?' })
    assert.equal(comment.author_id, stakeholder.person.id)
    await project.create('comments', { item_id: design.id, text: 'On Friday.' })
    const { data } = await admin.get(`${admin.w('comments')}?item_id=${design.id}`)
    assert.deepEqual(data.map((one) => one.text), ['When **is** it done?', 'On Friday.'])
    const headers = { 'if-match': comment.etag }
    for (const client of [project, admin])
        mustRefuse(await client.send('PATCH', client.w('comments', comment.id), { body: { text: 'x' }, headers }), 403)
    mustRefuse(await project.send('DELETE', project.w('comments', comment.id), { headers }), 403)
    const changed = await stakeholder.patch(comment, { text: 'And when is it done?' })
    mustRefuse(await stakeholder.send('PATCH', stakeholder.w('comments', comment.id), { body: { text: 'old' }, headers }), 412)
    must(await admin.send('DELETE', admin.w('comments', comment.id), { headers: { 'if-match': changed.etag } }), 204)
    mustRefuse(await stakeholder.send('GET', stakeholder.w('comments', comment.id)), 404)
})

test('what is wrong is named; another workspace\'s item is not there', async () => {
    const { member, stranger, design } = await theWorld()
    const send = (client, body) => client.send('POST', client.w('comments'), { body })
    mustRefuse(await send(member, { item_id: design.id, text: '' }), 422, { field: 'text' })
    mustRefuse(await send(member, { item_id: design.id, text: 'x'.repeat(10_001) }), 422, { field: 'text' })
    mustRefuse(await send(member, { text: 'x' }), 422, { field: 'item_id' })
    mustRefuse(await send(member, { item_id: member.person.id, text: 'x' }), 422, { field: 'item_id' })
    mustRefuse(await send(member, { item_id: design.id, text: 'x', author_id: member.person.id }), 422, { field: 'author_id' })
    mustRefuse(await send(stranger, { item_id: design.id, text: 'x' }), 422, { field: 'item_id' })
    const change = { action: 'create', resource: 'comment', to: { item_id: design.id, text: 'x' } }
    mustRefuse(await member.send('POST', member.w('proposals'), { body: { changes: [change] } }), [403, 422])
})

test('whoever is mentioned is told once, and nobody else', async () => {
    const { admin, stranger, design, member } = await theWorld()
    const told = await join(admin, 'Tess', 'member')
    const text = `${mark(told)} and ${mark(told)}, ${mark(stranger)}, [@x](/people?person=0000000000001), [@y](/people?person=`
    const comment = await member.create('comments', { item_id: design.id, text })
    const { data } = await told.get(told.w('notices'))
    assert.deepEqual(data.map((one) => [one.kind, one.resource, one.subject_id, one.from_id]), [['mention', 'item', design.id, member.person.id]])
    await member.patch(comment, { text: `${text} again` })
    assert.equal((await told.get(told.w('notices'))).data.length, 1)
    assert.equal((await stranger.get(stranger.w('notices'))).data.length, 0)
    await told.create('comments', { item_id: design.id, text: mark(told) })
    assert.equal((await told.get(told.w('notices'))).data.length, 1, 'told of what he wrote himself')
})
