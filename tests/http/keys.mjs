// The key file: secrets of authenticators are sealed in the database, and every way to lose or renew the keys.
import assert from 'node:assert/strict'
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { Client, must, mustRefuse } from './lib/client.mjs'
import { postgres } from './lib/place.mjs'
import { Server } from './lib/server.mjs'
import { skip, test } from './lib/tap.mjs'
import { code } from './lib/totp.mjs'
import { PASSWORD, setUp } from './lib/world.mjs'

const EMAIL = 'ada@example.com'

/** A server whose administrator has a second factor. */
async function guarded(name) {
    const { server, admin } = await setUp(name)
    const { secret } = await admin.post('/v1/second-factor', undefined, 200)
    const { codes } = await admin.post('/v1/second-factor/activation', { code: code(secret, -1) }, 200)
    return { server, admin, secret, codes, file: path(server.folder, 'secret.key') }
}
const attempt = (server, more = {}) =>
    new Client(server).send('POST', '/v1/session', { body: { email: EMAIL, password: PASSWORD, ...more } })
const sealedBy = (server) => server.place.sql('SELECT substr(secret, 1, 17) FROM second_factors')
const key = (server, verb) => server.command(['key', verb, ...server.place.options, '--key-file', path(server.folder, 'secret.key')])
/** What the server says when it does not start. */
async function startFails(server) {
    await assert.rejects(server.start(), /ended while starting/)
    server.process = null
    return server.output
}

test('a secret lies sealed in the database, its key in a file for the owner alone', async () => {
    const { server, secret, file } = await guarded('Sealed')
    try {
        assert.equal(statSync(file).mode & 0o777, 0o600)
        assert.match(readFileSync(file, 'utf8'), /^# .*\n[0-9a-f]{64}\n$/)
        assert.match(sealedBy(server), /^[0-9a-f]{16}\.$/)
        const keyText = readFileSync(file, 'utf8').split('\n')[1]
        await server.stop()
        for (const name of readdirSync(server.folder).filter((one) => one.startsWith('trivet.db'))) {
            const bytes = readFileSync(path(server.folder, name))
            assert(!bytes.includes(secret) && !bytes.includes(keyText), `${name} holds a secret`)
        }
        await server.start()
        must(await attempt(server, { code: code(secret) }), 201)
        assert.equal(readFileSync(file, 'utf8').split('\n')[1], keyText)
    } finally {
        await server.remove()
    }
})

test('without its key file a server that has secrets does not start, and says what to do', async () => {
    const { server, secret, file } = await guarded('Missing')
    try {
        await server.stop()
        renameSync(file, `${file}.away`)
        assert.match(await startFails(server), /secrets are sealed, and their key file .*secret\.key is missing/)
        assert.throws(() => statSync(file), 'a new key was made in place of the one that is missing')
        renameSync(`${file}.away`, file)
        chmodSync(file, 0o640)
        assert.match(await startFails(server), /Others than its owner can read the key file/)
        chmodSync(file, 0o600)
        await server.start()
        must(await attempt(server, { code: code(secret) }), 201)
    } finally {
        await server.remove()
    }
})

test('who lost the keys forgets the second factors, and everybody signs in by password', async () => {
    const { server, admin, file } = await guarded('Lost')
    try {
        await server.stop()
        renameSync(file, `${file}.away`)
        assert.match(key(server, 'forget').stdout, /^1 second factors are forgotten/)
        await server.start()
        must(await attempt(server), 201)
        const changes = (await admin.events(`&subject_id=${admin.person.id}`)).flatMap((event) => event.changes)
        assert.deepEqual(changes.filter((one) => one.field === 'two_factor').map((one) => one.to), [false, true, false])
    } finally {
        await server.remove()
    }
})

test('a backup leaves the key out and says so; restored, it is served once the key is put back', async () => {
    if (postgres) skip('backups are of a folder')
    const { server, secret, file } = await guarded('Backed')
    const again = new Server()
    const backups = mkdtempSync(path(tmpdir(), 'trivet-keys-'))
    try {
        const made = server.command(['backup', ...server.place.options, '--to', backups])
        assert.match(made.stdout, /1 secrets in it are sealed .* keep a copy of secret\.key/, made.stderr)
        const [backup] = readdirSync(backups)
        assert.deepEqual(readdirSync(path(backups, backup)).sort(), ['manifest.json', 'trivet.db'])
        const restored = server.command(['restore', path(backups, backup), ...again.place.options])
        assert.match(restored.stdout, /put secret\.key into the folder/, restored.stderr)
        assert.match(await startFails(again), /key file .* is missing/)
        copyFileSync(file, path(again.folder, 'secret.key'))
        await again.start()
        must(await attempt(again, { code: code(secret) }), 201)
    } finally {
        await server.remove()
        await again.remove()
        rmSync(backups, { recursive: true })
    }
})

test('after a rotation every secret is sealed with the new key, and the codes stay the same', async () => {
    const { server, secret, file } = await guarded('Rotated')
    try {
        const before = sealedBy(server)
        await server.stop()
        const run = key(server, 'rotate')
        assert.match(run.stdout, /^1 secrets are sealed with the new key [0-9a-f]{16}\./, run.stderr)
        assert.notEqual(sealedBy(server), before)
        assert.equal(readFileSync(file, 'utf8').match(/^[0-9a-f]{64}$/gm).length, 2)
        assert.equal(statSync(file).mode & 0o777, 0o600)
        await server.start()
        must(await attempt(server, { code: code(secret) }), 201)
    } finally {
        await server.remove()
    }
})

test('a sealed secret in another row, or changed, opens nothing: the log says why, the answer does not', async () => {
    const { server, secret, codes } = await guarded('Changed')
    try {
        await server.stop()
        server.place.sql("UPDATE second_factors SET secret = substr(secret, 1, length(secret) - 4) || 'AAAA'")
        await server.start()
        const problem = mustRefuse(await attempt(server, { code: code(secret) }), 500)
        assert(!JSON.stringify(problem).includes('sealed'))
        assert.match(server.output, /sealed with the key [0-9a-f]{16}, and changed since/)
        must(await attempt(server, { code: codes[0] }), 201)
    } finally {
        await server.remove()
    }
})

test('on a database alone there are second factors once a key file is named', async () => {
    if (!postgres) skip('needs a PostgreSQL')
    const { server, admin } = await setUp('Keyless', new Server([], [], { TRIVET_KEY_FILE: undefined }))
    try {
        mustRefuse(await admin.send('POST', '/v1/second-factor'), 409, { says: /key_file/ })
    } finally {
        await server.remove()
    }
})
