// One's own account: password, sessions, second factor; and what an administrator may do about another's.
import assert from 'node:assert/strict'
import { Client, must, mustRefuse, signIn } from './lib/client.mjs'
import { pause, Server } from './lib/server.mjs'
import { EventStream } from './lib/stream.mjs'
import { test } from './lib/tap.mjs'
import { code } from './lib/totp.mjs'
import { join, PASSWORD, setUp, theWorld } from './lib/world.mjs'

const attempt = (server, email, more = {}) =>
    new Client(server).send('POST', '/v1/session', { body: { email, password: PASSWORD, ...more } })

test('the codes of the tests are those of RFC 6238', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    for (const [second, wanted] of [[59, '287082'], [1111111109, '081804'], [20000000000, '353130']])
        assert.equal(code(secret, 0, second * 1000), wanted)
})

test('anybody changes his own password; the others of his sessions end', async () => {
    const { admin, server } = await theWorld()
    const here = await join(admin, 'Keykeeper', 'member')
    const there = await signIn(server, 'keykeeper@example.com', PASSWORD)
    const stream = await new EventStream(there).opened
    const change = (body) => here.send('POST', '/v1/password', { body })
    const next = 'seven quiet lanterns'
    mustRefuse(await change({ current_password: 'not the password', new_password: next }), 422, { field: 'current_password' })
    mustRefuse(await change({ current_password: PASSWORD, new_password: PASSWORD }), 422, { field: 'new_password' })
    must(await change({ current_password: PASSWORD, new_password: next }), 204)
    mustRefuse(await there.send('GET', there.w('items')), 401)
    await stream.untilClosed(1000)
    must(await here.send('GET', here.w('items')), 200)
    mustRefuse(await attempt(server, 'keykeeper@example.com'), 401)
    must(await attempt(server, 'keykeeper@example.com', { password: next }), 201)
    const events = await admin.send('GET', `${admin.w('events')}?subject_id=${here.person.id}`)
    assert(!events.text.includes(next) && !events.text.includes('argon2'))
    assert.equal(events.json.data[0].person_id, here.person.id)
})

test('a password that is tried first is refused wherever one is set', async () => {
    const { admin, member } = await theWorld()
    for (const password of ['Password123', 'qwertyuiop', '1234567890', 'member12345']) {
        const body = { name: 'Member', email: 'weak@example.com', password }
        mustRefuse(await admin.send('POST', admin.w('people'), { body }), 422, { field: 'password', says: /words/ })
        const change = { current_password: PASSWORD, new_password: password }
        mustRefuse(await member.send('POST', '/v1/password', { body: change }), 422, { field: 'new_password' })
    }
    const { etag } = await admin.fetch({ collection: 'people', id: member.person.id })
    const patch = { body: { password: 'basketball' }, headers: { 'if-match': etag } }
    mustRefuse(await admin.send('PATCH', admin.w('people', member.person.id), patch), 422, { field: 'password' })
})

test('sessions are listed and ended, only one\'s own', async () => {
    const { admin, member, server } = await theWorld()
    const here = await join(admin, 'Roamer', 'member')
    const body = { email: 'roamer@example.com', password: PASSWORD }
    must(await new Client(server).send('POST', '/v1/session', { body, headers: { 'user-agent': 'Telephone/1' } }), 201)
    const { data } = await here.get('/v1/sessions')
    assert.deepEqual(data.map((one) => [one.agent, one.current]), [['Telephone/1', false], ['', true]])
    assert(data.every((one) => one.address === '127.0.0.1' && one.expires_at > one.created_at))
    mustRefuse(await member.send('DELETE', `/v1/sessions/${data[0].id}`), 404)
    mustRefuse(await here.send('DELETE', '/v1/sessions/nothing'), 404)
    must(await here.send('DELETE', `/v1/sessions/${data[0].id}`), 204)
    assert.equal((await here.get('/v1/sessions')).data.length, 1)
    must(await here.send('DELETE', `/v1/sessions/${data[1].id}`), 204)
    mustRefuse(await here.send('GET', here.w('items')), 401)
})

test('an administrator signs somebody out everywhere; nobody else does', async () => {
    const { admin, member, stranger } = await theWorld()
    const client = await join(admin, 'Guest', 'member')
    const path = admin.w('people', client.person.id, 'sessions')
    mustRefuse(await member.send('DELETE', path), 403)
    mustRefuse(await stranger.send('DELETE', path), 404)
    mustRefuse(await stranger.send('DELETE', stranger.w('people', client.person.id, 'sessions')), [403, 404])
    must(await client.send('GET', client.w('items')), 200)
    must(await admin.send('DELETE', path), 204)
    mustRefuse(await client.send('GET', client.w('items')), 401)
})

let own
/** A server of their own: sign-ins are counted by address. */
const guarded = () => (own ??= setUp('Guarded'))

/** Turns the second factor on; answers its secret and recovery codes. */
async function protect(client) {
    const { secret, uri, picture } = await client.post('/v1/second-factor', undefined, 200)
    assert.match(uri, new RegExp(`^otpauth://totp/Trivet:[^?]*%40example.com\\?secret=${secret}&issuer=Trivet$`))
    assert.match(picture, /^<svg .*<\/svg>$/)
    mustRefuse(await client.send('POST', '/v1/second-factor/activation', { body: { code: '000000' } }), 422, { field: 'code' })
    const { codes } = await client.post('/v1/second-factor/activation', { code: code(secret) }, 200)
    return { secret, codes }
}

test('with a second factor a password alone does not sign in, and no code works twice', async () => {
    const { admin, server } = await guarded()
    const client = await join(admin, 'Careful', 'member')
    const { secret, codes } = await protect(client)
    const email = 'careful@example.com'
    assert.equal((await client.get('/v1/session')).person.two_factor, true)
    mustRefuse(await attempt(server, email), 401, { field: 'code' })
    mustRefuse(await attempt(server, email, { code: code(secret) }), 401, { field: 'code' }) // activated it
    mustRefuse(await attempt(server, email, { code: code(secret, 20) }), 401, { field: 'code' })
    must(await attempt(server, email, { code: code(secret, 1) }), 201)
    mustRefuse(await attempt(server, email, { code: code(secret, 1) }), 401, { field: 'code' })
    assert.equal(new Set(codes).size, 10)
    must(await attempt(server, email, { code: codes[3].toUpperCase().replace(/-/g, ' ') }), 201)
    mustRefuse(await attempt(server, email, { code: codes[3] }), 401, { field: 'code' })
    mustRefuse(await client.send('POST', '/v1/second-factor'), 409)
})

test('recovery codes are renewed, the factor removed by its owner or an administrator', async () => {
    const { admin, server } = await guarded()
    const client = await join(admin, 'Renewer', 'member')
    const member = await join(admin, 'Onlooker', 'member')
    mustRefuse(await client.send('POST', '/v1/second-factor/recovery-codes'), 409)
    mustRefuse(await client.send('POST', '/v1/second-factor/activation', { body: { code: '123456' } }), 409)
    const { codes } = await protect(client)
    const fresh = await client.post('/v1/second-factor/recovery-codes', undefined, 200)
    mustRefuse(await attempt(server, 'renewer@example.com', { code: codes[0] }), 401)
    must(await attempt(server, 'renewer@example.com', { code: fresh.codes[0] }), 201)
    must(await client.send('DELETE', '/v1/second-factor'), 204)
    must(await attempt(server, 'renewer@example.com'), 201)
    await protect(client)
    const path = admin.w('people', client.person.id, 'second-factor')
    mustRefuse(await member.send('DELETE', path), 403)
    must(await admin.send('DELETE', path), 204)
    must(await attempt(server, 'renewer@example.com'), 201)
    const events = (await admin.events(`&subject_id=${client.person.id}`)).filter((event) => event.action === 'updated')
    const changes = events.flatMap((event) => event.changes)
    assert.deepEqual(changes.filter((c) => c.field === 'two_factor').map((c) => c.to), [false, true, false, true])
})

test('what gives power over accounts asks for the password again after a while', async () => {
    const { server, admin } = await setUp('Again', new Server([], ['--confirm-seconds', '5']))
    try {
        const person = { name: 'Late', email: 'late@example.com' }
        await pause(5100)
        const refused = mustRefuse(await admin.send('POST', admin.w('people'), { body: person }), 403, { field: 'confirmation' })
        assert.match(refused.hint, /confirmation/)
        mustRefuse(await admin.send('POST', admin.w('tokens'), { body: { name: 't' } }), 403, { field: 'confirmation' })
        mustRefuse(await admin.send('POST', '/v1/second-factor'), 403, { field: 'confirmation' })
        must(await admin.send('GET', admin.w('people')), 200)
        must(await admin.send('POST', admin.w('products'), { body: { name: 'Everyday' } }), 201, 202)
        const confirm = (password) => admin.send('POST', '/v1/session/confirmation', { body: { password } })
        mustRefuse(await confirm('not the password'), 422, { field: 'password' })
        mustRefuse(await admin.send('POST', admin.w('people'), { body: person }), 403)
        must(await confirm(PASSWORD), 204)
        must(await admin.send('POST', admin.w('people'), { body: person }), 201)
    } finally {
        await server.remove()
    }
})
