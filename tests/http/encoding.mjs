// Bodies and addresses as bytes: malformed, hostile, too large, wrongly encoded.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { rawBytes } from './lib/wire.mjs'
import { theWorld } from './lib/world.mjs'

const post = (client, raw, headers) => client.send('POST', client.w('items'), { raw, headers })

test('malformed JSON is refused, and the place is told', async () => {
    const { product } = await theWorld()
    const broken = ['{', '{"kind":"task","title":"x"', '{"kind":"task",}', "{'kind':'task'}", '{"kind":"task"} x', '\u{FEFF}{}', 'task', '{"kind":task}']
    for (const raw of broken) mustRefuse(await post(product, raw), [400, 422])
    mustRefuse(await post(product, '{"kind":"task",\n "title":}'), 400, { says: /line 2/ })
    mustRefuse(await post(product, ''), [400, 422])
})

test('a field given twice is refused', async () => {
    const { product } = await theWorld()
    mustRefuse(await post(product, '{"kind":"task","title":"a","title":"b"}'), [400, 422], { says: /title|twice|duplicate/i })
})

test('text that is no UTF-8 is refused, text of the whole world is kept', async () => {
    const { product } = await theWorld()
    const wrap = (bytes) => Buffer.concat([Buffer.from('{"kind":"task","title":"'), Buffer.from(bytes), Buffer.from('"}')])
    for (const bytes of [[0xff], [0xc3], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x28, 0xa1]])
        mustRefuse(await post(product, wrap(bytes)), [400, 422])
    for (const escape of ['\\ud800', '\\udc00\\ud800', '\\u0000']) mustRefuse(await post(product, `{"kind":"task","title":"${escape}"}`), [400, 422])
    const title = 'Ünïcödé 計画 😀 e\u0301 \u200d RTL \u05d0'
    assert.equal((await product.create('items', { kind: 'task', title })).title, title)
    assert.equal(must(await post(product, '{"kind":"task","title":"\\ud83d\\ude00"}'), 201).json.title, '😀')
})

test('deep nesting and many keys are refused quickly', async () => {
    const { product } = await theWorld()
    const began = performance.now()
    for (const depth of [17, 1000, 100_000])
        mustRefuse(await post(product, `{"kind":"task","title":"x","labels":${'['.repeat(depth)}${']'.repeat(depth)}}`), [400, 413, 422])
    const keys = Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join(',')
    mustRefuse(await post(product, `{${keys}}`), [400, 413, 422])
    assert(performance.now() - began < 30_000, 'not refused at once')
})

test('a body that is too large is refused before it is read', async () => {
    const { product } = await theWorld()
    const head = `POST ${product.w('items')} HTTP/1.1\r\nHost: x\r\nCookie: ${product.cookie}\r\nContent-Type: application/json\r\n`
    const answer = await rawBytes(product.server.port, `${head}Content-Length: 99999999999\r\n\r\n`)
    assert.match(answer, /^HTTP\/1\.1 413 /)
    mustRefuse(await post(product, `{"kind":"task","title":"x","text":"${'x'.repeat(60_000)}"}`), [413, 422], { field: /text|/ })
    const huge = Buffer.alloc(80 * 1024 * 1024, 0x20)
    const outcome = await post(product, huge).catch((error) => error)
    if (outcome instanceof Error) assert.match(String(outcome), /EPIPE|ECONNRESET|socket hang up/)
    else must(outcome, 413)
    assert.equal((await product.get('/v1/session')).person.id, product.person.id)
})

test('only JSON is taken where JSON is wanted', async () => {
    const { product } = await theWorld()
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx', undefined])
        mustRefuse(await post(product, '{"kind":"task","title":"x"}', { 'content-type': type }), 415)
})

test('addresses that cannot be decoded are refused, and none leads out', async () => {
    const { product } = await theWorld()
    const paths = ['/v1/%zz', '/v1/%', '/v1/%ff%fe', `${product.base}/items/%00`, '/v1/workspaces/../../etc/passwd', '/assets/../../../../etc/passwd', '/assets/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc%2fpasswd']
    for (const path of paths) {
        const answer = await rawBytes(product.server.port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
        assert.match(answer, /^HTTP\/1\.1 (200|400|401|404) /, `${path}: ${answer.slice(0, 200)}`)
        assert(!answer.includes('root:'), path)
    }
})

test('requests that mean two things at once are refused', async () => {
    const { server, product } = await theWorld()
    const head = `POST ${product.w('items')} HTTP/1.1\r\nHost: x\r\n`
    const smuggled = [
        'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
        'Content-Length: -1\r\n\r\n',
        'Content-Length: 5x\r\n\r\nhello',
        'Transfer-Encoding: chunked\r\n\r\nzz\r\n',
    ]
    for (const rest of smuggled) {
        const answer = await rawBytes(server.port, head + rest)
        assert(answer === '' || /^HTTP\/1\.1 4\d\d /.test(answer), `${rest}: ${answer.slice(0, 200)}`)
        assert(!/HTTP\/1\.1 [23]/.test(answer), `${rest}: ${answer.slice(0, 200)}`)
    }
    for (const bytes of ['GARBAGE\r\n\r\n', '\0\0\0\0', 'GET / HTTP/9.9\r\n\r\n', `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`])
        assert(!/^HTTP\/1\.1 [23]/.test(await rawBytes(server.port, bytes)), bytes.slice(0, 40))
    assert.equal((await product.get('/v1/session')).person.id, product.person.id)
})

test('a head that never ends is cut, and others are served meanwhile', async () => {
    const { server, product } = await theWorld()
    const slow = Array.from({ length: 50 }, () => rawBytes(server.port, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', 60_000))
    const began = performance.now()
    await product.get('/v1/session')
    assert(performance.now() - began < 10_000, 'others wait for the slow')
    await Promise.all(slow)
    assert(performance.now() - began < 30_000, 'the connections were not cut')
})
