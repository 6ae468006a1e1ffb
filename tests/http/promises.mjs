// The promise watch: a slip lists exactly the broken promises; a link shows a stranger the range and nothing else.
import assert from 'node:assert/strict'
import { Client, must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

async function scene() {
    const world = await theWorld()
    const { product, project, theProduct } = world
    const name = `Promised ${Math.random()}`
    const { project: own } = await makeProject(project, name)
    const release = await product.create('releases', { product_id: theProduct.id, name })
    const abc = await product.create('items', { kind: 'feature', title: `ABC ${name}`, product_id: theProduct.id, release_id: release.id })
    const build = await project.create('items', { kind: 'task', title: 'Build', parent_id: abc.id, project_id: own.id, duration_minutes: 960 })
    const promise = (account, promised_on, more = {}) => product.create('promises', { account, promised_on, release_id: release.id, ...more })
    return { ...world, own, release, abc, build, promise }
}
const standing = async (client, ...promises) => {
    const { promises: all } = await client.get(client.w('promise-watch'))
    return all.filter((one) => promises.some((promise) => promise.id === one.promise_id))
}

test('a slip lists exactly the broken ones, with account, money and a draft', async () => {
    const { product, project, build, promise, release } = await scene()
    const before = await product.get(product.w('promise-watch'))
    const acme = await promise('Acme', '2026-01-09', { amount_cents: 50_000_00, contact: 'Ms Doe', told_on: '2025-12-01' })
    const globex = await promise('Globex', '2026-01-06', { amount_cents: 9_00 })
    const later = await promise('Initech', '2026-03-01', { amount_cents: 1_00 })
    const kept = await promise('Umbrella', '2026-01-06', { state: 'kept' })
    const all = [acme, globex, later, kept]
    assert.deepEqual((await standing(product, ...all)).map((one) => one.broken), [false, false, false])
    await project.patch(build, { duration_minutes: 2880 })
    const now = await product.get(product.w('promise-watch'))
    const rows = now.promises.filter((one) => all.some((promise) => promise.id === one.promise_id))
    assert.deepEqual(rows.map((one) => [one.account, one.broken]), [['Acme', true], ['Globex', true], ['Initech', false]])
    assert.equal(now.broken_amount_cents - before.broken_amount_cents, 50_009_00)
    assert.equal(now.broken_count - before.broken_count, 2)
    assert.deepEqual([rows[0].finish_at, rows[0].late_days, rows[0].subject], ['2026-01-12T17:00', 3, release.name])
    assert.match(rows[0].notice, /^Dear Ms Doe,\n\non 1 December 2025 we told you that .* by 9 January 2026\. As planned today it will be there on 12 January 2026, 3 days later\./)
    assert.equal(rows[2].notice, null)
    await project.patch(build, { duration_minutes: 960 })
    assert.deepEqual((await standing(product, ...all)).map((one) => one.broken), [false, false, false])
})

/** The notices about the promise, when there are so many; what the watcher does takes a moment. */
async function notices(client, promise, count) {
    for (let tries = 0; ; tries++) {
        const told = (await client.all('notices')).filter((one) => one.subject_id === promise.id)
        if (told.length >= count || tries === 600) return told
        await new Promise((resolve) => setTimeout(resolve, 50))
    }
}

test('whom it concerns is told once when a promise breaks, and again only after it was kept in between', async () => {
    const { product, project, member, abc, build } = await scene()
    const promise = await product.create('promises', { account: 'Hooli', promised_on: '2026-01-06', item_id: abc.id })
    const seen = async (client) => (await standing(client, promise))[0]
    const until = async (broken) => {
        for (let tries = 0; tries < 600 && ((await seen(product)).broken_at !== null) !== broken; tries++)
            await new Promise((resolve) => setTimeout(resolve, 50))
        assert.equal((await seen(product)).broken_at !== null, broken)
    }
    assert.equal((await seen(product)).broken_at, null)
    await project.patch(build, { duration_minutes: 1440 })
    const [first] = await notices(product, promise, 1)
    assert.deepEqual([first.kind, first.title, first.resource], ['promise', 'Promise to Hooli broken', 'promise'])
    assert.match(first.text, /was promised for 6 January 2026 and is planned for 7 January 2026\.$/)
    await until(true)
    await project.patch(build, { duration_minutes: 1920 }) // later still: told already
    const witness = await product.create('promises', { account: 'Witness', promised_on: '2026-01-06', item_id: abc.id })
    assert.equal((await notices(product, witness, 1)).length, 1)
    assert.equal((await notices(product, promise, 1)).length, 1)
    await project.patch(build, { duration_minutes: 960 })
    await until(false)
    const passed = await product.create('promises', { account: 'Passed', promised_on: '2026-01-05', item_id: abc.id })
    assert.equal((await notices(product, passed, 1)).length, 1, 'the watcher has seen what was kept')
    await project.patch(build, { duration_minutes: 1440 })
    assert.equal((await notices(product, promise, 2)).length, 2)
    assert.equal((await notices(member, promise, 0)).length, 0, 'a member has no part in it')
})

test('a feature that no project plans itself ends with its tasks', async () => {
    const { product, project, abc, build } = await scene()
    const promise = await product.create('promises', { account: 'Acme', promised_on: '2026-01-06', item_id: abc.id })
    assert.deepEqual((await standing(product, promise)).map((one) => [one.broken, one.finish_at]), [[false, '2026-01-06T17:00']])
    await project.patch(build, { duration_minutes: 1440 })
    assert.deepEqual((await standing(product, promise)).map((one) => [one.broken, one.late_days]), [[true, 1]])
})

test('a promise is of one item or one release, in the custody of product', async () => {
    const { product, member, abc, release } = await scene()
    for (const both of [{}, { item_id: abc.id, release_id: release.id }])
        mustRefuse(await product.send('POST', product.w('promises'), { body: { account: 'A', promised_on: '2026-02-01', ...both } }), 422, { field: 'release_id' })
    const range = { account: 'A', promised_on: '2026-02-01', earliest_on: '2026-02-02', item_id: abc.id }
    mustRefuse(await product.send('POST', product.w('promises'), { body: range }), 422, { field: 'earliest_on' })
    const proposed = { account: 'A', promised_on: '2026-02-01', item_id: abc.id }
    must(await member.send('POST', member.w('promises'), { body: proposed }), 202)
    const promise = await product.create('promises', proposed)
    assert.equal(promise.told_by_id, product.person.id)
    assert(promise.told_on)
})

test('a link shows the range and what was chosen, to anybody who has it', async () => {
    const { server, product, member, abc, promise } = await scene()
    const made = await promise('Acme', '2026-01-20', { amount_cents: 77_77, note: 'Do not tell them.', earliest_on: '2026-01-12' })
    const share = async (detail) => must(await product.send('POST', product.w('promises', made.id, 'share'), { body: { detail, until_on: '2099-12-31' } }), 201).json
    const stranger = new Client(server)
    const open = async (path, status = 200) => must(await stranger.send('GET', path.replace('/share/', '/v1/shared/')), status)
    mustRefuse(await member.send('POST', member.w('promises', made.id, 'share'), { body: { until_on: '2099-12-31' } }), 403)
    mustRefuse(await product.send('POST', product.w('promises', made.id, 'share'), { body: { until_on: '2020-01-01' } }), 422, { field: 'until_on' })
    const first = await share('date')
    const seen = (await open(first.path)).json
    assert.deepEqual([seen.earliest_on, seen.latest_on, seen.account, seen.percent_done, seen.features], ['2026-01-12', '2026-01-20', 'Acme', null, []])
    const second = await share('features')
    mustRefuse(await stranger.send('GET', first.path.replace('/share/', '/v1/shared/')), 404)
    await product.patch(abc, { state: 'done' })
    const more = await open(second.path)
    assert.deepEqual([more.json.percent_done, more.json.features], [100, [{ title: abc.title, done: true }]])
    for (const hidden of ['7777', 'Do not tell them', made.id]) assert(!more.text.includes(hidden), hidden)
    const secret = second.path.slice('/share/'.length)
    for (const path of ['snapshot', 'events?limit=500', 'promises?limit=500'])
        assert(!must(await product.send('GET', product.w(path)), 200).text.includes(secret))
    const ended = must(await product.send('DELETE', product.w('promises', made.id, 'share')), 200).json
    assert.equal(ended.shared_at, null)
    mustRefuse(await open(second.path, 404), 404)
})

test('a wrong, old or released link is nothing, and guessing is slowed down', async () => {
    const { server, product, promise } = await scene()
    const stranger = new Client(server)
    const made = await promise('Acme', '2026-01-20')
    const { path } = must(await product.send('POST', product.w('promises', made.id, 'share'), { body: { until_on: '2099-12-31' } }), 201).json
    await product.patch(made, { state: 'released' })
    const api = path.replace('/share/', '/v1/shared/')
    const [released, wrong] = [await stranger.send('GET', api), await stranger.send('GET', '/v1/shared/AAAA')]
    for (const answer of [released, wrong]) mustRefuse(answer, 404)
    assert.equal(released.text, wrong.text, 'nothing can be told from the answer')
    let status = 0
    for (let i = 0; i < 80 && status !== 429; i++) status = (await stranger.send('GET', `/v1/shared/guess${i}`)).status
    assert.equal(status, 429)
})
