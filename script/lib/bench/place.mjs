// What the benchmarks share: a release server with as many items as wanted, and tables.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join as joinPath } from 'node:path'
import { signIn } from '../../../tests/http/lib/client.mjs'
import { Server } from '../../../tests/http/lib/server.mjs'

const PASSWORD = 'measured with care'

const WEEK = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, spans: [{ from_minute: 480, to_minute: 960 }] }))

const random = () => Math.floor(Math.random() * 2 ** 22)
/** An id as Trivet makes them: milliseconds since 2020 above 22 random bits, in an order that rises. */
const idBase = () => (BigInt(Date.now() - Date.UTC(2020, 0, 1)) << 22n) + BigInt(random())

/** SQL that fills one workspace: projects of 1,000 items, features with nine tasks each, linked in a row. */
function seedSql(items) {
    const base = idBase()
    const row = `${base + 1n}, (SELECT id FROM workspaces), 1, 200000000000, 200000000000`
    const projectOf = `(SELECT MIN(id) FROM projects) + (n - 1) / 1000`
    return `
PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN;
INSERT INTO calendars (id, workspace_id, revision, created_at, updated_at, name, week, exceptions)
    VALUES (${row}, 'Week', '${JSON.stringify(WEEK)}', '[]');
CREATE TEMP TABLE n AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${items}) SELECT n FROM c;
INSERT INTO projects (id, workspace_id, revision, created_at, updated_at, name, charter, start_at, calendar_id, rank, product_ids)
    SELECT ${base + 2n} + n, (SELECT id FROM workspaces), 1, 200000000000, 200000000000, 'Project ' || n, '',
        ${start()}, ${base + 1n}, printf('h%07d1', n), '[]' FROM n WHERE n <= (${items} + 999) / 1000;
INSERT INTO items (id, workspace_id, revision, created_at, updated_at, kind, state, parent_id, project_id, rank, position, title,
        text, labels, goal, acceptance_criteria, duration_minutes, percent_complete, constraint_kind, fixed_cost_cents, elapsed, inactive)
    SELECT ${base + 5000000n} + n, (SELECT id FROM workspaces), 1, 200000000000, 200000000000,
        CASE WHEN n % 10 = 1 THEN 'feature' ELSE 'task' END, 'new',
        CASE WHEN n % 10 = 1 THEN NULL ELSE ${base + 5000000n} + (n - 1) / 10 * 10 + 1 END, ${projectOf},
        CASE WHEN n % 10 = 1 THEN printf('h%07d1', n) END, printf('h%07d1', n),
        'Item number ' || n || ' of the plan', 'Some words about it.', '["label"]', '', '[]',
        CASE WHEN n % 10 = 1 THEN NULL ELSE 480 END, 0, 'as_soon_as_possible', 0, 0, 0 FROM n;
INSERT INTO links (id, workspace_id, revision, created_at, updated_at, predecessor_id, successor_id, type, lag_minutes, lag_kind)
    SELECT ${base + 9000000n} + n, (SELECT id FROM workspaces), 1, 200000000000, 200000000000,
        ${base + 5000000n} + n - 1, ${base + 5000000n} + n, 'finish_start', 0, 'working' FROM n WHERE n % 10 > 2;
COMMIT; PRAGMA wal_checkpoint(TRUNCATE);`
}

/** 2026-01-05T08:00 as the database keeps moments: taken from a project that the server made. */
let startMoment
const start = () => startMoment

function sqlite(folder, sql) {
    const run = spawnSync('sqlite3', [joinPath(folder, 'trivet.db')], { input: sql, encoding: 'utf8', maxBuffer: 1 << 28 })
    if (run.status !== 0) throw new Error(run.stderr)
    return run.stdout.trim()
}

/** A running server with that many items; {server, client, secret}: both managers' rights, by token. */
export async function seeded(items) {
    const server = new Server()
    const who = ['--name', 'Bench', '--person-name', 'Ben', '--email', 'ben@example.com', '--password-stdin']
    const made = server.command(['workspace', 'create', '--data', server.folder, ...who], PASSWORD)
    if (made.status !== 0) throw new Error(made.stderr)
    await server.start()
    const client = await signIn(server, 'ben@example.com', PASSWORD)
    const have = (await client.all('memberships')).map((m) => m.role)
    for (const role of ['product_manager', 'project_manager'])
        if (!have.includes(role)) await client.create('memberships', { person_id: client.person.id, role })
    const calendar = await client.create('calendars', { name: 'First', week: WEEK })
    await client.create('projects', { name: 'First', start_at: '2026-01-05T08:00', calendar_id: calendar.id, rank: 'z' })
    const token = await client.create('tokens', { name: 'bench', scopes: ['write:plan'] })
    const secret = Object.values(token).find((value) => typeof value === 'string' && value.length >= 40)
    await server.stop()
    startMoment = sqlite(server.folder, 'SELECT start_at FROM projects LIMIT 1')
    sqlite(server.folder, `PRAGMA foreign_keys = OFF; DELETE FROM projects;${items ? seedSql(items) : ''}`)
    await server.start()
    return { server, client, secret }
}

export function memoryMegabytes(server) {
    const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8')
    return Number(status.match(/VmRSS:\s+(\d+)/)[1]) / 1024
}

export function quantile(numbers, q) {
    const sorted = numbers.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
}

/** Prints a table in Markdown. */
export function table(title, head, rows) {
    console.log(`\n**${title}**\n\n| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`)
    for (const row of rows) console.log(`| ${row.join(' | ')} |`)
}

export const machine = () => `${cpus().length} cores, ${cpus()[0].model.trim()}`
export const ms = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0))
