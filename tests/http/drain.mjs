// Drain: the server is restarted under load behind a socket that stays, as under systemd. No request fails, every
// write is answered and there, and the streams, taken up where they ended, miss no event and double none.
// DRAIN_RESTARTS=100 is the long form.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { dirname, join as path } from 'node:path'
import { fileURLToPath } from 'node:url'
import { must } from './lib/client.mjs'
import { pause, program, Server } from './lib/server.mjs'
import { EventStream } from './lib/stream.mjs'
import { test } from './lib/tap.mjs'
import { join, setUp } from './lib/world.mjs'

const RESTARTS = Number(process.env.DRAIN_RESTARTS ?? 4)
const WRITERS = 6
const READERS = 4
const holder = path(dirname(fileURLToPath(import.meta.url)), 'lib', 'hold_socket.py')

/** A server whose socket outlives its process. */
class HeldServer extends Server {
    async start() {
        this.restarts = 0
        const listen = [...this.place.options, '--listen', `127.0.0.1:${this.port}`]
        this.process = spawn('python3', [holder, String(this.port), program, 'serve', ...listen], {
            stdio: ['ignore', 'pipe', 'pipe'],
        })
        for (const stream of [this.process.stdout, this.process.stderr])
            stream.on('data', (chunk) => (this.output += chunk))
        this.ended = new Promise((done) => this.process.on('close', (code, signal) => done(code ?? signal)))
        await this.ready()
        return this
    }

    async restart() {
        this.process.kill('SIGUSR1')
        const told = `restarted ${++this.restarts} `
        for (let i = 0; i < 6000 && !this.output.includes(told); i++) await pause(10)
        assert(this.output.includes(`${told}0\n`), `no clean end: ${this.output.slice(-2000)}`)
    }
}

/** Follows the stream over all its ends and keeps the numbers of the events. */
async function follow(client, from, seen, going) {
    let last = from
    while (going.on) {
        const stream = await new EventStream(client, { lastEventId: last }).opened
        assert.equal(stream.status, 200)
        while (!stream.closed && going.on) await pause(20)
        for (const frame of stream.frames) {
            assert.notEqual(frame.event, 'resync')
            seen.push(frame.json.seq)
            last = frame.json.seq
        }
        stream.close()
    }
}

test(`${RESTARTS} restarts under load: no request fails, no write is lost, no event is missed or doubled`, async () => {
    const { server, admin } = await setUp('Drained')
    let held
    try {
        const member = await join(admin, 'Busy', 'member')
        await server.stop()
        held = Object.assign(new HeldServer(), { place: server.place, port: server.port })
        await held.start()
        const going = { on: true }
        const written = []
        const counts = { requests: 0, slowest: 0 }
        const timed = async (request) => {
            const began = performance.now()
            await request()
            counts.requests++
            counts.slowest = Math.max(counts.slowest, performance.now() - began)
        }
        const write = async () => {
            const answer = must(await member.send('POST', member.w('items'), { body: { kind: 'task', title: 'On' } }), 201)
            written.push(answer.json.id)
        }
        const read = async () => must(await member.send('GET', `${member.w('items')}?limit=5`), 200)
        const keep = async (request) => {
            while (going.on) await timed(request)
        }
        const from = await member.lastSeq()
        const seen = [[], []]
        const restart = async () => {
            for (let i = 0; i < RESTARTS; i++) {
                await pause(200)
                await held.restart()
            }
            await pause(200)
            going.on = false
        }
        await Promise.all([
            ...Array.from({ length: WRITERS }, () => keep(write)),
            ...Array.from({ length: READERS }, () => keep(read)),
            ...seen.map((numbers) => follow(member, from, numbers, going)),
            restart(),
        ])
        const last = await member.lastSeq()
        for (const numbers of seen) {
            const rest = await new EventStream(member, { lastEventId: numbers.at(-1) ?? from }).opened
            if ((numbers.at(-1) ?? from) < last) await rest.until((frame) => frame.json?.seq === last)
            rest.close()
            const all = [...numbers, ...rest.frames.map((frame) => frame.json.seq)]
            assert.deepEqual(all, Array.from({ length: last - from }, (_, i) => from + 1 + i))
        }
        const there = new Set((await member.all('items')).map((item) => item.id))
        for (const id of written) assert(there.has(id), `${id} was acknowledged and is gone`)
        console.log(`# drain: ${RESTARTS} restarts, ${counts.requests} requests, 0 failed, ${written.length} writes, ` +
            `0 lost, ${last - from} events on each of ${seen.length} streams, slowest ${counts.slowest.toFixed(0)} ms`)
        assert.equal(await held.stop(), 0)
    } finally {
        await held?.stop()
        await server.remove()
    }
})
