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

/** Rows like one that the server made, `values` apart: SQL for each of them, of a number n; where: which n. */
function rowsLike(folder, tableName, values, where) {
    const columns = sqlite(folder, `SELECT name FROM pragma_table_info('${tableName}')`).split('\n')
    const chosen = columns.map((name) => values[name] ?? `model.${name}`)
    return `INSERT INTO ${tableName} (${columns}) SELECT ${chosen} FROM n, (SELECT * FROM ${tableName} ORDER BY id LIMIT 1) model WHERE ${where};`
}

/** SQL that fills one workspace: projects of 1,000 items, features with nine tasks each, linked in a row. The rows are
 *  copies of those that are there: a calendar, a project, a task, a link. */
function seedSql(folder, items) {
    const base = idBase()
    const [project, item, link] = [base, base + 5_000_000n, base + 20_000_000n]
    const feature = 'n % 10 = 1'
    return `
PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN;
CREATE TEMP TABLE n AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${items}) SELECT n FROM c;
${rowsLike(folder, 'projects', { id: `${project} + n`, name: `'Project ' || n`, rank: `printf('h%07d1', n)` }, `n <= (${items} + 999) / 1000`)}
${rowsLike(folder, 'items', {
    id: `${item} + n`,
    kind: `CASE WHEN ${feature} THEN 'feature' ELSE 'task' END`,
    parent_id: `CASE WHEN ${feature} THEN NULL ELSE ${item} + (n - 1) / 10 * 10 + 1 END`,
    project_id: `${project} + 1 + (n - 1) / 1000`,
    rank: `CASE WHEN ${feature} THEN printf('h%07d1', n) END`,
    position: `printf('h%07d1', n)`,
    title: `'Item number ' || n || ' of the plan'`,
    text: `'Some words about it.'`,
    duration_minutes: `CASE WHEN ${feature} THEN NULL ELSE 480 END`,
}, '1')}
${rowsLike(folder, 'links', { id: `${link} + n`, predecessor_id: `${item} + n - 1`, successor_id: `${item} + n` }, 'n % 10 > 2')}
DELETE FROM projects WHERE id < ${base}; DELETE FROM items WHERE id < ${base}; DELETE FROM links WHERE id < ${base};
COMMIT; PRAGMA wal_checkpoint(TRUNCATE);`
}

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
    const calendar = await client.create('calendars', { name: 'Week', week: WEEK })
    const project = await client.create('projects', { name: 'Model', start_at: '2026-01-05T08:00', calendar_id: calendar.id, rank: 'z' })
    const task = { kind: 'task', title: 'Model', project_id: project.id, labels: ['label'] }
    const [before, after] = [await client.create('items', task), await client.create('items', task)]
    await client.create('links', { predecessor_id: before.id, successor_id: after.id })
    const token = await client.create('tokens', { name: 'bench', scopes: ['write:plan'] })
    const secret = Object.values(token).find((value) => typeof value === 'string' && value.length >= 40)
    await server.stop()
    sqlite(server.folder, items ? seedSql(server.folder, items) : 'DELETE FROM links; DELETE FROM items; DELETE FROM projects;')
    await server.start()
    return { server, client, secret }
}

export function memoryMegabytes(server) {
    const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8')
    return Number(status.match(/VmRSS:\s+(\d+)/)[1]) / 1024
}

/** Used by the server so far, to hundredths. */
export function processorSeconds(server) {
    const text = readFileSync(`/proc/${server.process.pid}/stat`, 'utf8')
    const [user, system] = text.slice(text.lastIndexOf(')')).split(' ').slice(12).map(Number)
    return (user + system) / 100
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
