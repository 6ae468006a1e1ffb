// Start to ready, memory, the whole snapshot: `node server.mjs [ITEMS...]`, by default 0, 10,000 and 1,000,000.
import { machine, memoryMegabytes, ms, quantile, seeded, table } from './place.mjs'

async function startTimes(server, count) {
    const times = []
    for (let i = 0; i < count; i++) {
        await server.stop()
        const began = performance.now()
        await server.start()
        times.push(performance.now() - began)
    }
    return times
}

async function timed(client, path, count) {
    const times = []
    let bytes = 0
    for (let i = 0; i < count; i++) {
        const began = performance.now()
        bytes = (await client.send('GET', client.w(path), { outside: true })).body.length
        times.push(performance.now() - began)
    }
    return { median: quantile(times, 0.5), bytes }
}

const sizes = process.argv.slice(2).map(Number)
const starts = []
const reads = []
for (const items of sizes.length ? sizes : [0, 10_000, 1_000_000]) {
    const { server, client } = await seeded(items)
    const times = await startTimes(server, items > 100_000 ? 5 : 20)
    const idle = memoryMegabytes(server)
    for (let i = 0; i < 50; i++) await client.send('GET', `${client.w('items')}?limit=100`, { outside: true })
    const listed = memoryMegabytes(server)
    if (items && items <= 10_000) {
        const snapshot = await timed(client, 'snapshot', 20)
        const schedule = await timed(client, 'schedule', 20)
        reads.push([items, ms(snapshot.median), (snapshot.bytes / 1e6).toFixed(1), ms(schedule.median), (schedule.bytes / 1e6).toFixed(1)])
    }
    const worked = memoryMegabytes(server)
    starts.push([items, ms(quantile(times, 0.5)), ms(Math.max(...times)), idle.toFixed(0), listed.toFixed(0), worked.toFixed(0)])
    await server.remove()
}
console.log(machine())
table('Start and memory', ['items', 'start to ready, ms (median)', 'slowest', 'MB after start', 'MB after 50 lists', 'MB after snapshots and schedules'], starts)
table('Reading everything', ['items', 'snapshot, ms', 'MB', 'schedule computed and sent, ms', 'MB'], reads)
process.exit(0)
