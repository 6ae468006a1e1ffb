// API tokens: a program acts for a person, with his rights, until the token ends.
import assert from 'node:assert/strict'
import { Client, must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { join, theWorld } from './lib/world.mjs'

const program = (client, secret) => Object.assign(new Client(client.server, { token: secret }), { workspace: client.workspace })

const SCOPES = ['write:plan', 'write:money', 'write:decisions', 'write:accounts']

async function newToken(client, more = {}) {
    const made = must(await client.send('POST', client.w('tokens'), { body: { name: 'script', scopes: SCOPES, ...more } }), 201).json
    const [secret] = Object.values(made).filter((value) => typeof value === 'string' && value.length >= 32)
    assert(secret, JSON.stringify(Object.keys(made)))
    return { id: (made.token ?? made).id ?? made.id, secret }
}

test('the secret is shown once, works, and acts for its owner', async () => {
    const { member } = await theWorld()
    const { id, secret } = await newToken(member)
    const script = program(member, secret)
    assert.equal((await script.get('/v1/session')).person.id, member.person.id)
    const row = await script.create('items', { kind: 'task', title: 'By script' })
    const [event] = await script.events(`&subject_id=${row.id}`)
    assert.equal(event.person_id, member.person.id)
    const { data } = await member.get(member.w('tokens'))
    assert(data.some((token) => token.id === id && token.last_used_at))
    for (const path of ['tokens', 'snapshot', 'events']) assert(!(await member.send('GET', member.w(path))).text.includes(secret))
})

test('it needs no same origin, and a cookie does not help it', async () => {
    const { member } = await theWorld()
    const { secret } = await newToken(member)
    const headers = { origin: undefined, 'sec-fetch-site': undefined }
    const script = program(member, secret)
    must(await script.send('POST', script.w('items'), { body: { kind: 'task', title: 'No origin' }, headers }), 201)
})

test('a wrong, ended or deleted token is refused', async () => {
    const { member } = await theWorld()
    const { id, secret } = await newToken(member)
    for (const wrong of [`${secret}x`, secret.slice(1), 'x', secret.toUpperCase()])
        mustRefuse(await program(member, wrong).send('GET', member.w('items')), 401)
    for (const authorization of ['Bearer', `Basic ${secret}`, `Bearer  ${secret} x`])
        mustRefuse(await new Client(member.server).send('GET', member.w('items'), { headers: { authorization } }), 401)
    must(await member.send('DELETE', member.w('tokens', id)), 204)
    mustRefuse(await program(member, secret).send('GET', member.w('items')), 401)
    const ended = await member.send('POST', member.w('tokens'), { body: { name: 'old', expires_at: '2020-01-01T00:00:00.000Z' } })
    if (ended.status !== 201) mustRefuse(ended, 422, { field: 'expires_at' })
    else {
        const [old] = Object.values(ended.json).filter((v) => typeof v === 'string' && v.length >= 32)
        mustRefuse(await program(member, old).send('GET', member.w('items')), 401)
    }
})

test("other people's tokens are neither seen nor ended", async () => {
    const { member, project, admin } = await theWorld()
    const { id } = await newToken(member)
    for (const client of [project, admin]) {
        const { data } = await client.get(client.w('tokens'))
        assert(!data.some((token) => token.id === id))
        mustRefuse(await client.send('DELETE', client.w('tokens', id)), [403, 404])
    }
})

test('a disabled person\'s tokens end with him', async () => {
    const { admin } = await theWorld()
    const client = await join(admin, 'Robot', 'member')
    const { secret } = await newToken(client)
    await admin.patch({ collection: 'people', id: client.person.id }, { disabled: true })
    mustRefuse(await program(client, secret).send('GET', client.w('items')), 401)
})

test('a token of one workspace opens no other', async () => {
    const { member, stranger } = await theWorld()
    const { secret } = await newToken(stranger)
    mustRefuse(await program(stranger, secret).send('GET', member.w('items')), 404)
})

test('a token writes what its scopes name and reads the rest', async () => {
    const { admin, design, theProject } = await theWorld()
    const writes = {
        'write:plan': ['items', { kind: 'task', title: 'Scoped' }],
        'write:money': ['expenses', { project_id: theProject.id, title: 'Paint', day: '2026-01-05', amount_cents: 1, kind: 'planned' }],
        'write:decisions': ['proposals', { title: 'Later', changes: [{ action: 'update', resource: 'item', subject_id: design.id, field: 'title', from: null, to: 'D' }] }],
        'write:accounts': ['people', { name: 'Scoped', email: 'scoped@example.com' }],
    }
    for (const held of [null, ...SCOPES]) {
        const { secret } = await newToken(admin, { scopes: held ? [held] : [] })
        const script = program(admin, secret)
        await script.get(script.w('snapshot'))
        for (const scope of SCOPES) {
            const [collection, body] = writes[scope]
            const answer = await script.send('POST', script.w(collection), { body })
            if (scope === held) must(answer, 201, 202)
            else mustRefuse(answer, 403, { says: new RegExp(scope) })
        }
    }
})

test('a scope that there is not is refused by name', async () => {
    const { member } = await theWorld()
    for (const scopes of [['write'], ['write:plan', 'admin'], 'write:plan', [1]])
        mustRefuse(await member.send('POST', member.w('tokens'), { body: { name: 'x', scopes } }), 422, { field: /^scopes/ })
})

test('a token cannot act on the account it belongs to', async () => {
    const { member } = await theWorld()
    const { secret } = await newToken(member)
    const script = program(member, secret)
    const change = { current_password: 'correct horse battery', new_password: 'quite another phrase' }
    for (const [method, path, body] of [
        ['POST', '/v1/password', change],
        ['POST', script.w('tokens'), { name: 'child' }],
        ['POST', '/v1/second-factor'],
        ['DELETE', '/v1/second-factor'],
        ['DELETE', '/v1/session'],
        ['POST', '/v1/session/confirmation', { password: 'correct horse battery' }],
    ])
        mustRefuse(await script.send(method, path, { body }), 403)
})
