// The promise: what was answered with 2xx is there after SIGKILL, once, and whole. The short form of
// tests/crash/kill_server.mjs.
import assert from 'node:assert/strict'
import { killRounds } from '../crash/kill_server.mjs'
import { test } from './lib/tap.mjs'

test('five kills under 32 writers: no acknowledged write is lost, halved or doubled', async () => {
    const { rounds, acknowledged, slowest } = await killRounds(5, 32)
    assert.equal(rounds, 5)
    assert(acknowledged > 50, `only ${acknowledged} writes were acknowledged`)
    assert(slowest < 5000, `ready again after ${slowest} ms`)
})
