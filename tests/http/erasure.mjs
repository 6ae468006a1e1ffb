// A person's data: given to him, erased for ever, and the chain of the history holds all the same.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { Client, must, mustRefuse } from './lib/client.mjs'
import { pause, Server } from './lib/server.mjs'
import { EventStream } from './lib/stream.mjs'
import { test } from './lib/tap.mjs'
import { join, PASSWORD, setUp } from './lib/world.mjs'

const NAME = 'Wilhelmina Unmistakable'
const EMAIL = 'wilhelmina.unmistakable@example.com'

/** A member with everything that may hold her name: account, resources (one deleted), token, session, work. */
async function wilhelmina(admin) {
    const project = await join(admin, 'Pm', 'project_manager')
    const person = await admin.create('people', { name: NAME, email: EMAIL, password: PASSWORD })
    await admin.create('memberships', { person_id: person.id, role: 'member' })
    const she = new Client(admin.server)
    const answer = must(await she.send('POST', '/v1/session', { body: { email: EMAIL, password: PASSWORD } }), 201)
    she.cookie = answer.headers['set-cookie'][0].split(';')[0]
    Object.assign(she, answer.json)
    const { secret } = await she.post(she.w('tokens'), { name: `Token of ${NAME}`, scopes: [] })
    const named = { name: NAME, email: EMAIL, kind: 'person', person_id: person.id }
    const resource = await project.create('resources', named)
    await project.remove(await project.create('resources', { ...named, name: `${NAME} twice` }))
    const item = await she.create('items', { kind: 'task', title: 'Hers' })
    return { she, person, project, resource, item, token: new Client(admin.server, { token: secret }) }
}

const etagOf = async (admin, person) =>
    (await admin.send('GET', admin.w('people', person.id))).headers.etag

async function erase(admin, person) {
    const headers = { 'if-match': await etagOf(admin, person) }
    return must(await admin.send('POST', admin.w('people', person.id, 'erase'), { headers }), 200).json
}

test('everything about somebody is given to him and to administrators, not to others', async () => {
    const { server, admin } = await setUp('Giving')
    try {
        const { she, person, project, resource, item } = await wilhelmina(admin)
        const data = await she.get(she.w('people', person.id, 'export'))
        assert.equal(data.person.email, EMAIL)
        assert.deepEqual(data.memberships.map((one) => one.role), ['member'])
        assert.deepEqual(data.resources.map((one) => one.id), [resource.id])
        assert.equal(data.tokens[0].name, `Token of ${NAME}`)
        assert.equal(data.sessions.length, 1)
        assert(data.events.some((event) => event.subject_id === item.id))
        assert(data.events.every((event) => event.person_id === person.id))
        assert(!JSON.stringify(data).includes('argon2'))
        const byAdmin = await admin.get(admin.w('people', person.id, 'export'))
        assert.deepEqual(byAdmin.tokens, data.tokens)
        mustRefuse(await project.send('GET', project.w('people', person.id, 'export')), 403)
        mustRefuse(await admin.send('GET', admin.w('people', '0000000000001', 'export')), 404)
    } finally {
        await server.remove()
    }
})

test('an erased person is nowhere any more, not even in the file, and the history holds', async () => {
    const { server, admin } = await setUp('Erasing')
    try {
        const { she, person, project, resource, item, token } = await wilhelmina(admin)
        const stream = await new EventStream(she).opened
        const watching = await new EventStream(admin).opened
        mustRefuse(await project.send('POST', project.w('people', person.id, 'erase'), { headers: { 'if-match': '*' } }), 403)
        mustRefuse(await admin.send('POST', admin.w('people', person.id, 'erase')), 428)
        const before = server.command(['audit', 'verify', ...server.place.options]).stdout.match(/\d+:[0-9a-f]{64}/)[0]
        const erasure = await erase(admin, person)
        assert(erasure.events >= 6, JSON.stringify(erasure))
        assert.equal(erasure.mentions, 0)
        await stream.untilClosed(1000)
        mustRefuse(await token.send('GET', `${admin.base}/items`), 401)
        mustRefuse(await she.send('GET', '/v1/session'), 401)
        mustRefuse(await she.send('POST', '/v1/session', { body: { email: EMAIL, password: PASSWORD } }), 401)
        await watching.until((frame) => frame.json?.action === 'erased' && frame.json.subject_id === resource.id)
        watching.close()
        const snapshot = await admin.get(admin.w('snapshot'))
        const row = snapshot.people.find((one) => one.id === person.id)
        assert.deepEqual([row.name, row.disabled], ['Erased person', true])
        const events = await admin.events()
        assert.equal(events.find((event) => event.subject_id === item.id).person_id, person.id)
        assert(!JSON.stringify([snapshot, events]).includes('nmistakable'))
        const audit = server.command(['audit', 'verify', ...server.place.options, '--expect', before])
        assert.equal(audit.status, 0, audit.stderr)
        await erase(admin, person) // twice does no harm
        assert.equal(await server.stop(), 0)
        for (const file of readdirSync(server.folder))
            assert(!readFileSync(path(server.folder, file)).includes('nmistakable'), `${file} holds the name`)
        await server.start()
        assert.equal(server.command(['audit', 'verify', ...server.place.options]).status, 0)
    } finally {
        await server.remove()
    }
})

test('what others wrote about him is counted, and the last administrator stays', async () => {
    const { server, admin } = await setUp('Counting')
    try {
        const { person, project } = await wilhelmina(admin)
        await project.create('items', { kind: 'task', title: `Ask ${NAME}` })
        assert.equal((await erase(admin, person)).mentions, 1)
        const headers = { 'if-match': await etagOf(admin, admin.person) }
        mustRefuse(await admin.send('POST', admin.w('people', admin.person.id, 'erase'), { headers }), 409)
    } finally {
        await server.remove()
    }
})

test('anybody erases himself, sitting there; no token of his does', async () => {
    const { server, admin } = await setUp('Leaving')
    try {
        const { she, person, token } = await wilhelmina(admin)
        mustRefuse(await token.send('POST', '/v1/erasure'), 403)
        mustRefuse(await admin.send('POST', '/v1/erasure'), 409, { says: /last administrator/ })
        assert(must(await she.send('POST', '/v1/erasure'), 200).json.events >= 6)
        mustRefuse(await she.send('GET', '/v1/session'), 401)
        const row = (await admin.get(admin.w('snapshot'))).people.find((one) => one.id === person.id)
        assert.deepEqual([row.name, row.disabled], ['Erased person', true])
        assert.equal(server.command(['audit', 'verify', ...server.place.options]).status, 0)
    } finally {
        await server.remove()
    }
})

test('giving and erasing want the password once more after a while', async () => {
    const { server, admin } = await setUp('Sure', new Server([], ['--confirm-seconds', '1']))
    try {
        await pause(1100)
        mustRefuse(await admin.send('GET', admin.w('people', admin.person.id, 'export')), 403, { field: 'confirmation' })
        mustRefuse(await admin.send('POST', '/v1/erasure'), 403, { field: 'confirmation' })
    } finally {
        await server.remove()
    }
})

test('the same on the command line, for administrators of the same workspace', async () => {
    const { server, admin } = await setUp('Commanded')
    try {
        await wilhelmina(admin)
        await server.stop()
        const run = (verb, who) => server.command(['person', verb, EMAIL, ...server.place.options, '--as', who])
        assert.equal(run('erase', 'pm@example.com').status, 3)
        assert.equal(JSON.parse(run('export', 'ada@example.com').stdout).person.name, NAME)
        assert.equal(run('erase', 'ada@example.com').status, 0)
        assert.equal(run('erase', 'ada@example.com').status, 4)
        assert.equal(server.command(['audit', 'verify', ...server.place.options]).status, 0)
    } finally {
        await server.remove()
    }
})
