// From one person's write to the frame in another's event stream: `node latency.mjs [ITEMS] [STREAMS]`.
import { EventStream } from '../../../tests/http/lib/stream.mjs'
import { pause } from '../../../tests/http/lib/server.mjs'
import { machine, ms, quantile, seeded, table } from './place.mjs'

const [items = 10_000, streams = 100] = process.argv.slice(2).map(Number)
const { server, client } = await seeded(items)
const row = await client.create('items', { kind: 'task', title: 'Watched' })
const open = await Promise.all(Array.from({ length: streams }, () => new EventStream(client).opened))
const [acknowledged, first, last] = [[], [], []]
let { etag } = row
for (let i = 0; i < 200; i++) {
    const began = performance.now()
    const headers = { 'if-match': etag }
    const body = { title: `Watched ${i}` }
    const seen = open.map((stream) => stream.until((frame) => frame.json?.changes?.[0]?.to === body.title))
    const answer = await client.send('PATCH', client.w('items', row.id), { body, headers, outside: true })
    acknowledged.push(performance.now() - began)
    etag = answer.headers.etag
    const times = (await Promise.all(seen)).map((frame) => frame.at - began)
    first.push(times[0])
    last.push(Math.max(...times))
    for (const stream of open) stream.frames.length = 0
    await pause(5)
}
for (const stream of open) stream.close()
const line = (what, numbers) => [what, ms(quantile(numbers, 0.5)), ms(quantile(numbers, 0.99)), ms(Math.max(...numbers))]
table(`A write seen by ${streams} others, ${items} items; ${machine()}`, ['what', 'p50 ms', 'p99 ms', 'slowest ms'], [
    line('durable and answered', acknowledged),
    line('in the first stream', first),
    line('in the last of all streams', last),
])
await server.remove()
process.exit(0)
