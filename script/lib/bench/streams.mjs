// Many open event streams: what each takes of the server's memory, and how soon a write is in all of them:
// `node streams.mjs [STREAMS...]`. A server holds as many as its limit of open files allows (`ulimit -n`).
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { machine, memoryMegabytes, ms, processorSeconds, quantile, seeded, table } from './place.mjs'

const WRITES = 20
const SAMPLE = 500
const holder = new URL('./hold_streams.py', import.meta.url).pathname

/** The program that holds them; line() is the next that it says. */
async function hold({ server, client, secret }, count) {
    const held = spawn('python3', [holder, String(server.port), client.w('stream'), secret, String(count), String(SAMPLE)], {
        stdio: ['pipe', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: held.stdout })[Symbol.asyncIterator]()
    const line = async () => {
        const { value, done } = await lines.next()
        if (done) throw new Error('the streams are gone')
        return value
    }
    await line()
    return { held, line }
}

async function measure(count) {
    const place = await seeded(10_000)
    const { server, client } = place
    const row = await client.create('items', { kind: 'task', title: 'Watched' })
    const before = memoryMegabytes(server)
    const began = performance.now()
    const { held, line } = await hold(place, count)
    const seconds = (performance.now() - began) / 1000
    const after = memoryMegabytes(server)
    const bytes = ((after - before) * 1048576) / count
    const [answered, seen] = [[], []]
    const used = processorSeconds(server)
    let { etag } = row
    for (let i = 0; i < WRITES; i++) {
        const title = `Written ${i} of ${WRITES}`
        held.stdin.write(`${title}\n`)
        const sent = Date.now()
        const answer = await client.send('PATCH', client.w('items', row.id), { body: { title }, headers: { 'if-match': etag }, outside: true })
        answered.push(Date.now() - sent)
        etag = answer.headers.etag
        seen.push(...JSON.parse(await line()).map((at) => at - sent))
    }
    const cost = ((processorSeconds(server) - used) * 1e6) / WRITES / count
    held.kill()
    await server.remove()
    return [count, seconds.toFixed(1), bytes.toFixed(0), after.toFixed(0), ms(quantile(answered, 0.5)), ms(quantile(seen, 0.5)), ms(quantile(seen, 0.99)), ms(Math.max(...seen)), cost.toFixed(1)]
}

const counts = process.argv.slice(2).map(Number)
const rows = []
for (const count of counts.length ? counts : [1000, 10_000, 17_000]) rows.push(await measure(count))
table(`Streams of one workspace, ${WRITES} writes seen by a sample of ${SAMPLE}; ${machine()}`,
    ['streams', 'opened in, s', 'bytes more each', 'MB of the server', 'write answered, ms', 'in a stream, p50 ms', 'p99', 'slowest', 'processor a stream and write, us'], rows)
process.exit(0)
