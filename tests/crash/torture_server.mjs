// Torture of the routes: while the server answers, every so manieth allocation fails, or every so manieth system call on
// files gives EIO, ENOSPC, EINTR or does half. Prints TAP.
//
//     TRIVET_BIN=... node tests/crash/torture_server.mjs FAIL_SO [ROUNDS]
//
// Every question of the contract is asked, every kind of row is made and changed, and writers keep a ledger. A round
// passes when the server neither ends nor hangs; a refusal is in words; an answer of 200 is whole; afterwards it answers
// as before, what it acknowledged is there, nothing is halved, and the history holds.
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { samples } from '../http/collections.mjs'
import { theContract } from '../http/lib/contract.mjs'
import { pause, removeAll, Server } from '../http/lib/server.mjs'
import { NoAnswer } from '../http/lib/wire.mjs'
import { join, makeWorld, setUp } from '../http/lib/world.mjs'
import { compare, write } from './kill_server.mjs'

const [failing, rounds = '1'] = process.argv.slice(2)
assert(rounds > 0, 'torture_server.mjs FAIL_SO [ROUNDS]')
const WAYS = [['memory'], ['disk', 'EIO'], ['disk', 'ENOSPC'], ['disk', 'EINTR'], ['disk', 'short']]
const EVERY = [5, 61, 499] // the rarer it fails, the further a request comes
const WRITERS = 8
const WRITE_MS = 1000

const serverThatFails = ([what, how = ''], every) =>
    new Server([], [], { LD_PRELOAD: resolve(failing), FAIL_WHAT: what, FAIL_HOW: how, FAIL_EACH: String(every) })

/** Switches failing on or off, and waits until the server says so. */
async function toggle(server, state) {
    const told = `failing: ${state}`
    server.output = ''
    server.process.kill('SIGUSR2')
    for (let i = 0; i < 3000 && !server.output.includes(told); i++) await pause(10)
    assert(server.output.includes(told), `not ${told}: ${server.output}`)
}

/** Lets things fail meanwhile. Connections that were cut are known to be, a moment later. */
async function whileFailing(server, body) {
    await toggle(server, 'on')
    await body()
    await toggle(server, 'off')
    await pause(200)
}

/** The answer, or null when the connection was cut. */
async function ask(client, counts, [method, path, options]) {
    counts.asked++
    try {
        const answer = await client.send(method, path, { ...options, outside: true })
        if (answer.status >= 400) {
            counts.refused++
            assert(answer.json.detail?.length > 0, String(answer))
        }
        return answer
    } catch (error) {
        if (error instanceof NoAnswer || error.code === 'ERR_ASSERTION' || error instanceof SyntaxError) throw error
        counts.cut++
        return null
    }
}

/** Every question of the contract, about rows that are there. */
function questions({ admin, design, theProject, theProduct }) {
    const ids = { products: theProduct.id, projects: theProject.id }
    return theContract()
        .operations.filter(({ method, path }) => method === 'get' && !/stream$|metrics$|readyz$|livez$|runs/.test(path))
        .map(({ path }) => {
            const collection = path.match(/\{workspace_id\}\/([\w-]+)\/\{id\}/)?.[1]
            const at = path.replace('{workspace_id}', admin.workspace.id).replace('{id}', ids[collection] ?? design.id)
            return ['GET', at + (at.endsWith('/export') ? '?format=csv' : ''), {}]
        })
}

/** What the clock does not change. */
const essence = ({ status, text }) => `${status} ${text.replace(/^DTSTAMP:.*$/m, '').replace(/"seen_at":"[^"]*"/g, '')}`

async function readEverything(way, every, counts) {
    const world = await makeWorld(serverThatFails(way, every))
    const { server, admin } = world
    try {
        await admin.get(admin.w('items'))
        const asked = questions(world)
        const whole = []
        for (const question of asked) whole.push(essence(await admin.send(...question)))
        await whileFailing(server, async () => {
            for (const [i, question] of asked.entries()) {
                const answer = await ask(admin, counts, question)
                if (answer?.status === 200) assert.equal(essence(answer), whole[i], `${question[1]} is not whole`)
            }
        })
        for (const [i, question] of asked.entries()) {
            const answer = essence(await admin.send(...question))
            assert.equal(answer, whole[i], `${question[1]} is answered otherwise afterwards`)
        }
        const bodies = await samples(world)
        await whileFailing(server, async () => {
            for (const [collection, [client, body, change]] of Object.entries(bodies)) {
                const made = await ask(client, counts, ['POST', client.w(collection), { body }])
                if (made?.status !== 201) continue
                const headers = { 'if-match': made.headers.etag }
                await ask(client, counts, ['PATCH', client.w(collection, made.json.id), { body: change, headers }])
                await ask(client, counts, ['DELETE', client.w(collection, made.json.id), { headers }])
            }
            const raw = 'title,duration\nOne,480\nTwo,960\n'
            for (const format of ['csv', 'mspdi'])
                await ask(admin, counts, ['POST', `${admin.w('imports')}?format=${format}`, { raw, headers: { 'content-type': 'application/octet-stream' } }])
        })
        await endWell(server, admin)
    } finally {
        await server.remove()
    }
}

async function writeOn(way, every, counts) {
    const { server, admin } = await setUp('Tortured', serverThatFails(way, every))
    try {
        const member = await join(admin, 'Writer', 'member')
        const ledger = new Map()
        const state = { going: true, survives: true, prefix: 'r', next: 0 }
        await whileFailing(server, async () => {
            const running = Promise.all(Array.from({ length: WRITERS }, () => write(member, ledger, state)))
            await pause(WRITE_MS)
            state.going = false
            await running
        })
        await compare(member, ledger)
        counts.acknowledged += ledger.size
        await endWell(server, admin)
    } finally {
        await server.remove()
    }
}

async function endWell(server, admin) {
    assert.equal(server.process.exitCode ?? server.process.signalCode, null, `the server ended: ${server.output}`)
    await admin.get(admin.w('items'))
    assert.equal(await server.stop(), 0, server.output)
    const audit = server.command(['audit', 'verify', ...server.place.options])
    assert.equal(audit.status, 0, audit.stderr)
    assert.equal(server.place.sql('PRAGMA integrity_check; PRAGMA foreign_key_check;'), 'ok')
}

async function main() {
    const total = { asked: 0, refused: 0, cut: 0, acknowledged: 0 }
    let failed = 0
    console.log(`TAP version 13\n1..${WAYS.length}`)
    for (const [i, way] of WAYS.entries()) {
        const faults = []
        for (let round = 0; round < Number(rounds); round++)
            for (const every of EVERY)
                for (const run of [readEverything, writeOn])
                    try {
                        await run(way, every + round, total)
                    } catch (error) {
                        faults.push(`${run.name}, every ${every + round}: ${error.stack}`)
                    }
        failed += faults.length
        console.log(`${faults.length ? 'not ok' : 'ok'} ${i + 1} - serving while ${way.join(' ')} fails`)
        for (const fault of faults) console.log(`  # ${fault.slice(0, 2000).replaceAll('\n', '\n  # ')}`)
    }
    console.log(`# torture of the routes: ${total.asked} requests, ${total.refused} refused in words, ${total.cut} connections cut, ` +
        `${total.acknowledged} rows acknowledged, ${failed} rounds failed`)
    await removeAll()
    return failed ? 1 : 0
}

process.exit(await main())
