// Requests a second and their latency, by wrk on the same machine: `node load.mjs [ITEMS...]`.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { machine, processorSeconds, seeded, table } from './place.mjs'

const SECONDS = process.env.BENCH_SECONDS ?? '8'
const slowSync = resolve('build/release/tests/bench/slow_sync.so')
const script = new URL('./load.lua', import.meta.url).pathname

function wrk({ server, client, secret }, kind, connections, file) {
    const run = spawnSync(
        'wrk',
        ['-t1', `-c${connections}`, `-d${SECONDS}s`, '--latency', '-s', script, `http://127.0.0.1:${server.port}`, '--', kind, client.workspace.id, secret, file],
        { encoding: 'utf8' },
    )
    const number = (pattern) => run.stdout.match(pattern)?.[1] ?? '?'
    const failed = Number(run.stdout.match(/Non-2xx or 3xx responses: (\d+)/)?.[1] ?? 0)
    return [number(/Requests\/sec:\s+([\d.]+)/), number(/50%\s+(\S+)/), number(/99%\s+(\S+)/), failed]
}

/** Ids and revisions of some items, fresh: the load changes them. */
async function writeIds(client, file) {
    const rows = []
    let cursor = ''
    for (let i = 0; i < 20 && cursor !== null; i++) {
        const page = (await client.send('GET', `${client.w('items')}?kind=task&limit=500${cursor}`, { outside: true })).json
        rows.push(...page.data)
        cursor = page.next_cursor ? `&cursor=${encodeURIComponent(page.next_cursor)}` : null
    }
    writeFileSync(file, rows.map((row) => `${row.id} ${row.revision}`).join('\n'))
}

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
            const [rate, ...rest] = wrk(place, kind, connections, file)
            const each = ((processorSeconds(place.server) - used) * 1e6) / (rate * SECONDS)
            rows.push([slow ? `${kind}, sync ${slow} ms slower` : kind, connections, rate, ...rest, each.toFixed(0)])
        }
    }
    table(`${items} items; ${machine()}`, ['what', 'connections', 'requests/s', 'p50', 'p99', 'refused', 'processor of one, us'], rows)
    await place.server.remove()
}
process.exit(0)
