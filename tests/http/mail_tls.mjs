// Mail by TLS: at once and by STARTTLS, to a server whose certificate is of the right authority and name, and to no other.
import assert from 'node:assert/strict'
import { must } from './lib/client.mjs'
import { pause, Server } from './lib/server.mjs'
import { Authority, MailServer } from './lib/smtp.mjs'
import { test } from './lib/tap.mjs'
import { setUp } from './lib/world.mjs'

const LOGIN = ['--mail-user', 'trivet', '--mail-password', 'a long secret']

/** A Trivet that sends an invitation to that mail server; run is given all of it. */
async function inviting(post, options, run) {
    await post.start()
    const from = ['--mail-url', post.url, '--mail-from', 'trivet@example.org', '--public-url', 'https://plan.example.org']
    const { server, admin } = await setUp('Posting', new Server([], [...from, ...LOGIN, ...options]))
    try {
        const person = await admin.create('people', { name: 'Guest', email: 'guest@example.com' })
        must(await admin.send('POST', admin.w('people', person.id, 'invitation')), 200)
        await run(server)
    } finally {
        await server.remove()
        post.stop()
    }
}

/** The reason that the log gives for a mail that did not go, waited for. */
async function refusal(server) {
    for (let i = 0; i < 1500 && !/"event":"mail"/.test(server.output); i++) await pause(20)
    return server.output.split('\n').find((line) => line.includes('"event":"mail"')) ?? ''
}

const arrives = (post) => async () => {
    assert.deepEqual((await post.mail(0, 30_000)).to, ['guest@example.com'])
    assert.deepEqual(post.logins, [['trivet', 'a long secret', true]])
}

/** Neither mail nor password goes to it, and the log says why. */
const refuses = (post, why) => async (server) => {
    const line = await refusal(server)
    assert.match(line, why)
    assert.match(line, /"level":"warning"/)
    assert(!line.includes('guest@') && !line.includes('a long secret'))
    assert.deepEqual([post.mails, post.logins], [[], []])
}

const authority = new Authority()
const good = () => authority.certify('IP:127.0.0.1')
const trusting = ['--mail-ca-file', authority.file]

test('with TLS from the first byte', async () => {
    const post = new MailServer({ tls: good(), atOnce: true })
    await inviting(post, trusting, arrives(post))
})

test('by STARTTLS', async () => {
    const post = new MailServer({ tls: good() })
    await inviting(post, trusting, arrives(post))
})

for (const atOnce of [true, false]) {
    const how = atOnce ? 'at once' : 'by STARTTLS'
    test(`a certificate of another name is refused, ${how}`, async () => {
        const post = new MailServer({ tls: authority.certify('DNS:elsewhere.example'), atOnce })
        await inviting(post, trusting, refuses(post, /No trusted connection to the mail server/))
    })

    test(`a certificate of an authority that nobody trusts is refused, ${how}`, async () => {
        const post = new MailServer({ tls: good(), atOnce })
        await inviting(post, [], refuses(post, /No trusted connection to the mail server/))
    })
}

test('a server that offers no TLS gets neither mail nor password', async () => {
    const post = new MailServer()
    await inviting(post, trusting, refuses(post, /No trusted connection to the mail server/))
})

test('a file of certificates that is not there is named at the start', async () => {
    const options = ['--mail-url', 'smtps://127.0.0.1:465', '--mail-from', 'trivet@example.org', '--mail-ca-file', '/nowhere/ca.pem']
    const server = new Server([], options)
    await assert.rejects(server.start(), /mail_ca_file: It cannot be read/)
    server.place.remove()
})

test('the authority is let go', () => authority.remove())
