// Passkeys: made in the account, used to sign in without a password and to confirm; and every way to be refused.
import assert from 'node:assert/strict'
import { Authenticator, base64url, PRESENT } from './lib/authenticator.mjs'
import { adopt, Client, must, mustRefuse } from './lib/client.mjs'
import { Server } from './lib/server.mjs'
import { test } from './lib/tap.mjs'
import { join, PASSWORD, setUp, theWorld } from './lib/world.mjs'

const ORIGIN = 'https://plan.example.org'

let own
/** A server of their own at a public address. */
const world = () => (own ??= setUp('Keys', new Server([], ['--public-url', `${ORIGIN}/`, '--behind-proxy'])))

let browsers = 0
/** Each comes from an address of its own: attempts are counted by address. */
class Browser extends Client {
    address = `10.0.0.${++browsers}`
    usualHeaders(...about) {
        return { ...super.usualHeaders(...about), 'x-forwarded-for': this.address }
    }
}

const ask = (client) => client.post('/v1/passkey-question', undefined, 200)
const askToSignIn = async (browser) => {
    const answer = must(await browser.send('POST', '/v1/session/passkey-question'), 200)
    assert.match(answer.headers['set-cookie'][0], /Path=\/v1\/session; HttpOnly; SameSite=Strict; Max-Age=300; Secure/)
    browser.cookie = answer.headers['set-cookie'][0].split(';')[0]
    return answer.json
}
const make = async (client, authenticator, options) => {
    const body = authenticator.make(await ask(client), options)
    return client.send('POST', client.w('passkeys'), { body })
}
/** Somebody with a passkey; answers {client, authenticator, passkey}. */
async function withPasskey(name, options = {}) {
    const { admin } = await world()
    const client = await join(admin, name, 'member')
    const authenticator = new Authenticator(ORIGIN, options)
    const passkey = must(await make(client, authenticator, options), 201).json
    return { client, authenticator, passkey }
}
const attempt = async (authenticator, options, change = {}) => {
    const { server } = await world()
    const browser = new Browser(server)
    const body = { ...authenticator.answer(await askToSignIn(browser), options), ...change }
    return { answer: await browser.send('POST', '/v1/session/passkey', { body }), browser, body }
}

for (const kind of ['ES256', 'EdDSA', 'RS256'])
    for (const format of ['none', 'packed'])
        test(`a passkey (${kind}, ${format}) is made and signs in, without password and code`, async () => {
            const { client, authenticator, passkey } = await withPasskey(`${kind}${format}`, { kind, format, name: 'Telephone' })
            assert.deepEqual([passkey.name, passkey.copied, passkey.person_id], ['Telephone', false, client.person.id])
            assert(!('public_key' in passkey) && !('sign_count' in passkey))
            const { answer, browser } = await attempt(authenticator)
            const session = must(answer, 201)
            const cookie = session.headers['set-cookie'].find((one) => one.startsWith('trivet_session='))
            assert.match(cookie, /HttpOnly; SameSite=Strict/)
            browser.cookie = cookie.split(';')[0]
            assert.equal((await browser.get('/v1/session')).person.id, client.person.id)
            const [listed] = (await client.get(client.w('passkeys'))).data
            assert(listed.last_used_at >= passkey.created_at)
        })

test('the question is bound to the browser that asked, answered once, and too old after a while', async () => {
    const { server } = await world()
    const { authenticator } = await withPasskey('Once')
    const [here, there] = [new Browser(server), new Browser(server)]
    const question = await askToSignIn(here)
    assert.deepEqual([question.rp_id, question.user_id, question.credential_ids], ['plan.example.org', null, []])
    const body = authenticator.answer(question)
    const send = (client) => client.send('POST', '/v1/session/passkey', { body })
    mustRefuse(await send(there), 401, { field: 'client_data_json' })
    await askToSignIn(there)
    mustRefuse(await send(there), 401, { field: 'client_data_json' })
    must(await send(here), 201)
    mustRefuse(await send(here), 401, { field: 'client_data_json', says: /before/ })
    const late = await askToSignIn(here)
    server.place.sql('UPDATE passkey_challenges SET expires_at = 1')
    mustRefuse(await here.send('POST', '/v1/session/passkey', { body: authenticator.answer(late) }), 401, { says: /too old/ })
})

test('a failed answer uses its question up, too', async () => {
    const { server } = await world()
    const { authenticator } = await withPasskey('Failing')
    const browser = new Browser(server)
    const good = authenticator.answer(await askToSignIn(browser))
    const bad = { ...good, signature: base64url(Buffer.alloc(70, 1)) }
    mustRefuse(await browser.send('POST', '/v1/session/passkey', { body: bad }), 401, { field: 'signature' })
    mustRefuse(await browser.send('POST', '/v1/session/passkey', { body: good }), 401, { field: 'client_data_json' })
})

test('what was signed elsewhere, for something else, by another or without verification signs nobody in', async () => {
    const { client, authenticator } = await withPasskey('Strict')
    const other = await withPasskey('Otherone')
    const refused = async (field, options, change) => mustRefuse((await attempt(authenticator, options, change)).answer, 401, { field })
    await refused('client_data_json', { more: { origin: 'https://plan.example.org.evil.example' } })
    await refused('client_data_json', { more: { origin: 'http://plan.example.org' } })
    await refused('client_data_json', { more: { crossOrigin: true } })
    await refused('client_data_json', { more: { challenge: base64url(Buffer.alloc(32)) } })
    await refused('client_data_json', { type: 'webauthn.create' })
    await refused('authenticator_data', { rpId: 'example.org' })
    await refused('authenticator_data', { flags: PRESENT })
    await refused('authenticator_data', { flags: 0 })
    await refused('signature', {}, { credential_id: base64url(other.authenticator.id), user_handle: other.authenticator.userHandle })
    await refused('user_handle', {}, { user_handle: other.authenticator.userHandle })
    await refused('user_handle', {}, { user_handle: null })
    await refused('credential_id', {}, { credential_id: base64url(Buffer.alloc(32)) })
    await refused('signature', {}, { signature: '!' })
    must((await attempt(authenticator)).answer, 201)
    must(await client.send('GET', '/v1/session'), 200)
})

test('a counter that goes back tells of a copy: the passkey signs nobody in any more, and the history says so', async () => {
    const { client, authenticator, passkey } = await withPasskey('Cloned')
    must((await attempt(authenticator)).answer, 201)
    authenticator.count = 0
    mustRefuse((await attempt(authenticator)).answer, 401, { field: 'credential_id', says: /copy/ })
    authenticator.count = 1000
    mustRefuse((await attempt(authenticator)).answer, 401, { says: /copy/ })
    assert.equal((await client.get(client.w('passkeys'))).data[0].copied, true)
    const events = await client.events(`&subject_id=${passkey.id}`)
    assert(events.some((event) => event.changes.some((change) => change.field === 'copied' && change.to === true)))
    const silent = await withPasskey('Silent', { counts: false })
    for (let i = 0; i < 2; i++) must((await attempt(silent.authenticator)).answer, 201)
})

test('a registration is refused when it is not of here, not verified, not signed by its key or no CBOR', async () => {
    const { admin } = await world()
    const client = await join(admin, 'Refused', 'member')
    const refused = async (field, options) => mustRefuse(await make(client, new Authenticator(ORIGIN), options), 422, { field })
    await refused('client_data_json', { more: { origin: 'https://elsewhere.example' } })
    await refused('client_data_json', { type: 'webauthn.get' })
    await refused('attestation_object', { flags: PRESENT })
    await refused('attestation_object', { format: 'fido-u2f' })
    await refused('name', { name: '' })
    const send = async (change) => {
        const authenticator = new Authenticator(ORIGIN)
        const body = change(authenticator.make(await ask(client), { format: 'packed' }))
        return client.send('POST', client.w('passkeys'), { body })
    }
    const edited = (at, to) => (body) => {
        const bytes = Buffer.from(body.attestation_object, 'base64url')
        bytes[at < 0 ? bytes.length + at : at] = to
        return { ...body, attestation_object: base64url(bytes) }
    }
    mustRefuse(await send(edited(-1, 0)), 422, { field: 'attestation_object' })
    mustRefuse(await send((body) => ({ ...body, attestation_object: base64url(Buffer.from([0xbb, 255, 255, 255, 255, 255, 255, 255, 255])) })), 422, { field: 'attestation_object' })
    mustRefuse(await send((body) => ({ ...body, attestation_object: 'A'.repeat(20_000) })), 422, { field: 'attestation_object' })
    assert.equal((await client.get('/v1/session')).person.has_passkey, false)
})

test('passkeys are listed, renamed and removed by their owner; an administrator removes all of somebody', async () => {
    const { admin } = await world()
    const { client, authenticator, passkey } = await withPasskey('Owner')
    const path = client.w('passkeys', passkey.id)
    assert.equal((await client.get('/v1/session')).person.has_passkey, true)
    assert.deepEqual((await ask(client)).credential_ids, [passkey.credential_id])
    mustRefuse(await make(client, authenticator), 409, { says: /known already/ })
    mustRefuse(await admin.send('GET', path), 404)
    mustRefuse(await admin.send('DELETE', path), 404)
    const shown = must(await client.send('GET', path), 200)
    const rename = { body: { name: 'Blue key' }, headers: { 'if-match': shown.headers.etag } }
    assert.equal(must(await client.send('PATCH', path, rename), 200).json.name, 'Blue key')
    mustRefuse(await client.send('PATCH', path, { ...rename, body: { copied: false } }), [412, 422])
    must(await client.send('DELETE', path), 204)
    mustRefuse((await attempt(authenticator)).answer, 401, { field: 'credential_id' })
    assert.equal((await client.get('/v1/session')).person.has_passkey, false)
    const events = await client.events(`&subject_id=${passkey.id}`)
    assert.deepEqual(events.map((event) => event.action).sort(), ['created', 'deleted', 'updated'])

    const again = new Authenticator(ORIGIN)
    must(await make(client, again), 201)
    mustRefuse(await client.send('DELETE', admin.w('people', client.person.id, 'passkeys')), 403)
    must(await admin.send('DELETE', admin.w('people', client.person.id, 'passkeys')), 204)
    mustRefuse((await attempt(again)).answer, 401, { field: 'credential_id' })
    const history = await admin.events(`&subject_id=${client.person.id}`)
    const marks = history.flatMap((event) => event.changes).filter((change) => change.field === 'has_passkey')
    assert.deepEqual(marks.map((change) => change.to), [false, true, false, true, false].slice(0, marks.length))
})

test('who is disabled is not signed in by his passkey', async () => {
    const { admin } = await world()
    const { client, authenticator } = await withPasskey('Leaver')
    const { etag } = await admin.fetch({ collection: 'people', id: client.person.id })
    must(await admin.send('PATCH', admin.w('people', client.person.id), { body: { disabled: true }, headers: { 'if-match': etag } }), 200)
    mustRefuse((await attempt(authenticator)).answer, 401, { says: /disabled/ })
})

test('a passkey stands in for the password where it is asked for again', async () => {
    const { server, admin } = await setUp('Sure', new Server([], ['--public-url', 'http://localhost:8740']))
    try {
        const authenticator = new Authenticator('http://localhost:8740')
        must(await make(admin, authenticator), 201)
        server.place.sql('UPDATE sessions SET confirmed_at = 0')
        const person = { name: 'Late', email: 'late@example.com' }
        mustRefuse(await admin.send('POST', admin.w('people'), { body: person }), 403, { field: 'confirmation' })
        const confirm = async (change = {}) =>
            admin.send('POST', '/v1/session/confirmation/passkey', { body: { ...authenticator.answer(await ask(admin)), ...change } })
        mustRefuse(await confirm({ signature: base64url(Buffer.alloc(70, 1)) }), 422, { field: 'signature' })
        must(await confirm(), 204)
        must(await admin.send('POST', admin.w('people'), { body: person }), 201)
        const late = adopt(new Browser(server), must(await new Browser(server).send('POST', '/v1/session', { body: { email: 'ada@example.com', password: PASSWORD } }), 201))
        mustRefuse(await late.send('POST', '/v1/session/confirmation/passkey', { body: authenticator.answer(await ask(admin)) }), 422, { field: 'client_data_json' })
    } finally {
        await server.remove()
    }
})

test('at an address where browsers allow none, no passkey is offered', async () => {
    const { server } = await theWorld()
    assert.equal((await new Browser(server).get('/v1/setup')).passkeys, false)
    assert.equal((await new Client((await world()).server).get('/v1/setup')).passkeys, true)
    mustRefuse(await new Browser(server).send('POST', '/v1/session/passkey-question'), 409, { says: /public_url/ })
})

test('the server of the passkeys is let go', async () => {
    const { server } = await world()
    await server.remove()
})
