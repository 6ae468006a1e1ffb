// Merge patch (RFC 7396): what is absent stays, null clears, lists are replaced whole.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

test('absent stays, null clears, a list is replaced whole', async () => {
    const { product } = await theWorld()
    const row = await product.create('items', {
        kind: 'feature',
        title: 'Horn',
        value: 5,
        labels: ['a', 'b'],
        acceptance_criteria: [{ text: 'Loud' }, { text: 'Clear', accepted: true }],
    })
    assert.deepEqual(row.acceptance_criteria[0], { text: 'Loud', accepted: false })
    const changed = await product.patch(row, { value: null, labels: ['c'], acceptance_criteria: [{ text: 'Soft' }] })
    assert.equal(changed.value, null)
    assert.equal(changed.title, 'Horn')
    assert.deepEqual(changed.labels, ['c'])
    assert.deepEqual(changed.acceptance_criteria, [{ text: 'Soft', accepted: false }])
})

test('both media types of a patch are taken, others not', async () => {
    const { product } = await theWorld()
    let row = await product.create('items', { kind: 'feature', title: 'Typed' })
    const path = product.w('items', row.id)
    const send = (type, etag) =>
        product.send('PATCH', path, { body: { value: Math.random() }, headers: { 'if-match': etag, 'content-type': type } })
    for (const type of ['application/merge-patch+json', 'application/json', 'application/json; charset=utf-8']) {
        row = await product.fetch(row)
        must(await send(type, row.etag), 200)
    }
    row = await product.fetch(row)
    for (const type of ['text/plain', 'application/json-patch+json', 'application/x-www-form-urlencoded', 'multipart/form-data', undefined])
        mustRefuse(await send(type, row.etag), 415)
})

test('what cannot be cleared, what is fixed and what Trivet keeps is refused by name', async () => {
    const { product, project, feature, link } = await theWorld()
    const wrong = [
        [product, feature, { title: null }, 'title'],
        [product, feature, { labels: null }, 'labels'],
        [product, feature, { state: null }, 'state'],
        [product, feature, { revision: 9 }, 'revision'],
        [product, feature, { id: feature.id }, 'id'],
        [product, feature, { workspace_id: feature.workspace_id }, 'workspace_id'],
        [product, feature, { created_at: '2020-01-01T00:00:00.000Z' }, 'created_at'],
        [product, feature, { acceptance_criteria: [{ accepted: true }] }, 'acceptance_criteria[0].text'],
        [product, feature, { acceptance_criteria: [{ text: 'a', by: 'b' }] }, 'acceptance_criteria[0].by'],
        [project, link, { predecessor_id: feature.id }, 'predecessor_id'],
    ]
    for (const [client, row, body, field] of wrong) {
        const { etag } = await client.fetch(row)
        const answer = await client.send('PATCH', client.w(row.collection, row.id), { body, headers: { 'if-match': etag } })
        mustRefuse(answer, 422, { field })
    }
})

test('a patch that is no object is refused', async () => {
    const { product, feature } = await theWorld()
    const { etag } = await product.fetch(feature)
    for (const raw of ['[]', 'null', '"title"', '7', 'true', '']) {
        const options = { raw, headers: { 'if-match': etag } }
        mustRefuse(await product.send('PATCH', product.w('items', feature.id), options), [400, 422])
    }
})

test('an empty patch changes nothing', async () => {
    const { product, feature } = await theWorld()
    const before = await product.fetch(feature)
    assert.deepEqual(await product.patch(feature, {}), before)
})

test('a list that names what was deleted since can still be changed, but not by another deleted one', async () => {
    const { project, theProject } = await theWorld()
    const task = (title) => project.create('items', { kind: 'task', title, project_id: theProject.id })
    const [one, two, three] = [await task('One'), await task('Two'), await task('Three')]
    const risk = await project.create('risks', { project_id: theProject.id, title: 'Flood', probability_percent: 10, item_ids: [one.id, two.id] })
    await project.remove(one)
    await project.remove(three)
    const changed = await project.patch(risk, { item_ids: [one.id] })
    const answer = await project.send('PATCH', project.w('risks', risk.id), { body: { item_ids: [one.id, three.id] }, headers: { 'if-match': changed.etag } })
    mustRefuse(answer, 422, { field: /^item_ids/ })
    await project.remove(changed)
})
