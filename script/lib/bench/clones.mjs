// Reads and schedules clones of the largest XER of the measuring data, or of a made plan of the same shape: seconds of
// the processor and memory, of the sandboxed reader alone and of all of it.
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const data = process.env.TRIVET_DATA ?? '../shared/data'
const source = join(data, 'plans/xer/roads.xer')
const counts = (process.env.BENCH_COPIES ?? '1,10,40,100,400,800').split(',').map(Number)
const MEGABYTES = '4096'
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

/** A plan of as many activities, links and assignments as the measuring data's. */
function made() {
    const calendar = '(0||CalendarData()((0||DaysOfWeek()(' + [2, 3, 4, 5, 6].map((day) => `(0||${day}()((0||0(s|08:00|f|16:00)())))`).join('') + '))))'
    const line = (...cells) => `%R\t${cells.join('\t')}`
    const table = (name, columns, count, row) => [`%T\t${name}`, `%F\t${columns.join('\t')}`, ...Array.from({ length: count }, (_, i) => row(i))]
    const [tasks, links, assignments, resources] = [1193, 1693, 3575, 92]
    return [
        ...table('CALENDAR', ['clndr_id', 'clndr_name', 'default_flag', 'clndr_data'], 1, () => line(1, 'Five days', 'Y', calendar)),
        ...table('PROJECT', ['proj_id', 'proj_short_name', 'clndr_id', 'plan_start_date'], 1, () => line(1, 'Made', 1, '2026-01-05 08:00')),
        ...table('PROJWBS', ['wbs_id', 'proj_id', 'parent_wbs_id', 'wbs_name', 'proj_node_flag'], 127, (i) => line(i + 1, 1, i ? 1 : '', `Part ${i}`, i ? 'N' : 'Y')),
        ...table('RSRC', ['rsrc_id', 'rsrc_name', 'rsrc_type'], resources, (i) => line(i + 1, `Crew ${i}`, 'RT_Labor')),
        ...table('TASK', ['task_id', 'proj_id', 'wbs_id', 'clndr_id', 'task_code', 'task_name', 'task_type', 'status_code', 'target_drtn_hr_cnt', 'remain_drtn_hr_cnt'], tasks, (i) =>
            line(i + 1, 1, (i % 127) + 1, 1, `A${i}`, `Activity number ${i} of the plan`, 'TT_Task', 'TK_NotStart', 8 * ((i % 9) + 1), 8 * ((i % 9) + 1))),
        ...table('TASKPRED', ['task_pred_id', 'task_id', 'pred_task_id', 'pred_type', 'lag_hr_cnt'], links, (i) =>
            line(i + 1, i < tasks - 7 ? i + 8 : (i % (tasks - 1)) + 2, i < tasks - 7 ? i + 1 : (i % (tasks - 1)) + 1, 'PR_FS', i % 5 ? 0 : 8)),
        ...table('TASKRSRC', ['taskrsrc_id', 'task_id', 'rsrc_id', 'target_qty', 'target_qty_per_hr'], assignments, (i) => line(i + 1, (i % tasks) + 1, ((i * 31) % resources) + 1, 8, 1)),
    ].join('\n')
}

/** One program by GNU time: seconds of the processor and of the clock, and its most memory in MB. */
function run(program, input) {
    const format = '%U %S %e %M'
    const out = openSync('/dev/null', 'w'), from = input ? openSync(input, 'r') : 'ignore'
    const done = spawnSync('/usr/bin/time', ['-f', format, process.env.TRIVET_BIN, ...program], { encoding: 'utf8', stdio: [from, out, 'pipe'] })
    closeSync(out)
    if (input) closeSync(from)
    const lines = done.stderr.trim().split('\n')
    if (done.status !== 0) throw new Error(lines.join(' '))
    const [user, system, wall, kilobytes] = lines.at(-1).split(' ').map(Number)
    return { processor: user + system, wall, megabytes: kilobytes / 1024 }
}

const real = existsSync(source)
if (!real) console.log(`there is no ${source}: a made plan instead`)
const tables = tablesOf(real ? readFileSync(source, 'latin1') : made())
const activities = tables.find((table) => table.name === 'TASK').rows.length
const folder = mkdtempSync(join(tmpdir(), 'trivet-clones-'))
console.log('| copies | activities | file | reader: processor | all: processor | all: clock | reader: memory | largest process: memory | bytes an activity |')
console.log('|---|---|---|---|---|---|---|---|---|')
for (const count of counts) {
    const path = join(folder, 'plan.xer')
    write(path, tables, count)
    const reader = run(['parse-file', 'xer', MEGABYTES, 'plan'], path)
    const all = run(['schedule', path, '--json', '--max-megabytes', MEGABYTES])
    const bytes = ((reader.megabytes + all.megabytes) * 2 ** 20) / (count * activities)
    const cells = [count, count * activities, `${(statSync(path).size / 1e6).toFixed(1)} MB`, `${reader.processor.toFixed(2)} s`, `${all.processor.toFixed(2)} s`,
        `${all.wall.toFixed(2)} s`, `${reader.megabytes.toFixed(0)} MB`, `${all.megabytes.toFixed(0)} MB`, bytes.toFixed(0)]
    console.log(`| ${cells.join(' | ')} |`)
}
rmSync(folder, { recursive: true })
