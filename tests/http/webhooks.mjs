// Webhooks: other programs are told of events, signed, in order, again after a failure, and never inside.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { must, mustRefuse } from './lib/client.mjs'
import { pause, Server } from './lib/server.mjs'
import { test } from './lib/tap.mjs'
import { join, setUp, theWorld, WEEK } from './lib/world.mjs'

/** A program on 127.0.0.2 that keeps what it is told; `answers` are given before 204, none while it is `held`. */
class Receiver {
    told = []
    answers = []
    held = null
    asked = 0 // by now, those that are not answered yet included

    async start() {
        this.server = createServer((request, response) => {
            let body = ''
            request.on('data', (bytes) => (body += bytes))
            request.on('end', async () => {
                this.asked++
                await this.held
                const answer = this.answers.shift() ?? [204]
                if (answer[0] === 204) this.told.push({ headers: request.headers, body, event: JSON.parse(body) })
                response.writeHead(...answer).end()
            })
        })
        await new Promise((done) => this.server.listen(0, '127.0.0.2', done))
        this.url = `http://127.0.0.2:${this.server.address().port}/hook`
        return this
    }

    async until(count, ms = 10_000) {
        for (const end = Date.now() + ms; Date.now() < end && this.told.length < count; await pause(20));
        assert.equal(this.told.length, count, `told of ${this.told.map(({ event }) => event.type)}`)
        return this.told
    }
}

function verify(secret, { headers, body }) {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    assert.equal(headers['webhook-signature'], `v1,${createHmac('sha256', key).update(content).digest('base64')}`)
    assert(Math.abs(Date.now() / 1000 - headers['webhook-timestamp']) < 60)
}

let own
const telling = () =>
    (own ??= (async () => {
        const receiver = await new Receiver().start()
        return { receiver, ...(await setUp('Telling', new Server([], ['--outbound-allow', '127.0.0.2']))) }
    })())

const deliveries = async (admin, hook) => (await admin.get(admin.w('webhooks', hook.id, 'deliveries'))).data

test('what happens is told, signed and in order; what one alone sees is not', async () => {
    const { receiver, admin } = await telling()
    const { webhook, secret } = await admin.create('webhooks', { name: 'Chat', url: receiver.url, resources: ['product', 'token', 'notice'] })
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
    const product = await admin.create('products', { name: 'Ferry' })
    await admin.create('tokens', { name: 'mine alone' })
    await admin.create('calendars', { name: 'Not asked for', week: WEEK })
    await admin.patch(product, { vision: 'On time' })
    const told = await receiver.until(2)
    assert.deepEqual(told.map(({ event }) => [event.type, event.data.subject_id]), [['product.created', product.id], ['product.updated', product.id]])
    for (const one of told) verify(secret, one)
    assert.equal(told[0].headers['webhook-id'], `evt_${told[0].event.data.seq}`)
    const log = await deliveries(admin, webhook)
    assert.deepEqual(log.map((one) => [one.state, one.status, one.attempts]), [['delivered', 204, 1], ['delivered', 204, 1]])
    const { etag } = await admin.fetch({ collection: 'webhooks', id: webhook.id })
    for (const path of ['webhooks', 'events', 'snapshot']) {
        const { text } = await admin.send('GET', admin.w(path))
        assert(!text.includes(secret) && !text.includes('/hook'), `${path} shows a secret`)
    }
    assert.equal(webhook.host, new URL(receiver.url).host)
    must(await admin.send('DELETE', admin.w('webhooks', webhook.id), { headers: { 'if-match': etag } }), 204)
    await admin.patch(await admin.fetch(product), { vision: 'Untold' })
    await pause(1500)
    assert.equal(receiver.told.length, 2)
})

test('a failure is tried again under the same id, sent again on demand, and waits while it is off', async () => {
    const { receiver, admin, server } = await telling()
    const made = await admin.create('webhooks', { name: 'Ledger', url: receiver.url, resources: ['release'] })
    const hook = { collection: 'webhooks', id: made.webhook.id }
    const product = await admin.create('products', { name: 'Tug' })
    const before = receiver.told.length
    receiver.answers.push([500], [302, { location: 'http://127.0.0.1:1/inside' }])
    await admin.create('releases', { product_id: product.id, name: 'One' })
    await admin.create('releases', { product_id: product.id, name: 'Two' })
    await receiver.until(before + 1, 20_000)
    let log = await deliveries(admin, hook) /* what is told is written a moment later */
    for (let tries = 0; log.some((one) => one.state === 'waiting') && tries < 200; tries++) {
        await pause(100)
        log = await deliveries(admin, hook)
    }
    assert.deepEqual(log.map((one) => one.state).sort(), ['delivered', 'failed'])
    const refused = log.find((one) => one.state === 'failed')
    assert.match(refused.error, /does not lie in the public network/)
    must(await admin.send('POST', admin.w('deliveries', refused.id, 'replay')), 204)
    const told = await receiver.until(before + 2)
    assert.equal(told.at(-1).headers['webhook-id'], `evt_${refused.seq}`)
    await admin.patch(hook, { active: false })
    await admin.create('releases', { product_id: product.id, name: 'Three' })
    await server.stop()
    await server.start()
    await pause(1500)
    assert.equal(receiver.told.length, before + 2)
    await admin.patch(hook, { active: true })
    assert.equal((await receiver.until(before + 3)).at(-1).event.type, 'release.created')
})

test('one that does not answer holds up nobody else, and is told one thing at a time', async () => {
    const { receiver, admin } = await telling()
    const slow = await new Receiver().start()
    const before = receiver.told.length
    let release
    slow.held = new Promise((done) => (release = done))
    try {
        await admin.create('webhooks', { name: 'Asleep', url: slow.url, resources: ['calendar'] })
        await admin.create('webhooks', { name: 'Awake', url: receiver.url, resources: ['calendar'] })
        for (let i = 0; i < 5; i++) await admin.create('calendars', { name: `Week ${i}`, week: WEEK })
        await receiver.until(before + 5)
        assert.deepEqual([slow.asked, slow.told.length], [1, 0])
        release()
        await slow.until(5, 30_000)
        for (const told of [slow.told, receiver.told.slice(before)]) {
            const numbers = told.map(({ event }) => event.data.seq)
            assert.deepEqual(numbers, numbers.toSorted((a, b) => a - b))
        }
    } finally {
        release()
        slow.server.close()
    }
})

test('webhooks are administrators\' own, and lead nowhere inside', async () => {
    const { receiver, admin } = await telling()
    const member = await join(admin, 'Curious', 'member')
    const body = { name: 'Mine', url: receiver.url }
    mustRefuse(await member.send('POST', member.w('webhooks'), { body }), 403)
    mustRefuse(await member.send('GET', member.w('webhooks')), 403)
    for (const url of ['ftp://example.org/', 'javascript:alert(1)', 'https://example.org/a b', 'https://user:word@example.org/', 'https:///x', 'example.org'])
        mustRefuse(await admin.send('POST', admin.w('webhooks'), { body: { ...body, url } }), 422, { field: 'url' })
    const { webhook } = await admin.create('webhooks', { name: 'Inside', url: `http://127.0.0.1:${admin.server.port}/v1/session`, resources: ['product'] })
    await admin.create('products', { name: 'Bait' })
    let log = []
    for (let i = 0; i < 300 && log[0]?.state !== 'failed'; i++, await pause(20)) log = await deliveries(admin, webhook)
    assert.deepEqual([log[0].state, log[0].status, log[0].attempts], ['failed', null, 1])
    const world = await theWorld()
    mustRefuse(await world.stranger.send('GET', world.stranger.w('webhooks', webhook.id)), [403, 404])
    mustRefuse(await admin.send('POST', admin.w('deliveries', webhook.id, 'replay')), 404)
})

test('the receiver is let go', async () => {
    const { receiver, server } = await telling()
    await server.remove()
    receiver.server.close()
})
