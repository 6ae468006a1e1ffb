// Signing in and out, the cookie's guards, and what ends a session.
import assert from 'node:assert/strict'
import { Client, must, mustRefuse, signIn } from './lib/client.mjs'
import { EventStream } from './lib/stream.mjs'
import { test } from './lib/tap.mjs'
import { join, PASSWORD, setUp, theWorld } from './lib/world.mjs'

const attempt = (client, email, password) => client.send('POST', '/v1/session', { body: { email, password } })

test('a wrong password and an unknown address are told nothing apart', async () => {
    const { server } = await theWorld()
    const client = new Client(server)
    const wrong = mustRefuse(await attempt(client, 'member@example.com', 'not the password'), 401)
    const unknown = mustRefuse(await attempt(client, 'nobody@example.com', 'not the password'), 401)
    assert.deepEqual(wrong, unknown)
})

test('the address may be written in any case; the cookie is guarded', async () => {
    const { server } = await theWorld()
    const answer = must(await attempt(new Client(server), 'MEMBER@Example.COM', PASSWORD), 201)
    const cookie = answer.headers['set-cookie'][0]
    for (const guard of [/^trivet_session=[\w-]{20,}/, /; HttpOnly/i, /; SameSite=Strict/i, /; Path=\//i])
        assert.match(cookie, guard)
})

test('signing out ends the session and its stream within a second', async () => {
    const { server } = await theWorld()
    const client = await signIn(server, 'member@example.com', PASSWORD)
    const stream = await new EventStream(client).opened
    assert.equal(stream.status, 200)
    must(await client.send('DELETE', '/v1/session'), 204)
    await stream.untilClosed(1000)
    mustRefuse(await client.send('GET', client.w('items')), 401)
})

test('without cookie or token everything is refused alike', async () => {
    const { server, admin } = await theWorld()
    const nobody = new Client(server)
    for (const path of [admin.w('items'), admin.w('snapshot'), admin.w('stream'), admin.base, '/v1/session'])
        mustRefuse(await nobody.send('GET', path), 401)
    mustRefuse(await nobody.send('POST', admin.w('items'), { body: { kind: 'task', title: 'x' } }), 401)
    nobody.cookie = `trivet_session=${'A'.repeat(43)}`
    mustRefuse(await nobody.send('GET', admin.w('items')), 401)
})

test('a write by cookie from another site is refused', async () => {
    const { product } = await theWorld()
    const body = { kind: 'feature', title: 'Forged' }
    const foreign = [
        { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
        { 'sec-fetch-site': 'same-site', origin: undefined },
        { 'sec-fetch-site': undefined, origin: 'https://evil.example' },
        { 'sec-fetch-site': undefined, origin: 'null' },
        { 'sec-fetch-site': undefined, origin: undefined },
    ]
    for (const headers of foreign) mustRefuse(await product.send('POST', product.w('items'), { body, headers }), 403)
    const { data } = await product.get(`${product.w('items')}?limit=500`)
    assert(!data.some((item) => item.title === 'Forged'))
})

test('a disabled person is out within a second, his stream too, and cannot come back', async () => {
    const { admin, server } = await theWorld()
    const client = await join(admin, 'Leaver', 'member')
    const stream = await new EventStream(client).opened
    await admin.patch({ collection: 'people', id: client.person.id }, { disabled: true })
    mustRefuse(await client.send('GET', client.w('items')), 401)
    await stream.untilClosed(1000)
    mustRefuse(await attempt(new Client(server), 'leaver@example.com', PASSWORD), 401)
})

test('a new password ends the old sessions and is never shown', async () => {
    const { admin, server } = await theWorld()
    const client = await join(admin, 'Changer', 'member')
    await admin.patch({ collection: 'people', id: client.person.id }, { password: 'a whole new password' })
    mustRefuse(await client.send('GET', client.w('items')), 401)
    mustRefuse(await attempt(new Client(server), 'changer@example.com', PASSWORD), 401)
    await signIn(server, 'changer@example.com', 'a whole new password')
    const snapshot = await admin.send('GET', admin.w('snapshot'))
    const events = await admin.send('GET', `${admin.w('events')}?limit=200`)
    for (const secret of ['argon2', 'a whole new password', PASSWORD])
        assert(!snapshot.text.includes(secret) && !events.text.includes(secret), `${secret} is shown`)
})

test('guessing is slowed down: 429 with Retry-After, and others still get in', async () => {
    const { server, admin } = await setUp('Guessed')
    try {
        await join(admin, 'Victim', 'member')
        const client = new Client(server)
        let refused
        for (let i = 0; i < 60 && !refused; i++) {
            const answer = await attempt(client, 'victim@example.com', `guess number ${i}`)
            if (answer.status === 429) refused = answer
            else mustRefuse(answer, 401)
        }
        assert(refused, 'sixty guesses were answered')
        mustRefuse(refused, 429)
        assert.match(refused.headers['retry-after'], /^[1-9]\d*$/)
        assert.equal((await admin.get('/v1/session')).person.id, admin.person.id)
    } finally {
        await server.remove()
    }
})
