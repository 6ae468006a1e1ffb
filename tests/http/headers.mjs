// What browsers are told: strict content policy, no sniffing, no framing, nothing stored that is private.
import assert from 'node:assert/strict'
import { Client, must, mustRefuse } from './lib/client.mjs'
import { theContract } from './lib/contract.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

const page = (client, path, options) => client.send('GET', path, { outside: true, ...options })

test('the page is served under a policy without inline script', async () => {
    const { server } = await theWorld()
    const client = new Client(server)
    for (const path of ['/', '/backlog', '/items/0000000000001', '/setup']) {
        const answer = must(await page(client, path, { headers: { accept: 'text/html' } }), 200)
        assert.match(answer.headers['content-type'], /^text\/html/)
        const policy = answer.headers['content-security-policy']
        assert(policy, 'no Content-Security-Policy')
        const rules = Object.fromEntries(policy.split(';').map((rule) => rule.trim().split(/\s+(.*)/)))
        const scripts = rules['script-src'] ?? rules['default-src']
        assert(!/unsafe-inline|unsafe-eval'|\*|https?:/.test(scripts.replace("'wasm-unsafe-eval'", '')), policy)
        for (const [name, value] of [['frame-ancestors', "'none'"], ['base-uri', "'none'"], ['object-src', "'none'"], ['form-action', "'self'"]])
            assert((rules[name] ?? (name === 'object-src' ? rules['default-src'] : '')) === value || rules[name] === "'none'", `${name}: ${policy}`)
        assert(!/<script(?![^>]*\bsrc=)|<style|\son\w+=/.test(answer.text), 'inline script or style')
    }
})

test('every answer, good or bad, page or API, carries the guards', async () => {
    const { member } = await theWorld()
    const answers = [
        await page(member, '/'),
        await page(member, '/no/such/page'),
        await member.send('GET', member.w('items')),
        await member.send('GET', member.w('items', 'nonsense')),
        await page(member, '/v1/nonsense'),
        await member.send('POST', member.w('items'), { raw: '{' }),
        await new Client(member.server).send('GET', '/v1/session'),
    ]
    for (const answer of answers) {
        assert.equal(answer.headers['x-content-type-options'], 'nosniff', String(answer))
        assert.match(answer.headers['referrer-policy'] ?? '', /no-referrer|same-origin|strict-origin/, String(answer))
        assert.match(answer.headers['cross-origin-opener-policy'] ?? '', /same-origin/, String(answer))
        assert(!answer.headers['access-control-allow-origin'], 'open to other origins')
        assert(!/\d/.test(answer.headers.server ?? ''), 'the server tells its version')
    }
})

test('private answers are not stored, hashed assets are kept for ever', async () => {
    const { member } = await theWorld()
    for (const path of [member.w('items'), member.w('snapshot'), '/v1/session'])
        assert.match((await member.send('GET', path)).headers['cache-control'] ?? '', /no-store/, path)
    const { text } = await page(member, '/')
    const assets = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1])
    assert(assets.length >= 1, 'the page has no assets')
    for (const asset of assets) {
        const answer = must(await page(member, asset), 200)
        assert.match(answer.headers['cache-control'], /immutable/)
        for (const coding of ['gzip', 'br']) {
            const packed = must(await page(member, asset, { headers: { 'accept-encoding': coding } }), 200)
            if (answer.body.length > 2000) assert.equal(packed.headers['content-encoding'], coding, asset)
        }
    }
    mustRefuse(await page(member, '/assets/none-such.js'), 404)
})

test('what does not exist under /v1 is a problem, not the page', async () => {
    const { member } = await theWorld()
    mustRefuse(await page(member, '/v1/nonsense'), 404)
    mustRefuse(await page(member, `${member.base}/elephants`), 404)
})

test('a method that is not there is 405 and says which are', async () => {
    const { member } = await theWorld()
    for (const [method, path] of [['PUT', member.w('items')], ['DELETE', member.w('items')], ['POST', member.w('snapshot')], ['PATCH', '/v1/session']]) {
        const answer = await member.send(method, path, { outside: true, body: {} })
        mustRefuse(answer, 405)
        assert.match(answer.headers.allow ?? '', /GET/, String(answer))
    }
})

test('HEAD answers like GET without a body', async () => {
    const { member } = await theWorld()
    for (const path of ['/', member.w('items'), '/readyz']) {
        const answer = must(await member.send('HEAD', path, { outside: true }), 200)
        assert.equal(answer.body.length, 0)
    }
})

test('health is answered to anybody', async () => {
    const { server } = await theWorld()
    const nobody = new Client(server)
    must(await nobody.send('GET', '/livez'), 200)
    must(await nobody.send('GET', '/readyz'), 200)
})

/** Every place in the document where something is described. */
function* places(value, path = '') {
    if (value === null || typeof value !== 'object') return
    yield [path, value]
    for (const [key, child] of Object.entries(value)) yield* places(child, `${path}/${key}`)
}

test('the contract is sound: references lead somewhere, names are unique, objects are closed', async () => {
    const { member } = await theWorld()
    must(await member.send('GET', '/openapi.json'), 200)
    const { document, operations } = theContract()
    assert.match(document.openapi, /^3\.1\./)
    assert(document.info?.title && document.info?.version)
    for (const [path, value] of places(document))
        if (typeof value.$ref === 'string') theContract().resolve(value, [path])
    const ids = operations.map((operation) => operation.id)
    assert(ids.every(Boolean), 'an operation without operationId')
    assert.equal(new Set(ids).size, ids.length, 'an operationId twice')
    for (const { path, method, parameters, description } of operations) {
        assert(description.summary || description.description, `${method} ${path} is not described`)
        const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
        const declared = parameters.filter((p) => p.value.in === 'path').map((p) => p.value.name)
        assert.deepEqual(declared.toSorted(), named.toSorted(), `${method} ${path}`)
        for (const [status, response] of Object.entries(description.responses))
            assert(response.$ref || response.description, `${method} ${path} ${status} is not described`)
    }
    for (const [name, schema] of Object.entries(document.components.schemas))
        if (schema.type === 'object' && schema.properties)
            assert.equal(schema.additionalProperties, false, `${name} is open`)
})
