// Accounts and roles belong to administrators.
import assert from 'node:assert/strict'
import { mustRefuse, signIn } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { join, PASSWORD, setUp, theWorld } from './lib/world.mjs'

test('nobody but an administrator makes or changes accounts, roles and settings', async () => {
    const { product, project, member, admin } = await theWorld()
    const someone = { collection: 'people', id: admin.person.id }
    for (const client of [product, project, member]) {
        const person = { name: 'Eve', email: 'eve@example.com', password: PASSWORD }
        mustRefuse(await client.send('POST', client.w('people'), { body: person }), 403)
        const role = { person_id: client.person.id, role: 'pmo' }
        mustRefuse(await client.send('POST', client.w('memberships'), { body: role }), 403)
        const { etag } = await client.fetch(someone)
        const headers = { 'if-match': etag }
        const body = { administrator: false }
        mustRefuse(await client.send('PATCH', client.w('people', admin.person.id), { body, headers }), 403)
        const own = await client.fetch({ collection: 'people', id: client.person.id })
        const more = { body: { administrator: true }, headers: { 'if-match': own.etag } }
        mustRefuse(await client.send('PATCH', client.w('people', client.person.id), more), 403)
        const settings = { body: { name: 'Mine' }, headers: { 'if-match': '"1"' } }
        mustRefuse(await client.send('PATCH', client.base, settings), [403, 412])
    }
})

test('an address belongs to one account, in whatever case', async () => {
    const { admin } = await theWorld()
    await admin.create('people', { name: 'One', email: 'one@example.com' })
    const body = { name: 'Two', email: 'ONE@example.com' }
    mustRefuse(await admin.send('POST', admin.w('people'), { body }), 409, { says: /e-?mail|address/i })
})

test('a person without password cannot sign in', async () => {
    const { admin, server } = await theWorld()
    await admin.create('people', { name: 'Silent', email: 'silent@example.com' })
    for (const password of ['', ' ', 'null', PASSWORD])
        await assert.rejects(signIn(server, 'silent@example.com', password))
})

test('a role can be given and taken; the right is gone at once', async () => {
    const { admin, feature } = await theWorld()
    const client = await join(admin, 'Climber', null)
    await client.patch(feature, { value: 7 }, 202)
    const role = await admin.create('memberships', { person_id: client.person.id, role: 'product_owner' })
    await client.patch(feature, { value: 8 }, 200)
    await admin.remove({ collection: 'memberships', id: role.id })
    await client.patch(feature, { value: 9 }, 202)
})

test('the settings of the workspace are its administrator\'s', async () => {
    const { admin } = await theWorld()
    const answer = await admin.send('GET', admin.base)
    const headers = { 'if-match': answer.headers.etag }
    const changed = await admin.send('PATCH', admin.base, { body: { critical_float_minutes: 60 }, headers })
    assert.equal(changed.json.critical_float_minutes, 60)
    mustRefuse(await admin.send('PATCH', admin.base, { body: { currency: 'EURO' }, headers: { 'if-match': changed.headers.etag } }), 422, { field: 'currency' })
    mustRefuse(await admin.send('PATCH', admin.base, { body: { name: 'x' }, headers }), 412)
    mustRefuse(await admin.send('PATCH', admin.base, { body: { name: 'x' } }), 428)
    const back = { body: { critical_float_minutes: 0 }, headers: { 'if-match': changed.headers.etag } }
    assert.equal((await admin.send('PATCH', admin.base, back)).status, 200)
})

test('the last administrator cannot lock everybody out', async () => {
    const { server, admin } = await setUp('Last')
    try {
        const { etag } = await admin.fetch({ collection: 'people', id: admin.person.id })
        const headers = { 'if-match': etag }
        for (const body of [{ administrator: false }, { disabled: true }, { password: null }])
            mustRefuse(await admin.send('PATCH', admin.w('people', admin.person.id), { body, headers }), [409, 422])
        assert.equal((await admin.get('/v1/session')).person.administrator, true)
    } finally {
        await server.remove()
    }
})
