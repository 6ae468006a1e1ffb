// What an operator sees: counters, the log, the configuration, backups of a running server, its history's chain.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { Client, must, mustRefuse, signIn } from './lib/client.mjs'
import { parsePrometheus } from './lib/prometheus.mjs'
import { postgres } from './lib/place.mjs'
import { pause, Server } from './lib/server.mjs'
import { skip, test } from './lib/tap.mjs'
import { join, PASSWORD, setUp } from './lib/world.mjs'

const METRICS_TOKEN = 'a-token-for-metrics-only'

async function withServer(settings, use) {
    const { server, admin } = await setUp('Operated', new Server([], [], settings))
    try {
        await use({ server, admin })
    } finally {
        await server.remove()
    }
}

const metricsOf = async (client) => must(await client.send('GET', '/metrics'), 200)
const valueOf = (metrics, name, labels = {}) =>
    metrics.get(name)?.samples.find((sample) => Object.keys(labels).every((key) => sample.labels[key] === labels[key]))
        ?.value

test('/metrics is there for who shows the token, and for nobody else', () =>
    withServer({ TRIVET_METRICS_TOKEN: METRICS_TOKEN }, async ({ server, admin }) => {
        mustRefuse(await admin.send('GET', '/metrics'), 404)
        mustRefuse(await new Client(server, { token: `${METRICS_TOKEN}x` }).send('GET', '/metrics'), 404)
        const scraper = new Client(server, { token: METRICS_TOKEN })
        mustRefuse(await scraper.send('GET', '/v1/session'), 401)
        const answer = await metricsOf(scraper)
        assert.match(answer.headers['content-type'], /^text\/plain; version=0\.0\.4/)
    }))

test('without a token configured there is no /metrics', () =>
    withServer({}, async ({ server }) => {
        mustRefuse(await new Client(server).send('GET', '/metrics'), 404)
        mustRefuse(await new Client(server, { token: '' }).send('GET', '/metrics'), 404)
    }))

test('counters count what was asked, in Prometheus’ own format', () =>
    withServer({ TRIVET_METRICS_TOKEN: METRICS_TOKEN }, async ({ server, admin }) => {
        const scraper = new Client(server, { token: METRICS_TOKEN })
        const before = parsePrometheus((await metricsOf(scraper)).text)
        for (let i = 0; i < 7; i++) await admin.create('people', { name: `P${i}`, email: `p${i}@example.com` })
        await admin.send('GET', admin.w('people', '0000000000000'))
        const answer = await metricsOf(scraper)
        const after = parsePrometheus(answer.text)
        const created = { operation: 'createPerson', status: '201' }
        const grown = valueOf(after, 'trivet_requests_total', created) - (valueOf(before, 'trivet_requests_total', created) ?? 0)
        assert.equal(grown, 7)
        assert.equal(valueOf(after, 'trivet_requests_total', { operation: 'getPerson', status: '404' }), 1)
        assert.equal(valueOf(after, 'trivet_events') - valueOf(before, 'trivet_events'), 7)
        for (const name of ['process_resident_memory_bytes', 'process_open_fds', 'trivet_connections'])
            assert(valueOf(after, name) > 0, name)
        assert(Math.abs(valueOf(after, 'process_start_time_seconds') - Date.now() / 1000) < 120)
    }))

test('promtool has nothing to say about the counters', () =>
    withServer({ TRIVET_METRICS_TOKEN: METRICS_TOKEN }, async ({ server, admin }) => {
        await admin.create('products', { name: 'Counted' })
        const { text } = await metricsOf(new Client(server, { token: METRICS_TOKEN }))
        const promtool = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' })
        if (promtool.error) skip('there is no promtool here')
        assert.deepEqual([promtool.status, promtool.stdout + promtool.stderr], [0, ''])
    }))

test('the log is a JSON object a line and holds no secret and nothing that was typed', async () => {
    const server = new Server([], [], { TRIVET_LOG_REQUESTS: 'true', TRIVET_METRICS_TOKEN: METRICS_TOKEN })
    const { admin } = await setUp('Canary workspace', server)
    try {
        const setupToken = server.output.match(/setup#token=([\w-]+)/)[1]
        const person = await join(admin, 'Canarybird', 'member')
        const { secret } = await person.post(person.w('tokens'), { name: 'canary token', scopes: ['write:plan'] })
        const robot = Object.assign(new Client(server, { token: secret }), { workspace: person.workspace })
        await robot.create('items', { kind: 'task', title: 'canary title' })
        mustRefuse(await robot.send('GET', `${robot.w('items')}?limit=canarynumber`), 422)
        mustRefuse(await robot.send('POST', '/v1/session', { body: { email: 'canary@example.com', password: 'canary wrong one' } }), 401)
        await metricsOf(new Client(server, { token: METRICS_TOKEN }))
        const log = server.output.split('\n').filter((line) => line.startsWith('{'))
        const lines = log.map((line) => JSON.parse(line))
        assert(lines.length >= 8, server.output)
        for (const line of lines) assert.deepEqual(Object.keys(line).slice(0, 3), ['at', 'level', 'event'])
        const made = lines.find((line) => line.route?.endsWith('/items') && line.status === 201)
        assert.equal(made.workspace_id, person.workspace.id)
        assert(made.duration_us > 0 && made.method === 'POST' && made.address === '127.0.0.1')
        const secrets = [setupToken, PASSWORD, secret, METRICS_TOKEN, admin.cookie.split('=')[1], person.cookie.split('=')[1]]
        for (const word of [...secrets, 'anary', 'example.com']) assert(!log.join('\n').includes(word), `the log holds ${word}`)
    } finally {
        await server.remove()
    }
})

const check = (server, args, settings = {}) =>
    spawnSync(process.env.TRIVET_BIN ?? 'build/release/src/cli/trivet', ['config', 'check', ...args], {
        encoding: 'utf8',
        env: { ...process.env, ...settings },
    })

test('option wins over variable, variable over file, file over default; mistakes are named with their place', () => {
    if (postgres) skip('about a data folder')
    const server = new Server()
    try {
        const file = path(server.folder, 'trivet.conf')
        writeFileSync(file, `# Trivet\ndata = ${server.folder}\nbackup_keep = 3\nbackup_hours=6\ndrain_seconds = 7\nmetrics_token = ${METRICS_TOKEN}\n`)
        const run = check(server, ['--config', file, '--backup-keep', '5'], { TRIVET_BACKUP_HOURS: '8', TRIVET_BACKUP_KEEP: '4' })
        assert.equal(run.status, 0, run.stderr)
        assert.match(run.stdout, /^backup_keep +5 +# --backup-keep$/m)
        assert.match(run.stdout, /^backup_hours +8 +# TRIVET_BACKUP_HOURS$/m)
        assert.match(run.stdout, /^drain_seconds +7 +# .*trivet.conf line 5$/m)
        assert.match(run.stdout, /^listen +"127.0.0.1:8740" +# default$/m)
        assert(!run.stdout.includes(METRICS_TOKEN))
        const mistakes = [
            ['backup_keep = many', /trivet.conf line 2.*whole number/],
            ['backup_kep = 3', /line 2.*no setting "backup_kep"[^]*backup_keep/],
            ['backup_keep 3', /line 2.*not a setting/],
            ['backup_keep = 0', /line 2/],
        ]
        for (const [line, words] of mistakes) {
            writeFileSync(file, `data = ${server.folder}\n${line}\n`)
            const wrong = check(server, ['--config', file])
            assert.equal(wrong.status, 2, line)
            assert.match(wrong.stderr, words)
        }
        assert.equal(check(server, ['--config', path(server.folder, 'none.conf')]).status, 4)
        assert.match(check(server, [], { TRIVET_DRAIN_SECONDS: '-1' }).stderr, /TRIVET_DRAIN_SECONDS/)
    } finally {
        rmSync(server.folder, { recursive: true })
    }
})

test('a backup is made while the server writes, verified, restored, and served again', () =>
    withServer({}, async ({ server, admin }) => {
        if (postgres) skip('PostgreSQL has its own backups')
        const member = await join(admin, 'Writer', 'member')
        let going = true
        const kept = []
        const writer = (async () => {
            while (going) kept.push((await member.create('items', { kind: 'task', title: `${kept.length}` })).id)
        })()
        while (kept.length < 5) await pause(5)
        const before = [...kept]
        const run = server.command(['backup', '--data', server.folder, '--to', path(server.folder, 'backups'), '--verify'])
        going = false
        await writer
        assert.equal(run.status, 0, run.stderr)
        const [backup] = readdirSync(path(server.folder, 'backups'))
        const head = run.stdout.match(/(\d+:[0-9a-f]{64})/)[1]
        const audit = (...more) => server.command(['audit', 'verify', '--data', server.folder, ...more])
        assert.equal(audit('--expect', head).status, 0)
        assert.equal(audit('--expect', head.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))).status, 5)
        const restored = new Server()
        try {
            const again = server.command(['restore', path(server.folder, 'backups', backup), '--data', restored.folder])
            assert.equal(again.status, 0, again.stderr)
            await restored.start()
            const client = await signIn(restored, 'ada@example.com', PASSWORD)
            const there = new Set((await client.all('items')).map((item) => item.id))
            for (const id of before) assert(there.has(id), `${id} was acknowledged before the backup and is not in it`)
        } finally {
            await restored.remove()
        }
    }))

test('backups are made by themselves at set times, and a restart does not forget when', () =>
    withServer({}, async ({ server, admin }) => {
        if (postgres) skip('PostgreSQL has its own backups')
        const backups = path(server.folder, 'backups')
        await server.stop()
        server.env = { TRIVET_BACKUP_FOLDER: backups, TRIVET_METRICS_TOKEN: METRICS_TOKEN }
        await server.start()
        const found = () => (existsSync(backups) ? readdirSync(backups).filter((name) => /Z$/.test(name)) : [])
        for (let i = 0; i < 400 && !found().length; i++) await pause(10)
        assert.equal(found().length, 1, server.output)
        const manifest = JSON.parse(readFileSync(path(backups, found()[0], 'manifest.json'), 'utf8'))
        assert.equal(manifest.event_seq, (await admin.events())[0].seq)
        const metrics = parsePrometheus((await metricsOf(new Client(server, { token: METRICS_TOKEN }))).text)
        assert(Date.now() / 1000 - valueOf(metrics, 'trivet_backup_timestamp_seconds') < 60)
        await server.stop()
        await server.start()
        await pause(1100)
        assert.equal(found().length, 1, 'the next is due in 24 hours')
        assert.equal(server.command(['backup', '--verify', path(backups, found()[0])]).status, 0)
    }))
