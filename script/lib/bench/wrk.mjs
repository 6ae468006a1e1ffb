// One measurement by wrk, which runs beside the server on the same cores.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

export const SECONDS = Number(process.env.BENCH_SECONDS ?? 8)
const script = new URL('./load.lua', import.meta.url).pathname

/** kind: what load.lua sends; file: of writeIds. Answers requests a second, latencies as wrk writes them, how many were refused. */
export function wrk({ server, client, secret }, kind, connections, file) {
    const run = spawnSync(
        'wrk',
        ['-t1', `-c${connections}`, `-d${SECONDS}s`, '--latency', '-s', script, `http://127.0.0.1:${server.port}`, '--', kind, client.workspace.id, secret, file],
        { encoding: 'utf8' },
    )
    if (run.status !== 0) throw new Error(`wrk: ${run.error ?? run.stderr}`)
    const word = (pattern) => run.stdout.match(pattern)?.[1] ?? '0'
    return {
        rate: Number(word(/Requests\/sec:\s+([\d.]+)/)),
        p50: word(/^ +50% +(\S+)/m),
        p99: word(/^ +99% +(\S+)/m),
        refused: Number(word(/Non-2xx or 3xx responses: (\d+)/)),
    }
}

/** Ids and revisions of some items, fresh: the load changes them. */
export async function writeIds(client, file) {
    const rows = []
    let cursor = ''
    for (let i = 0; i < 20 && cursor !== null; i++) {
        const page = (await client.send('GET', `${client.w('items')}?kind=task&limit=500${cursor}`, { outside: true })).json
        rows.push(...page.data)
        cursor = page.next_cursor ? `&cursor=${encodeURIComponent(page.next_cursor)}` : null
    }
    writeFileSync(file, rows.map((row) => `${row.id} ${row.revision}`).join('\n'))
}
