// Requests a second and their latency, by wrk on the same machine: `node load.mjs [ITEMS...]`.
import { join, resolve } from 'node:path'
import { machine, processorSeconds, seeded, table } from './place.mjs'
import { SECONDS, wrk, writeIds } from './wrk.mjs'

const slowSync = resolve('build/release/tests/bench/slow_sync.so')

/** From now on each sync of its disk takes so many milliseconds more. */
async function slowDown(server, milliseconds) {
    await server.stop()
    server.env = { LD_PRELOAD: slowSync, SYNC_MS: String(milliseconds) }
    await server.start()
}

const SLOW_MS = 5
const steps = [['list'], ['item'], ['create'], ['patch'], ['create', SLOW_MS], ['patch', SLOW_MS]]
const sizes = process.argv.slice(2).map(Number)
for (const items of sizes.length ? sizes : [10_000, 1_000_000]) {
    const place = await seeded(items)
    const file = join(place.server.folder, 'ids')
    const rows = []
    for (const [kind, slow] of steps) {
        if (slow && !place.server.env.SYNC_MS) await slowDown(place.server, slow)
        for (const connections of [1, 8, 64]) {
            await writeIds(place.client, file)
            const used = processorSeconds(place.server)
            const { rate, p50, p99, refused } = wrk(place, kind, connections, file)
            const each = ((processorSeconds(place.server) - used) * 1e6) / (rate * SECONDS)
            rows.push([slow ? `${kind}, sync ${slow} ms slower` : kind, connections, rate.toFixed(0), p50, p99, refused, each.toFixed(0)])
        }
    }
    table(`${items} items; ${machine()}`, ['what', 'connections', 'requests/s', 'p50', 'p99', 'refused', 'processor of one, us'], rows)
    await place.server.remove()
}
process.exit(0)
