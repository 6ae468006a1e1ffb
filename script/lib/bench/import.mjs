// The largest MSPDI file at hand (TRIVET_DATA, by default ../shared/data): read, scheduled, imported, exported.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { program } from '../../../tests/http/lib/server.mjs'
import { spawnSync } from 'node:child_process'
import { machine, ms, seeded, table } from './place.mjs'

const folder = join(process.env.TRIVET_DATA ?? '../shared/data', 'plans/mspdi')
const files = readdirSync(folder).filter((name) => name.endsWith('.xml'))
const largest = files.toSorted((a, b) => statSync(join(folder, b)).size - statSync(join(folder, a)).size)[0]
const content = readFileSync(join(folder, largest))

const rows = []
function measure(what, began, detail = '') {
    rows.push([what, ms(performance.now() - began), detail])
}

let began = performance.now()
const run = spawnSync(program, ['schedule', join(folder, largest), '--json'], { maxBuffer: 1 << 28 })
const projects = JSON.parse(run.stdout).projects
measure('command: read and schedule', began, `${projects.reduce((sum, p) => sum + p.tasks.length, 0)} tasks`)

const { server, client } = await seeded(0)
const headers = { 'content-type': 'application/octet-stream' }
const path = `${client.w('imports')}?format=mspdi&project_name=Largest`
for (const dry of ['&dry_run=true', '']) {
    began = performance.now()
    const answer = await client.send('POST', path + dry, { raw: content, headers, outside: true })
    const report = answer.json
    measure(dry ? 'server: dry run' : 'server: import', began, `${answer.status}, ${report.created ?? report.detail} rows`)
    if (!dry && report.project_id) {
        began = performance.now()
        const out = await client.send('GET', `${client.w('projects', report.project_id, 'export')}?format=mspdi`, { outside: true })
        measure('server: export', began, `${(out.body.length / 1e6).toFixed(1)} MB`)
    }
}
// The child by itself: what a file of one task costs, of which all but the parsing is starting it.
const ticks = () => {
    const fields = readFileSync(`/proc/${server.process.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
    return { own: Number(fields[11]) + Number(fields[12]), children: Number(fields[13]) + Number(fields[14]) }
}
const TINY = 100
const before = ticks()
began = performance.now()
for (let i = 0; i < TINY; i++) {
    const raw = readFileSync('tests/corpus/mspdi/minimal.xml')
    await client.send('POST', `${client.w('imports')}?format=mspdi&dry_run=true`, { raw, headers, outside: true })
}
const spent = ticks()
const each = (name) => `${(((spent[name] - before[name]) * 10) / TINY).toFixed(1)} ms`
rows.push(['server: the smallest file', ms((performance.now() - began) / TINY), `processor: child ${each('children')}, server ${each('own')}`])
table(`${largest.replace(/.*\//, '')}, ${(content.length / 1e6).toFixed(1)} MB; ${machine()}`, ['what', 'ms', ''], rows)
await server.remove()
process.exit(0)
