// Runs the HTTP tests: `TRIVET_BIN=build/release/src/cli/trivet node tests/http/run.mjs [TOPIC... | 'A PHRASE']`
//
// Each exchange is checked against the server's own contract (lib/contract.mjs). Without them all topics run,
// and an operation of the contract that no test used with success is a failure.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { theContract } from './lib/contract.mjs'
import { program, removeAll } from './lib/server.mjs'
import { begin, runAll, test } from './lib/tap.mjs'

const TOPICS = [
    'setup',
    'login',
    'people',
    'accounts',
    'passkeys',
    'keys',
    'mail',
    'mail_tls',
    'webhooks',
    'attachments',
    'comments',
    'collections',
    'paging',
    'preconditions',
    'idempotency',
    'input',
    'patch',
    'encoding',
    'links',
    'custody',
    'custody_moves',
    'proposals',
    'decisions',
    'notices',
    'meetings',
    'promises',
    'agreement',
    'roles',
    'foreign',
    'matrix',
    'walk',
    'bombs',
    'overload',
    'stream',
    'history',
    'schedule',
    'runs',
    'impact',
    'baselines',
    'actuals',
    'crew',
    'money',
    'flow',
    'scores',
    'options',
    'tolerances',
    'scenarios',
    'imports',
    'reimport',
    'exports',
    'tokens',
    'headers',
    'erasure',
    'operation',
    'drain',
    'restart',
    'kill',
    'interleaved',
    'nodes',
    'full',
]

if (!existsSync(program)) {
    console.log(`Bail out! There is no ${program}; build it, or name another in TRIVET_BIN.`)
    process.exit(1)
}

const words = process.argv.slice(2)
for (const topic of TOPICS) {
    begin(topic)
    await import(`./${topic}.mjs`)
}

begin('contract')
test('every exchange fits the contract', () => {
    const breaches = [...theContract().breaches].map(([breach, body]) => `${breach}\n        ${body}`)
    assert.equal(breaches.length, 0, `\n${breaches.join('\n')}`)
})
if (words.length === 0) {
    test('every operation was used with success', () => {
        assert.deepEqual(theContract().unexercised(), [])
    })
}

const failed = await runAll(words.length ? [...words, 'contract'] : [])
console.log(`# ${theContract()?.exchanges ?? 0} exchanges checked against the contract`)
await removeAll()
process.exit(failed > 0 ? 1 : 0)
