// Several servers on one PostgreSQL: they are one Trivet, whichever is asked, and one that dies takes nothing along.
import assert from 'node:assert/strict'
import { Client, must, mustRefuse } from './lib/client.mjs'
import { postgres, sql } from './lib/place.mjs'
import { pause, Server } from './lib/server.mjs'
import { EventStream } from './lib/stream.mjs'
import { skip, test } from './lib/tap.mjs'
import { join, makeProject, PASSWORD, setUp } from './lib/world.mjs'

/** The same person, asking another server. */
const at = (server, client) => Object.assign(new Client(server), { ...client, server })

/** Two servers on one database, and an administrator at each. */
async function together(name, use) {
    if (!postgres) skip('needs a PostgreSQL')
    const { server: one, admin } = await setUp(name)
    const two = new Server([], [], {}, one.place)
    try {
        await two.start()
        await use({ one, two, admin, other: at(two, admin) })
    } finally {
        one.process?.kill('SIGCONT') // where a test made it stand still
        await two.stop()
        await one.remove()
    }
}

/** The numbers that came are those of the workspace, each once and in order. */
function inOrder(frames) {
    const numbers = frames.filter((frame) => frame.json?.seq).map((frame) => frame.json.seq)
    numbers.forEach((seq, i) => assert(i === 0 || seq === numbers[i - 1] + 1, `${numbers[i - 1]} was followed by ${seq}`))
    return numbers
}

test('the set-up of one is known to the other, a session holds at both and ends at both', () =>
    together('Known', async ({ two, admin, other }) => {
        assert.equal((await new Client(two).get('/v1/setup')).needed, false)
        assert.equal((await other.get('/v1/session')).person.id, admin.person.id)
        must(await other.send('DELETE', '/v1/session'), 204)
        mustRefuse(await admin.send('GET', '/v1/session'), 401)
    }))

test('before the set-up, the token of either server holds at the other; afterwards none does', async () => {
    if (!postgres) skip('needs a PostgreSQL')
    const one = await new Server().start()
    const two = await new Server([], [], {}, one.place).start()
    try {
        const body = (token) => ({ body: { token, workspace_name: 'Cross', person_name: 'Ada', email: 'ada@example.com', password: PASSWORD } })
        const tokens = [await one.setupToken(), await two.setupToken()]
        mustRefuse(await new Client(one).send('POST', '/v1/setup', body('guessed')), 422, { field: 'token' })
        must(await new Client(one).send('POST', '/v1/setup', body(tokens[1])), 201)
        mustRefuse(await new Client(two).send('POST', '/v1/setup', body(tokens[0])), 409)
        assert.equal(sql(one.place.address, 'SELECT count(*) FROM setup_tokens'), '0')
    } finally {
        one.process?.kill('SIGCONT') // where a test made it stand still
        await two.stop()
        await one.remove()
    }
})

test('guesses are counted over all servers: ten wrong passwords, wherever, and each server has had enough', () =>
    together('Guessed', async ({ one, two }) => {
        const wrong = (server) => new Client(server).send('POST', '/v1/session', { body: { email: 'ada@example.com', password: 'wrong password' } })
        const statuses = []
        for (let i = 0; i < 10; i++) statuses.push((await wrong(i % 2 ? one : two)).status)
        assert.deepEqual(statuses, Array(10).fill(401))
        for (const server of [one, two, one]) assert(Number(must(await wrong(server), 429).headers['retry-after']) > 0)
    }))

test('what is written at either is heard at both in one order, none is missed, none comes twice', () =>
    together('Heard', async ({ admin, other }) => {
        const streams = await Promise.all([new EventStream(admin).opened, new EventStream(other).opened])
        const write = async (client) => {
            for (let i = 0; i < 20; i++) await client.create('products', { name: `${i}` }, 201)
        }
        await Promise.all([admin, other, admin, other, admin].map(write))
        const last = await admin.lastSeq()
        for (const stream of streams) {
            await stream.until((frame) => frame.json?.seq === last, 5000)
            assert(inOrder(stream.frames).length >= 100)
            stream.close()
        }
    }))

test('a change that the other server has overtaken is refused', () =>
    together('Stale', async ({ admin, other }) => {
        const { etag, id } = await admin.create('products', { name: 'Old' })
        const headers = { 'if-match': etag }
        must(await other.send('PATCH', other.w('products', id), { body: { name: 'New' }, headers }), 200)
        mustRefuse(await admin.send('PATCH', admin.w('products', id), { body: { name: 'Late' }, headers }), 412)
    }))

test('a key that was used at one gives the same answer at the other', () =>
    together('Once', async ({ admin, other }) => {
        const options = { body: { name: 'Once' }, headers: { 'idempotency-key': 'the-only-one' } }
        const answers = await Promise.all([admin, other, admin, other].map((client) => client.send('POST', client.w('products'), options)))
        for (const answer of answers) assert.equal(must(answer, 201).text, answers[0].text)
        assert.equal((await admin.all('products')).filter((product) => product.name === 'Once').length, 1)
    }))

test('four writers at two servers lose no update of one row', () =>
    together('Counted', async ({ admin, other }) => {
        const product = await admin.create('products', { name: '0' })
        let written = 0
        const count = async (client) => {
            for (let i = 0; i < 10; ) {
                const { name, etag } = await client.fetch(product)
                const options = { body: { name: String(Number(name) + 1) }, headers: { 'if-match': etag } }
                const { status } = must(await client.send('PATCH', client.w('products', product.id), options), 200, 412)
                if (status === 200) written++, i++
            }
        }
        await Promise.all([admin, other, admin, other].map(count))
        assert.equal(written, 40)
        assert.equal((await other.fetch(product)).name, '40')
    }))

/** Writes with a key each until told to stop; keeps what was acknowledged. */
function writer(clients, prefix, going, kept) {
    return (async () => {
        for (let i = 0; going.on; i++) {
            const title = `${prefix}-${i}`
            const options = { body: { kind: 'task', title }, headers: { 'idempotency-key': title } }
            // As a proxy does: the next server, when one does not answer.
            for (let attempt = 0; ; attempt++) {
                const client = clients[attempt % clients.length]
                const answer = await client.send('POST', client.w('items'), options).catch(() => null)
                if (answer?.status === 201) kept.set(title, answer.json.id)
                if (answer?.status === 201 || !going.on) break
                if (answer) must(answer, 503)
                await pause(20)
            }
        }
    })()
}

async function compare(client, kept) {
    const items = await client.all('items')
    const byTitle = new Map(items.map((item) => [item.title, item.id]))
    assert.equal(byTitle.size, items.length, 'a key made two rows')
    for (const [title, id] of kept) assert.equal(byTitle.get(title), id, `${title} was acknowledged and is gone`)
    const created = (await client.get(`${client.w('events')}?limit=500`)).data
    created.forEach((event, i) => assert(i === 0 || event.seq === created[i - 1].seq - 1, 'the numbers have a gap'))
}

test('a server that is killed under load takes nothing along, and the other goes on at once', () =>
    together('Killed', async ({ one, admin, other }) => {
        const member = await join(admin, 'Writer', 'member')
        const clients = [member, at(other.server, member)]
        const kept = new Map()
        for (let round = 0; round < 3; round++) {
            const going = { on: true }
            const turned = [clients, [...clients].reverse()]
            const writers = Array.from({ length: 12 }, (_, i) => writer(turned[i % 2], `${round}-${i}`, going, kept))
            await pause(300 + Math.random() * 300)
            await one.stop('SIGKILL')
            const before = kept.size
            await pause(400)
            assert(kept.size > before, 'nobody could write while one was down')
            going.on = false
            await Promise.all(writers)
            await compare(clients[1], kept)
            await one.start()
        }
        assert(kept.size > 50, `only ${kept.size} writes`)
    }))

test('connections that the database cuts cost nobody a write, and streams go on', () =>
    together('Cut', async ({ one, admin, other }) => {
        const member = await join(admin, 'Writer', 'member')
        const stream = await new EventStream(at(other.server, member)).opened
        const kept = new Map()
        const going = { on: true }
        const clients = [member, at(other.server, member)]
        const writers = Array.from({ length: 8 }, (_, i) => writer([clients[i % 2]], `${i}`, going, kept))
        const cut = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()'
        for (let i = 0; i < 6; i++) {
            await pause(150 + Math.random() * 150)
            sql(one.place.address, cut)
        }
        await pause(200)
        going.on = false
        await Promise.all(writers)
        await compare(member, kept)
        const last = await admin.lastSeq()
        await stream.until((frame) => frame.json?.seq === last, 10_000)
        inOrder(stream.frames)
        stream.close()
        assert(kept.size > 20, `only ${kept.size} writes`)
    }))

/** Asks until it is done. */
async function doneRun(client, run) {
    for (;;) {
        const { state, error } = await client.get(`${client.w('runs', run.id)}?after=${run.revision}&wait_seconds=2`)
        assert(['queued', 'running', 'done'].includes(state), `${state}: ${error}`)
        if (state === 'done') return client.get(client.w('runs', run.id))
        await pause(50)
    }
}

/** A plan, and the parameters of a forecast of it that takes a while. */
async function longForecast(client) {
    const { project } = await makeProject(client, 'Long')
    for (let i = 0; i < 20; i++)
        await client.create('items', { kind: 'task', title: `${i}`, project_id: project.id, duration_minutes: 480 })
    return { kind: 'forecast', parameters: { project_id: project.id, trials: 100_000, seed: 7 } }
}

// Three ends of a server with a calculation: a good one, a sudden one, and a standstill, after which it comes back.
for (const [name, signal] of [['stopped', 'SIGTERM'], ['killed', 'SIGKILL'], ['stood still', 'SIGSTOP']])
    test(`a calculation of a server that was ${name} is gone on with by the other, with the same result`, () =>
        together(`Resumed ${signal}`, async ({ one, admin, other }) => {
            const project = await join(admin, 'Pm', 'project_manager')
            const elsewhere = at(other.server, project)
            const body = await longForecast(project)
            const wanted = await doneRun(project, must(await project.send('POST', project.w('runs'), { body }), 202).json)
            const run = must(await project.send('POST', project.w('runs'), { body }), 202).json
            if (signal === 'SIGSTOP') one.process.kill(signal)
            else await one.stop(signal)
            const done = await doneRun(elsewhere, run)
            assert.deepEqual(done.result, wanted.result)
            assert.equal(sql(one.place.address, `SELECT attempts FROM runs WHERE finished ORDER BY id DESC LIMIT 1`), signal === 'SIGTERM' ? '1' : '2')
            if (signal !== 'SIGSTOP') return
            one.process.kill('SIGCONT')
            await pause(7000) // until it has told what it knows
            const again = await project.get(project.w('runs', run.id))
            assert.deepEqual([again.state, again.revision, again.started_at], ['done', done.revision, done.started_at])
        }))

test('a calculation is found, followed and cancelled at the server that does not make it', () =>
    together('Calculated', async ({ admin, other }) => {
        const project = await join(admin, 'Pm', 'project_manager')
        const { project: own } = await makeProject(project, 'Long')
        await project.create('items', { kind: 'task', title: 'Work', project_id: own.id, duration_minutes: 480 })
        const elsewhere = at(other.server, project)
        const body = { kind: 'forecast', parameters: { project_id: own.id, trials: 1000 } }
        const run = must(await project.send('POST', project.w('runs'), { body }), 202).json
        let seen
        for (let i = 0; i < 200 && seen?.state !== 'done'; i++) {
            seen = await elsewhere.get(`${elsewhere.w('runs', run.id)}?after=0&wait_seconds=2`)
            if (seen.state !== 'done') await pause(20)
        }
        assert.equal(seen.state, 'done')
        assert.deepEqual(seen.result, (await project.get(project.w('runs', run.id))).result)
        assert((await elsewhere.get(elsewhere.w('runs'))).data.some((one) => one.id === run.id))
    }))
