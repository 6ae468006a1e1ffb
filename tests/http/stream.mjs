// The event stream: every change, once, in order, soon, of the own workspace alone; and taken up again.
import assert from 'node:assert/strict'
import { inSnapshot, mustRefuse } from './lib/client.mjs'
import { EventStream } from './lib/stream.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

const rising = (numbers) => numbers.every((n, i) => i === 0 || n > numbers[i - 1])

test("another person's change arrives within a second", async () => {
    const { product, project, design } = await theWorld()
    const stream = await new EventStream(product).opened
    const times = []
    for (let i = 0; i < 10; i++) {
        const began = performance.now()
        await project.patch(design, { text: `seen ${i}` })
        const frame = await stream.until((f) => f.json?.changes?.some((c) => c.to === `seen ${i}`))
        times.push(frame.at - began)
        assert.equal(frame.event, 'change')
        assert.equal(Number(frame.id), frame.json.seq)
        assert.equal(frame.json.person_id, project.person.id)
        assert.equal(frame.json.subject_id, design.id)
    }
    stream.close()
    assert(Math.max(...times) < 1000, `slowest: ${Math.max(...times).toFixed(0)} ms`)
})

test('events come in order, none is missing, none comes twice', async () => {
    const { product, project } = await theWorld()
    const stream = await new EventStream(product).opened
    const seq = await product.lastSeq()
    const create = (client, i) => client.create('items', { kind: 'task', title: `Flood ${i}` })
    await Promise.all(Array.from({ length: 60 }, (_, i) => create(i % 2 ? product : project, i)))
    const last = await product.create('items', { kind: 'task', title: 'Flood end' })
    await stream.until((f) => f.json?.subject_id === last.id)
    stream.close()
    const seen = stream.frames.map((f) => f.json.seq).filter((n) => n > seq)
    assert(rising(seen), 'in order')
    const events = await product.get(`${product.w('events')}?limit=200`)
    const stored = events.data.map((e) => e.seq).filter((n) => n > seq).toReversed()
    assert.deepEqual(seen, stored)
})

test('a stream is taken up where it broke off, by header or by query', async () => {
    const { product, project, design } = await theWorld()
    const seq = await product.lastSeq()
    for (let i = 0; i < 5; i++) await project.patch(design, { text: `missed ${i}` })
    const now = await product.lastSeq()
    for (const options of [{ lastEventId: seq }, { after: seq }]) {
        const stream = await new EventStream(product, options).opened
        await stream.until((f) => f.json?.seq === now)
        await project.patch(design, { text: `live ${Math.random()}` })
        await stream.until((f) => f.json?.seq > now)
        stream.close()
        const seen = stream.frames.map((f) => f.json.seq)
        assert(rising(seen) && seen[0] > seq)
        assert.equal(seen.filter((n) => n <= now).length, now - seq)
    }
})

test('whoever is too far behind, or ahead, is told to load anew', async () => {
    const { product } = await theWorld()
    const stream = await new EventStream(product, { after: 999_999_999 }).opened
    if (stream.status === 200) await stream.until((f) => f.event === 'resync')
    else assert([400, 422].includes(stream.status))
    stream.close()
    for (const after of ['x', '-1', '1.5', '99999999999999999999']) {
        const answer = await product.send('GET', `${product.w('stream')}?after=${after}`)
        mustRefuse(answer, [400, 422], { field: /after|/ })
    }
})

test('a stranger hears nothing of it, and cannot listen in', async () => {
    const { stranger, product, project, design } = await theWorld()
    const stream = await new EventStream(stranger).opened
    await project.patch(design, { text: 'not for strangers' })
    const own = await stranger.create('items', { kind: 'task', title: 'Own' })
    await stream.until((f) => f.json?.subject_id === own.id)
    stream.close()
    assert(stream.frames.every((f) => f.json.workspace_id === stranger.workspace.id))
    mustRefuse(await stranger.send('GET', product.w('stream')), 404)
})

test('a snapshot and the events after it give the next snapshot', async () => {
    const { product, project, theProject, resource } = await theWorld()
    const before = await product.get(product.w('snapshot'))
    const a = await project.create('items', { kind: 'task', title: 'Replay A', project_id: theProject.id })
    const b = await project.create('items', { kind: 'task', title: 'Replay B', project_id: theProject.id })
    await project.create('links', { predecessor_id: a.id, successor_id: b.id })
    const assignment = await project.create('assignments', { item_id: a.id, resource_id: resource.id })
    await project.patch(a, { labels: ['x'], duration_minutes: 60, deadline_at: '2026-03-03T12:00' })
    await project.patch(a, { deadline_at: null })
    await project.remove(b)
    await project.send('POST', project.w('items', b.id, 'restore'))
    await project.remove(assignment)
    await product.patch(a, { effort_minutes: 7 }, 202)
    const after = await product.get(product.w('snapshot'))
    const { data } = await product.get(`${product.w('events')}?limit=200`)
    const rows = replay(before, data.filter((e) => e.seq > before.seq).toReversed())
    const plain = (list) => new Map(list.map(({ updated_at, created_at, ...row }) => [row.id, inSnapshot(row)]))
    for (const collection of ['items', 'links', 'assignments', 'proposals'])
        assert.deepEqual(plain([...rows[collection].values()]), plain(after[collection]), collection)
})

/** What the page does: the rows of a snapshot with events laid over them. */
function replay(snapshot, events) {
    const rows = {}
    for (const [key, list] of Object.entries(snapshot))
        if (Array.isArray(list)) rows[key] = new Map(list.map((row) => [row.id, row]))
    const plural = { person: 'people' }
    for (const event of events) {
        const table = rows[plural[event.resource] ?? `${event.resource}s`]
        if (!table) continue
        if (event.action === 'deleted') {
            table.delete(event.subject_id)
            continue
        }
        const fresh = { id: event.subject_id, workspace_id: event.workspace_id, created_at: event.at }
        const row = { ...(table.get(event.subject_id) ?? fresh) }
        for (const { field, to } of event.changes) row[field] = to
        table.set(event.subject_id, { ...row, revision: event.revision })
    }
    return rows
}
