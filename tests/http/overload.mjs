// Overload: one person sends far more than the server can do. Another is served all the same, imports give way, what is
// refused says when to come again, and a moment after the flood all is as before.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { must } from './lib/client.mjs'
import { pause } from './lib/server.mjs'
import { test } from './lib/tap.mjs'
import { join, setUp } from './lib/world.mjs'

const FLOOD = 400 // requests at a time; 32 workers
const SECONDS = 4

/** Keeps so many requests going for some time; answers how many were served and refused. */
async function flood(request, at_a_time, seconds) {
    const counts = { served: 0, refused: 0 }
    const until = performance.now() + seconds * 1000
    const keep = async () => {
        while (performance.now() < until) {
            const answer = must(await request(), 200, 503)
            if (answer.status === 200) counts.served++
            else {
                assert(Number(answer.headers['retry-after']) >= 1, String(answer))
                counts.refused++
                await pause(50)
            }
        }
    }
    await Promise.all(Array.from({ length: at_a_time }, keep))
    return counts
}

test('one who floods the server waits behind himself', async () => {
    const { server, admin } = await setUp('Flooded')
    try {
        const lead = await join(admin, 'Lead', 'project_manager')
        const other = await join(admin, 'Other', 'member')
        for (let i = 0; i < 50; i++) await lead.create('items', { kind: 'task', title: `T${i}` })
        const csv = readFileSync('tests/corpus/csv/foreign.csv')
        const headers = { 'content-type': 'application/octet-stream' }
        const snapshot = () => lead.send('GET', lead.w('snapshot'), { outside: true })
        const bulk = () => lead.send('POST', `${lead.w('imports')}?format=csv&dry_run=true`, { raw: csv, headers, outside: true })
        const usual = await flood(snapshot, 8, 1)
        let slowest = 0
        let asked = 0
        const flooding = Promise.all([flood(snapshot, FLOOD, SECONDS), flood(bulk, 40, SECONDS)])
        const until = performance.now() + SECONDS * 1000
        while (performance.now() < until) {
            const began = performance.now()
            must(await other.send('GET', `${other.w('items')}?limit=5`, { outside: true }), 200)
            must(await other.send('POST', other.w('items'), { body: { kind: 'task', title: 'Meanwhile' }, outside: true }), 201)
            slowest = Math.max(slowest, performance.now() - began)
            asked += 2
        }
        const [read, imported] = await flooding
        const began = performance.now()
        must(await lead.send('GET', lead.w('snapshot'), { outside: true }), 200)
        const recovered = performance.now() - began
        console.log(`# overload: alone ${usual.served} a second at 8; flooded by ${FLOOD + 40} for ${SECONDS} s: ` +
            `${read.served} and ${imported.served} imports served, ${read.refused + imported.refused} refused with Retry-After; the other asked ` +
            `${asked} times and waited ${slowest.toFixed(0)} ms at most; recovered in ${recovered.toFixed(0)} ms`)
        assert(imported.served > 0, 'imports were starved')
        assert(asked >= 4 && slowest < 10_000, `the other waited ${slowest} ms`)
        assert(recovered < 2000, `recovered after ${recovered} ms`)
    } finally {
        await server.remove()
    }
})
