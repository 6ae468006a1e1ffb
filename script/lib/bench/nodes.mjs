// SQLite, one server and two servers on a PostgreSQL of their own, doing the same: `node nodes.mjs [SECONDS]`.
//
// Started by script/bench beside a durable PostgreSQL. 16 people at once read items or write them; then the time
// from one person's write to the stream of another, who listens at the same or the other server.
import { Client } from '../../../tests/http/lib/client.mjs'
import { Place } from '../../../tests/http/lib/place.mjs'
import { Server } from '../../../tests/http/lib/server.mjs'
import { EventStream } from '../../../tests/http/lib/stream.mjs'
import { join, setUp } from '../../../tests/http/lib/world.mjs'
import { machine, ms, quantile, table } from './place.mjs'

const SECONDS = Number(process.argv[2] ?? 5)
const PEOPLE = 16
const SAMPLES = 100

const at = (server, client) => Object.assign(new Client(server), { ...client, server })

/** What 16 people get done, each beginning anew when answered. */
async function load(clients, request) {
    const times = []
    const until = performance.now() + SECONDS * 1000
    const work = async (client) => {
        while (performance.now() < until) {
            const began = performance.now()
            const { status } = await request(client)
            if (status >= 300) throw new Error(`answered ${status}`)
            times.push(performance.now() - began)
        }
    }
    await Promise.all(Array.from({ length: PEOPLE }, (_, i) => work(clients[i % clients.length])))
    return [(times.length / SECONDS).toFixed(0), ms(quantile(times, 0.5)), ms(quantile(times, 0.99))]
}

async function eventTimes(writer, listener) {
    const stream = await new EventStream(listener).opened
    const times = []
    for (let i = 0; i < SAMPLES; i++) {
        const began = performance.now()
        const { id } = await writer.create('items', { kind: 'task', title: `heard ${i}` })
        const frame = await stream.until((one) => one.json?.subject_id === id)
        times.push(frame.at - began)
    }
    stream.close()
    return [ms(quantile(times, 0.5)), ms(quantile(times, 0.99))]
}

async function measure(name, place, count) {
    const { server, admin } = await setUp('Measured', new Server([], [], {}, place))
    const others = Array.from({ length: count - 1 }, () => new Server([], [], {}, place))
    for (const other of others) await other.start()
    const member = await join(admin, 'Member', 'member')
    const item = await member.create('items', { kind: 'task', title: 'Read' })
    const clients = [server, ...others].map((one) => at(one, member))
    const read = await load(clients, (client) => client.send('GET', client.w('items', item.id), { outside: true }))
    const body = { kind: 'task', title: 'Written' }
    const write = await load(clients, (client) => client.send('POST', client.w('items'), { body, outside: true }))
    const heard = await eventTimes(clients[0], clients.at(-1))
    for (const other of others) await other.stop()
    await server.remove()
    return [name, ...read, ...write, ...heard]
}

const folder = new Place(null)
const rows = [
    await measure('SQLite, one server', folder, 1),
    await measure('PostgreSQL, one server', new Place(), 1),
    await measure('PostgreSQL, two servers', new Place(), 2),
]
const columns = ['on', 'reads/s', 'p50 ms', 'p99 ms', 'writes/s', 'p50 ms', 'p99 ms', 'event p50 ms', 'event p99 ms']
table(`${PEOPLE} people at once, ${SECONDS} s each; ${machine()}`, columns, rows)
process.exit(0)
