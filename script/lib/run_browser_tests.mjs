// Runs every program of tests/browser one after the other and joins their TAP; what ends in lib.mjs is shared.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const folder = 'tests/browser'
const programs = readdirSync(folder).filter((name) => name.endsWith('.mjs') && !name.endsWith('lib.mjs')).sort()

let count = 0
const report = (ok, title) => console.log(`${ok ? 'ok' : 'not ok'} ${++count} - ${title}`)

console.log('TAP version 13')
for (const program of programs) {
    const run = spawnSync(process.execPath, [`${folder}/${program}`], {
        encoding: 'utf8',
        timeout: 300_000,
        maxBuffer: 1 << 26,
    })
    const lines = `${run.stdout}\n${run.stderr}`.split('\n')
    let failed = 0
    for (const line of lines) {
        const result = line.match(/^(not )?ok\b\s*\d*\s*-?\s*(.*)$/)
        const skipped = line.match(/^1\.\.0 # SKIP (.*)/i)
        if (result) {
            report(!result[1], `${program}: ${result[2]}`)
            if (result[1]) failed++
        } else if (skipped) console.log(`ok ${++count} - ${program} # SKIP ${skipped[1]}`)
        else if (line && !/^(1\.\.\d+|TAP version)/.test(line)) console.log(`  # ${line}`)
    }
    if (run.status !== 0 && failed === 0) report(false, `${program} ended with ${run.status ?? run.signal}`)
}
console.log(`1..${count}`)
