// Restore: a database of some gigabytes is backed up while it is written to, verified, restored and served again.
// restore.mjs [GIGABYTES]
import { spawn, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join as path } from 'node:path'
import { must, signIn } from '../../../tests/http/lib/client.mjs'
import { program, Server } from '../../../tests/http/lib/server.mjs'
import { PASSWORD, setUp } from '../../../tests/http/lib/world.mjs'

const bytesWanted = Number(process.argv[2] ?? 1) * 1e9
const SECONDS_MOST = 60

/** Bytes that compress to nothing less, in a table beside Trivet's own. */
async function fill(server) {
    await server.stop()
    const rows = Math.ceil(bytesWanted / 1e6)
    const sql = `PRAGMA synchronous = OFF; CREATE TABLE filler (x BLOB); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
        INSERT INTO filler SELECT randomblob(1000000) FROM n; PRAGMA wal_checkpoint(TRUNCATE);`
    const run = spawnSync('sqlite3', [path(server.folder, 'trivet.db'), sql], { encoding: 'utf8' })
    if (run.status !== 0) throw new Error(run.stderr)
    await server.start()
}

function timed(what, run) {
    const began = performance.now()
    const result = run()
    const seconds = (performance.now() - began) / 1000
    if (result.status !== 0) throw new Error(`${what}: ${result.stderr}`)
    return { seconds, text: result.stdout }
}

async function main() {
    const { server, admin } = await setUp('Big')
    const restored = new Server()
    try {
        await fill(server)
        const backups = path(server.folder, 'backups')
        let going = true
        let written = 0
        const load = (async () => {
            while (going) {
                must(await admin.send('POST', admin.w('items'), { body: { kind: 'task', title: 'Load' }, outside: true }), 201)
                written++
            }
        })()
        const began = performance.now()
        const run = spawn(program, ['backup', '--data', server.folder, '--to', backups], { stdio: ['ignore', 'pipe', 'inherit'] })
        let told = ''
        run.stdout.on('data', (chunk) => (told += chunk))
        const code = await new Promise((done) => run.on('close', done))
        const made = (performance.now() - began) / 1000
        going = false
        await load
        if (code !== 0) throw new Error('the backup failed')
        const backup = told.match(/^Backed up (\S+):/)[1]
        const verified = timed('verify', () => server.command(['backup', '--verify', backup]))
        const put = timed('restore', () => server.command(['restore', backup, '--data', restored.folder]))
        await restored.start()
        await signIn(restored, 'ada@example.com', PASSWORD)
        const size = statSync(path(backup, 'trivet.db')).size / 1e9
        const line = `${size.toFixed(2)} GB: backed up under ${written} writes in ${made.toFixed(1)} s, ` +
            `verified in ${verified.seconds.toFixed(1)} s, restored in ${put.seconds.toFixed(1)} s`
        console.log(`# restore: ${line}`)
        const ok = made + put.seconds < SECONDS_MOST * Math.max(1, size)
        console.log(`${ok ? 'ok' : 'not ok'} - a gigabyte within ${SECONDS_MOST} s`)
        return ok ? 0 : 1
    } finally {
        await server.remove()
        await restored.remove()
    }
}

process.exit(await main())
