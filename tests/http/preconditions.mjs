// If-Match: who changes a row names the state he saw, so that nobody overwrites what he has not read.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { promised, samples } from './collections.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

test('without If-Match 428, with an old one 412, everywhere, and nothing changes', async () => {
    const all = await samples(await theWorld())
    for (const [collection, [client, body, change]] of Object.entries(all)) {
        const row = await client.create(collection, body)
        const path = client.w(collection, row.id)
        mustRefuse(await client.send('PATCH', path, { body: change }), 428)
        const deletes = promised('delete', `${collection}/{id}`)
        if (deletes) mustRefuse(await client.send('DELETE', path), 428)
        const old = { 'if-match': row.etag }
        const changed = must(await client.send('PATCH', path, { body: change, headers: old }), 200)
        mustRefuse(await client.send('PATCH', path, { body: change, headers: old }), 412)
        if (deletes) mustRefuse(await client.send('DELETE', path, { headers: old }), 412)
        assert.deepEqual((await client.send('GET', path)).json, changed.json, collection)
    }
})

test('an If-Match that is no ETag of the row is refused', async () => {
    const { project, design } = await theWorld()
    for (const value of ['nonsense', '"', '""', '"0"', '"-1"', '"99999999999999999999"', '"1', 'W/"1"']) {
        const options = { body: { title: 'Stolen' }, headers: { 'if-match': value } }
        mustRefuse(await project.send('PATCH', project.w('items', design.id), options), [400, 412, 422])
    }
    assert.equal((await project.fetch(design)).title, 'Design')
})

test('of two changes at once with one ETag exactly one is made', async () => {
    const { project, design } = await theWorld()
    for (let round = 0; round < 10; round++) {
        const { etag, revision } = await project.fetch(design)
        const change = (n) => ({ body: { text: `${round}.${n}` }, headers: { 'if-match': etag } })
        const path = project.w('items', design.id)
        const answers = await Promise.all([1, 2, 3, 4].map((n) => project.send('PATCH', path, change(n))))
        assert.deepEqual(answers.map((answer) => answer.status).toSorted(), [200, 412, 412, 412])
        assert.equal((await project.fetch(design)).revision, revision + 1)
    }
})

test('a list or row carries what the next change needs', async () => {
    const { project, design } = await theWorld()
    const { etag, revision } = await project.fetch(design)
    assert.match(etag, /^"[^"]+"$/)
    assert(etag.includes(String(revision)), 'the ETag is made of the revision, which lists show too')
})
