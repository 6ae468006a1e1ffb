// First run: a one-time token makes the first workspace and its first administrator.
import assert from 'node:assert/strict'
import { adopt, Client, must, mustRefuse, signIn } from './lib/client.mjs'
import { Server } from './lib/server.mjs'
import { test } from './lib/tap.mjs'
import { PASSWORD } from './lib/world.mjs'

const valid = (token) => ({
    token,
    workspace_name: 'Acme',
    person_name: 'Ada',
    email: 'Ada@Example.com',
    password: PASSWORD,
    example: false,
})

async function fresh(use) {
    const server = await new Server().start()
    try {
        await use(new Client(server), await server.setupToken(), server)
    } finally {
        await server.remove()
    }
}

test('a new server says that it waits for its set-up, and answers nobody before', () =>
    fresh(async (client) => {
        assert.deepEqual(await client.get('/v1/setup'), { needed: true, mails: false, passkeys: false })
        mustRefuse(await client.send('GET', '/v1/session'), 401)
    }))

test('a wrong token is refused and changes nothing', () =>
    fresh(async (client) => {
        for (const token of ['wrong', '', 'x'.repeat(43)])
            mustRefuse(await client.send('POST', '/v1/setup', { body: valid(token) }), [401, 403, 422])
        assert.deepEqual(await client.get('/v1/setup'), { needed: true, mails: false, passkeys: false })
    }))

test('each wrong field is named and the token stays good', () =>
    fresh(async (client, token) => {
        const wrong = [
            ['workspace_name', ''],
            ['person_name', 'x'.repeat(101)],
            ['email', 'no address'],
            ['password', 'short'],
            ['password', 'x'.repeat(201)],
        ]
        for (const [field, value] of wrong)
            mustRefuse(await client.send('POST', '/v1/setup', { body: { ...valid(token), [field]: value } }), 422, { field })
        const { password: _, ...without } = valid(token)
        mustRefuse(await client.send('POST', '/v1/setup', { body: without }), 422, { field: 'password' })
        mustRefuse(await client.send('POST', '/v1/setup', { body: { ...valid(token), nmae: 1 } }), 422, { field: 'nmae' })
        adopt(client, must(await client.send('POST', '/v1/setup', { body: valid(token) }), 201))
    }))

test('the right token makes workspace and administrator, signs in, and works once', () =>
    fresh(async (client, token) => {
        const answer = must(await client.send('POST', '/v1/setup', { body: valid(token) }), 201)
        adopt(client, answer)
        assert.equal(client.workspace.name, 'Acme')
        assert.equal(client.person.email, 'ada@example.com')
        assert.equal(client.person.administrator, true)
        assert.equal(client.person.password, undefined)
        assert.equal((await client.get('/v1/session')).person.id, client.person.id)
        assert.deepEqual(await client.get('/v1/setup'), { needed: false, mails: false, passkeys: false })
        const again = await new Client(client.server).send('POST', '/v1/setup', { body: valid(token) })
        mustRefuse(again, [401, 403, 409])
    }))

test('two set-ups at once make one workspace', () =>
    fresh(async (client, token) => {
        const bodies = [1, 2, 3, 4].map((n) => ({ ...valid(token), email: `a${n}@example.com` }))
        const answers = await Promise.all(bodies.map((body) => client.send('POST', '/v1/setup', { body })))
        assert.equal(answers.filter((answer) => answer.status === 201).length, 1, answers.join('\n'))
    }))

test('the example workspace comes with products, projects, people, links and a schedule', () =>
    fresh(async (client, token, server) => {
        const answer = must(await client.send('POST', '/v1/setup', { body: { ...valid(token), example: true } }), 201)
        adopt(client, answer)
        const { products, projects, items, links, calendars, assignments } = await client.get(client.w('snapshot'))
        assert(products.length >= 2 && projects.length >= 3, 'two products, three projects')
        assert(items.length >= 200, `${items.length} items`)
        assert(links.length && calendars.length && assignments.length)
        assert((await client.get(client.w('schedule'))).tasks.length > 100)
        assert((await signIn(server, 'ada@example.com', PASSWORD)).workspace.id === client.workspace.id)
    }))
