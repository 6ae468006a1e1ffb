// Mail: invitations, forgotten passwords, notices; what arrives at a real server, once, and with nothing said aloud.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { Client, must, mustRefuse, signIn } from './lib/client.mjs'
import { pause, Server } from './lib/server.mjs'
import { MailServer } from './lib/smtp.mjs'
import { test } from './lib/tap.mjs'
import { join, PASSWORD, setUp, theWorld } from './lib/world.mjs'

const BASE = 'https://plan.example.org'

let own
async function mailing() {
    own ??= (async () => {
        const post = await new MailServer().start()
        const options = ['--mail-url', post.url, '--mail-from', 'trivet@example.org', '--mail-without-tls', '--public-url', `${BASE}/`]
        const { server, admin } = await setUp('Möwe & Co', new Server([], options))
        return { post, server, admin }
    })()
    return own
}

const tokenIn = (text) => text.match(new RegExp(`^${BASE}/welcome#token=([\\w-]{43})$`, 'm'))[1]
const choose = (server, token, password) =>
    new Client(server).send('POST', '/v1/password-reset/completion', { body: { token, password } })

test('an invitation arrives, its link sets the password, once', async () => {
    const { post, server, admin } = await mailing()
    const person = await admin.create('people', { name: 'Jörg', email: 'jorg@example.com' })
    const before = post.mails.length
    const path = admin.w('people', person.id, 'invitation')
    assert.deepEqual(await admin.post(path, undefined, 200), { mailed: true, link: null })
    const mail = await post.mail(before)
    assert.deepEqual([mail.from, mail.to], ['trivet@example.org', ['jorg@example.com']])
    assert.equal(mail.headers.subject, 'Your account in Möwe & Co')
    assert.match(mail.headers['message-id'], /^<[0-9a-z]{13}@example.org>$/)
    assert.match(mail.text, /^Hello Jörg,/)
    const token = tokenIn(mail.text)
    mustRefuse(await choose(server, token, 'Password123'), 422, { field: 'password' })
    mustRefuse(await choose(server, `${token}x`, 'seven quiet lanterns'), 404)
    must(await choose(server, token, 'seven quiet lanterns'), 204)
    mustRefuse(await choose(server, token, 'eight quiet lanterns'), 404)
    await signIn(server, 'jorg@example.com', 'seven quiet lanterns')
})

test('a forgotten password: the answer is alike for everybody, the mail comes to whom it concerns', async () => {
    const { post, server, admin } = await mailing()
    const client = await join(admin, 'Forgetful', 'member')
    const before = post.mails.length
    const ask = (email) => new Client(server).send('POST', '/v1/password-reset', { body: { email } })
    const [known, unknown] = [await ask('FORGETFUL@example.com'), await ask('nobody@example.com')]
    assert.deepEqual([known.status, known.text], [unknown.status, unknown.text])
    const mail = await post.mail(before)
    assert.deepEqual(mail.to, ['forgetful@example.com'])
    must(await choose(server, tokenIn(mail.text), 'a newly found phrase'), 204)
    mustRefuse(await client.send('GET', client.w('items')), 401)
    await signIn(server, 'forgetful@example.com', 'a newly found phrase')
    await pause(1500)
    assert.equal(post.mails.length, before + 1, 'somebody else got a mail')
    await ask('nobody@example.com')
    await ask('nobody@example.com')
    mustRefuse(await ask('nobody@example.com'), 429)
})

test('what the server cannot take now is tried again, what it refuses for good is not', async () => {
    const { post, server, admin } = await mailing()
    const person = await admin.create('people', { name: 'Later', email: 'later@example.com' })
    const before = post.mails.length
    const invite = () => admin.post(admin.w('people', person.id, 'invitation'), undefined, 200)
    post.refusals.push('451 try again')
    await invite()
    assert.deepEqual((await post.mail(before)).to, ['later@example.com'])
    post.refusals.push('550 no such box')
    await invite()
    const told = /"level":"error","event":"mail".*"attempts":1.*did not take it/
    for (let i = 0; i < 1500 && !told.test(server.output); i++) await pause(20)
    assert.match(server.output, told)
    assert(!server.output.includes('later@example.com'), 'the log names somebody')
    assert.equal(post.mails.length, before + 1)
})

test('an invitation waits through a restart, and no secret lies on disk before it is sent', async () => {
    const { post, server, admin } = await mailing()
    const person = await admin.create('people', { name: 'Patient', email: 'patient@example.com' })
    const before = post.mails.length
    post.refusals.push(...Array(3).fill('421 closing'))
    await admin.post(admin.w('people', person.id, 'invitation'), undefined, 200)
    await server.stop()
    for (const file of ['trivet.db', 'trivet.db-wal']) {
        const bytes = readFileSync(joinPath(server.folder, file), { flag: 'a+' })
        assert(!bytes.includes('/welcome#token='), `a link lies in ${file}`)
    }
    post.refusals.length = 0
    await server.start()
    assert.deepEqual((await post.mail(before, 15_000)).to, ['patient@example.com'])
})

test('notices come by mail to who wants them, gathered, and not when they were read', async () => {
    const { post, server, admin } = await mailing()
    const [reader, other] = [await join(admin, 'Reader', 'product_manager'), await join(admin, 'Other', 'project_manager')]
    mustRefuse(await reader.send('PUT', '/v1/notice-mail', { body: { notice_mail: 'hourly' } }), 422, { field: 'notice_mail' })
    must(await reader.send('PUT', '/v1/notice-mail', { body: { notice_mail: 'at_once' } }), 204)
    assert.equal((await reader.get('/v1/session')).person.notice_mail, 'at_once')
    const item = await reader.create('items', { kind: 'feature', title: 'Tide table', value: 5 })
    for (const value of [6, 7, 8]) await other.patch(item, { value }, 202)
    const { data } = await reader.get(reader.w('notices'))
    assert.equal(data.length, 3)
    const { etag } = await reader.fetch({ collection: 'notices', id: data[0].id })
    must(await reader.send('PATCH', reader.w('notices', data[0].id), { body: { read: true }, headers: { 'if-match': etag } }), 200)
    const before = post.mails.length
    await server.stop()
    assert.equal(server.place.sql('UPDATE outbox SET due_at = 0 RETURNING purpose'), 'notices')
    await server.start()
    const mail = await post.mail(before)
    assert.deepEqual([mail.to, mail.headers.subject], [['reader@example.com'], '2 notices'])
    assert(mail.text.includes(data[1].title) && mail.text.includes(`${BASE}/inbox`))
})

test('without a mail server the administrator hands over a link, and nobody asks in vain', async () => {
    const { admin, member, server } = await theWorld()
    const person = await admin.create('people', { name: 'Nearby', email: 'nearby@example.com' })
    const path = admin.w('people', person.id, 'invitation')
    mustRefuse(await member.send('POST', path), 403)
    const { mailed, link } = await admin.post(path, undefined, 200)
    assert.equal(mailed, false)
    assert.equal((await new Client(server).get('/v1/setup')).mails, false)
    must(await choose(server, link.split('#token=')[1], PASSWORD), 204)
    await signIn(server, 'nearby@example.com', PASSWORD)
    const body = { email: 'nearby@example.com' }
    mustRefuse(await new Client(server).send('POST', '/v1/password-reset', { body }), 409, { says: /administrator/ })
})

test('the mail server is let go', async () => {
    const { post, server } = await mailing()
    await server.remove()
    post.stop()
})
