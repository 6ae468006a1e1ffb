// Reads and schedules clones of the largest XER of the measuring data: seconds of the processor and memory.
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const data = process.env.TRIVET_DATA ?? '../shared/data'
const source = join(data, 'plans/xer/roads.xer')
const counts = (process.env.BENCH_COPIES ?? '1,10,40,800').split(',').map(Number)
const cloned = new Set(['PROJECT', 'SCHEDOPTIONS', 'PROJWBS', 'TASK', 'TASKPRED', 'TASKRSRC', 'UDFVALUE'])
const numbers = new Set(['proj_id', 'pred_proj_id', 'wbs_id', 'parent_wbs_id', 'task_id', 'pred_task_id', 'task_pred_id', 'taskrsrc_id', 'schedoptions_id', 'fk_id'])
const STEP = 10_000_000

/** Tables as { name, head, rows }, cells by column. */
function tablesOf(text) {
    const tables = []
    for (const line of text.split(/\r?\n/)) {
        const cells = line.split('\t')
        if (cells[0] === '%T') tables.push({ name: cells[1].trim(), columns: [], rows: [] })
        else if (cells[0] === '%F') tables.at(-1).columns = cells.slice(1)
        else if (cells[0] === '%R') tables.at(-1).rows.push(cells.slice(1))
    }
    return tables
}

/** All copies of a row, each with numbers of its own. */
function* copies(table, count) {
    const shifted = table.columns.map((name) => numbers.has(name.trim()))
    for (let n = 0; n < (cloned.has(table.name) ? count : 1); n++)
        for (const row of table.rows)
            yield `%R\t${row.map((cell, i) => (shifted[i] && cell ? Number(cell) + n * STEP : cell)).join('\t')}\r\n`
}

function write(path, tables, count) {
    const file = openSync(path, 'w')
    writeSync(file, 'ERMHDR\t18.8\r\n', null, 'latin1')
    for (const table of tables) {
        let part = `%T\t${table.name}\r\n%F\t${table.columns.join('\t')}\r\n`
        for (const line of copies(table, count)) {
            part += line
            if (part.length < 1 << 22) continue
            writeSync(file, part, null, 'latin1')
            part = ''
        }
        writeSync(file, part, null, 'latin1')
    }
    writeSync(file, '%E\r\n', null, 'latin1')
    closeSync(file)
}

/** Of the program and the child that reads the file, by GNU time. */
function measure(path) {
    const format = '%U %S %e %M'
    const run = spawnSync('/usr/bin/time', ['-f', format, process.env.TRIVET_BIN, 'schedule', path, '--json'], {
        encoding: 'utf8',
        maxBuffer: 2 ** 31 - 1,
        stdio: ['ignore', openSync('/dev/null', 'w'), 'pipe'],
    })
    const lines = run.stderr.trim().split('\n')
    return run.status === 0 ? lines.at(-1).split(' ').map(Number) : lines.join(' ')
}

if (!existsSync(source)) {
    console.log(`skipped: there is no ${source}`)
    process.exit(0)
}
const tables = tablesOf(readFileSync(source, 'latin1'))
const activities = tables.find((table) => table.name === 'TASK').rows.length
const folder = mkdtempSync(join(tmpdir(), 'trivet-clones-'))
console.log('copies  activities  file (MB)  user (s)  system (s)  wall (s)  most memory (MB)')
for (const count of counts) {
    const path = join(folder, 'plan.xer')
    write(path, tables, count)
    const figures = measure(path)
    const head = [String(count).padStart(6), String(count * activities).padStart(10), (statSync(path).size / 1e6).toFixed(1).padStart(9)]
    const tail = Array.isArray(figures)
        ? [figures[0].toFixed(2).padStart(8), figures[1].toFixed(2).padStart(10), figures[2].toFixed(2).padStart(8), (figures[3] / 1024).toFixed(0).padStart(16)]
        : [figures]
    console.log([...head, ...tail].join('  '))
}
rmSync(folder, { recursive: true })
