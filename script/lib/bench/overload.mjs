// Ten times the load and more: 64 connections ask as fast as they are answered, then ten times as many, then more than the
// queue holds; who is refused asks again at once. What is still done, and how soon the first request behind the flood is
// answered: `node overload.mjs`.
import { join } from 'node:path'
import { machine, ms, processorSeconds, seeded, table } from './place.mjs'
import { SECONDS, wrk, writeIds } from './wrk.mjs'

const place = await seeded(10_000)
const file = join(place.server.folder, 'ids')
await writeIds(place.client, file)
const rows = []
for (const kind of ['list', 'create'])
    for (const connections of [64, 640, 4000]) {
        const used = processorSeconds(place.server)
        const { rate, p99, refused } = wrk(place, kind, connections, file)
        const spent = processorSeconds(place.server) - used
        const began = performance.now()
        await place.client.send('GET', place.client.w('items') + '?limit=1', { outside: true })
        const recovered = performance.now() - began
        const done = rate * SECONDS - refused
        rows.push([kind, connections, (done / SECONDS).toFixed(0), (refused / SECONDS).toFixed(0), p99, (done / spent).toFixed(0), ms(recovered)])
    }
table(`Overload, 10,000 items; ${machine()}`,
    ['what', 'connections', 'done a second', 'refused a second', 'p99 of all', 'done a second of processor', 'first answer behind it, ms'], rows)
await place.server.remove()
process.exit(0)
