// Idempotency-Key: a write that is sent again, because its answer was lost, is not made again.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

const key = () => `key-${Math.random().toString(36).slice(2)}-${Date.now()}`
const titled = async (client, title) => (await client.all('items')).filter((item) => item.title === title)

test('the same key and body give the same answer and one row', async () => {
    const { product } = await theWorld()
    const options = { body: { kind: 'feature', title: 'Once only' }, headers: { 'idempotency-key': key() } }
    const first = must(await product.send('POST', product.w('items'), options), 201)
    const again = must(await product.send('POST', product.w('items'), options), 201)
    assert.deepEqual(again.json, first.json)
    assert.equal(again.headers.etag, first.headers.etag)
    assert.equal((await titled(product, 'Once only')).length, 1)
})

test('the same key with another body or place is refused', async () => {
    const { product } = await theWorld()
    const headers = { 'idempotency-key': key() }
    must(await product.send('POST', product.w('items'), { body: { kind: 'feature', title: 'First' }, headers }), 201)
    mustRefuse(await product.send('POST', product.w('items'), { body: { kind: 'feature', title: 'Other' }, headers }), [409, 422])
    mustRefuse(await product.send('POST', product.w('products'), { body: { name: 'Other' }, headers }), [409, 422])
    assert.equal((await titled(product, 'Other')).length, 0)
})

test('sent many times at once it is made once', async () => {
    const { product } = await theWorld()
    const options = { body: { kind: 'feature', title: 'Impatient' }, headers: { 'idempotency-key': key() } }
    const answers = await Promise.all(Array.from({ length: 12 }, () => product.send('POST', product.w('items'), options)))
    for (const answer of answers) must(answer, 201, 409)
    assert.equal((await titled(product, 'Impatient')).length, 1)
})

test('two people may use the same key', async () => {
    const { product, project } = await theWorld()
    const headers = { 'idempotency-key': key() }
    for (const client of [product, project])
        must(await client.send('POST', client.w('items'), { body: { kind: 'task', title: 'Both' }, headers }), 201)
    assert.equal((await titled(product, 'Both')).length, 2)
})

test('changes, deletions and decisions can be repeated too', async () => {
    const { product, project, design } = await theWorld()
    const row = await product.create('items', { kind: 'feature', title: 'Repeated' })
    const path = product.w('items', row.id)
    const change = { body: { value: 3 }, headers: { 'if-match': row.etag, 'idempotency-key': key() } }
    const first = must(await product.send('PATCH', path, change), 200)
    assert.deepEqual(must(await product.send('PATCH', path, change), 200).json, first.json)
    const gone = { headers: { 'if-match': first.headers.etag, 'idempotency-key': key() } }
    must(await product.send('DELETE', path, gone), 204)
    must(await product.send('DELETE', path, gone), 204)
    const { proposal } = await product.patch(design, { duration_minutes: 961 }, 202)
    const accept = { body: {}, headers: { 'idempotency-key': key() } }
    const place = project.w('proposals', proposal.id, 'accept')
    const accepted = must(await project.send('POST', place, accept), 200)
    assert.deepEqual(must(await project.send('POST', place, accept), 200).json, accepted.json)
})

test('a refused write may be mended under the same key', async () => {
    const { product } = await theWorld()
    const headers = { 'idempotency-key': key() }
    mustRefuse(await product.send('POST', product.w('items'), { body: { kind: 'feature', title: '' }, headers }), 422)
    must(await product.send('POST', product.w('items'), { body: { kind: 'feature', title: 'Mended' }, headers }), 201)
})

test('a key without end is refused', async () => {
    const { product } = await theWorld()
    const options = { body: { kind: 'task', title: 'K' }, headers: { 'idempotency-key': 'x'.repeat(300) } }
    mustRefuse(await product.send('POST', product.w('items'), options), [400, 422])
})
