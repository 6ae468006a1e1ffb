// Kills the server with SIGKILL under load, again and again, and compares it with a ledger kept outside.
//
//     TRIVET_BIN=... node tests/crash/kill_server.mjs [ROUNDS] [WRITERS]      (long form: 10000 64)
//
// Every writer creates and changes rows and notes what the server acknowledged. After each kill: every
// acknowledged write is there, none is halved (a created item without its event, a change of two fields of
// which one is missing), none is doubled (one row a key), and events are numbered without a gap.
import assert from 'node:assert/strict'
import { join, setUp } from '../http/lib/world.mjs'
import { pause } from '../http/lib/server.mjs'
import { NoAnswer } from '../http/lib/wire.mjs'

/** One writer until the connection breaks, or on and on when it `survives` that: creations with a key, then changes of two
 *  fields together. */
export async function write(member, ledger, state) {
    while (state.going) {
        const key = `${state.prefix}-${state.next++}`
        const headers = { 'idempotency-key': key }
        const body = { kind: 'task', title: key, text: key }
        try {
            const created = await member.send('POST', member.w('items'), { body, headers })
            if (created.status !== 201) continue
            ledger.set(key, { id: created.json.id, text: key })
            const both = { title: `${key}!`, text: `${key}!` }
            const match = { 'if-match': created.headers.etag }
            const changed = await member.send('PATCH', member.w('items', created.json.id), { body: both, headers: match })
            if (changed.status === 200) ledger.set(key, { id: created.json.id, text: `${key}!` })
        } catch (error) {
            if (error.code === 'ERR_ASSERTION' || error instanceof NoAnswer) throw error
            if (!state.survives) return
        }
    }
}

export async function compare(member, ledger) {
    const items = await member.all('items')
    const byId = new Map(items.map((item) => [item.id, item]))
    for (const [key, { id, text }] of ledger) {
        const item = byId.get(id)
        assert(item, `${key} was acknowledged and is gone`)
        assert(item.text === text || item.text === `${key}!`, `${key}: ${item.text} instead of ${text}`)
    }
    for (const item of items) assert.equal(item.title, item.text, `${item.id} is halved`)
    const keys = items.map((item) => item.title.replace('!', ''))
    assert.equal(new Set(keys).size, keys.length, 'a key made two rows')
    await compareEvents(member, byId)
}

async function compareEvents(member, byId) {
    const created = new Set()
    let before = ''
    let expected = null
    for (;;) {
        const { data } = await member.get(`${member.w('events')}?limit=200${before}`)
        if (data.length === 0) break
        for (const event of data) {
            assert(expected === null || event.seq === expected, `event ${expected} is missing`)
            expected = event.seq - 1
            if (event.resource === 'item' && event.action === 'created') created.add(event.subject_id)
        }
        before = `&before=${data.at(-1).seq}`
    }
    assert.deepEqual(created, new Set(byId.keys()), 'items and their events differ')
}

export async function killRounds(rounds, writers) {
    const { server, admin } = await setUp('Killed')
    try {
        const member = await join(admin, 'Writer', 'member')
        const ledger = new Map()
        let slowest = 0
        for (let round = 0; round < rounds; round++) {
            const state = { going: true, prefix: `r${round}`, next: 0 }
            const running = Array.from({ length: writers }, () => write(member, ledger, state))
            await pause(50 + Math.random() * 700)
            await server.stop('SIGKILL')
            state.going = false
            await Promise.all(running)
            const began = performance.now()
            await server.start()
            slowest = Math.max(slowest, performance.now() - began)
            await compare(member, ledger)
        }
        return { rounds, acknowledged: ledger.size, slowest }
    } finally {
        await server.remove()
    }
}

if (process.argv[1]?.endsWith('kill_server.mjs')) {
    const [rounds = 100, writers = 64] = process.argv.slice(2).map(Number)
    const result = await killRounds(rounds, writers)
    console.log(`${result.rounds} kills, ${result.acknowledged} acknowledged rows, none lost, ready again within ${result.slowest.toFixed(0)} ms`)
}
