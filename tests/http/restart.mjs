// A restart keeps everything: rows, sessions, tokens, history, the order of events.
import assert from 'node:assert/strict'
import { must } from './lib/client.mjs'
import { EventStream } from './lib/stream.mjs'
import { postgres } from './lib/place.mjs'
import { skip, test } from './lib/tap.mjs'
import { join, makeProject, setUp } from './lib/world.mjs'

test('after SIGTERM and after SIGKILL everything is there and the session goes on', async () => {
    const { server, admin } = await setUp('Lasting')
    try {
        const project = await join(admin, 'Pm', 'project_manager')
        const { project: own } = await makeProject(project, 'Kept')
        await project.create('items', { kind: 'task', title: 'Kept', project_id: own.id, duration_minutes: 480 })
        const before = (await admin.send('GET', admin.w('snapshot'))).text
        const events = await admin.events()
        const schedule = (await admin.send('GET', admin.w('schedule'))).text
        for (const signal of ['SIGTERM', 'SIGKILL', 'SIGINT']) {
            const code = await server.stop(signal)
            if (signal !== 'SIGKILL') assert.equal(code, 0, `${signal}: ${server.output}`)
            const began = performance.now()
            await server.start()
            assert(performance.now() - began < 30_000, 'ready again')
            assert.equal((await admin.send('GET', admin.w('snapshot'))).text, before)
            assert.deepEqual(await admin.events(), events)
            assert.equal((await admin.send('GET', admin.w('schedule'))).text, schedule)
        }
        await project.create('items', { kind: 'task', title: 'After', project_id: own.id })
        assert((await admin.events())[0].seq > events[0].seq)
    } finally {
        await server.remove()
    }
})

test('a stream is taken up after the restart without loss', async () => {
    const { server, admin } = await setUp('Streaming')
    try {
        const stream = await new EventStream(admin).opened
        const before = await admin.create('products', { name: 'Before' }, (await admin.all('memberships')).length ? 201 : 202)
        const seq = await admin.lastSeq()
        assert.equal(await server.stop('SIGTERM'), 0)
        await stream.untilClosed(3000)
        await server.start()
        await admin.create('people', { name: 'Meanwhile', email: 'meanwhile@example.com' })
        const again = await new EventStream(admin, { lastEventId: seq }).opened
        await again.until((frame) => frame.json?.resource === 'person')
        assert(again.frames[0].json.seq > seq && before)
        again.close()
    } finally {
        await server.remove()
    }
})

test('two servers on one folder: the second says why it will not start', async () => {
    if (postgres) skip('several are wanted there')
    const { server } = await setUp('Locked')
    try {
        const run = server.command(['serve', '--data', server.folder, '--listen', '127.0.0.1:0'])
        assert.notEqual(run.status, 0)
        assert.match(`${run.stderr}${run.stdout}`, /another|already|in use|lock/i)
    } finally {
        await server.remove()
    }
})

test('SIGTERM under load: no answered write is lost, no request fails half-way', async () => {
    const { server, admin } = await setUp('Drained')
    try {
        const member = await join(admin, 'Busy', 'member')
        const acknowledged = []
        let going = true
        const write = async () => {
            while (going) {
                const body = { kind: 'task', title: 'Drained' }
                const answer = await member.send('POST', member.w('items'), { body }).catch(() => null)
                if (!answer) return
                if (must(answer, 201, 503).status === 201) acknowledged.push(answer.json.id)
            }
        }
        const writers = Array.from({ length: 8 }, write)
        await new Promise((done) => setTimeout(done, 300))
        assert.equal(await server.stop('SIGTERM'), 0)
        going = false
        await Promise.all(writers)
        await server.start()
        const there = new Set((await member.all('items')).map((item) => item.id))
        assert(acknowledged.length > 0)
        for (const id of acknowledged) assert(there.has(id), `${id} was acknowledged and is gone`)
    } finally {
        await server.remove()
    }
})
