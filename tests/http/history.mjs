// Snapshot and history: all rows at one moment, and every change that led to them.
import assert from 'node:assert/strict'
import { inSnapshot, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

test('the snapshot equals the lists', async () => {
    const { admin } = await theWorld()
    const snapshot = await admin.get(admin.w('snapshot'))
    const byId = (rows) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    for (const [collection, rows] of Object.entries(snapshot))
        if (Array.isArray(rows)) assert.deepEqual(byId(rows), byId((await admin.all(collection)).map(inSnapshot)), collection)
    assert.deepEqual(snapshot.workspace, await admin.get(admin.base))
    assert(snapshot.seq >= (await admin.events())[0].seq)
})

test('an event says who, when, what, from and to', async () => {
    const { project, design } = await theWorld()
    const { revision, duration_minutes: from } = await project.fetch(design)
    const changed = await project.patch(design, { duration_minutes: 1234 })
    const [event] = await project.events()
    assert.deepEqual(
        { ...event, seq: 0, at: 0 },
        {
            seq: 0,
            workspace_id: project.workspace.id,
            at: 0,
            person_id: project.person.id,
            resource: 'item',
            action: 'updated',
            subject_id: design.id,
            revision: revision + 1,
            changes: [{ field: 'duration_minutes', from, to: 1234 }],
            proposal_id: null,
            decision_id: null,
            owner_id: null,
        },
    )
    assert.equal(event.at, changed.updated_at)
    await project.patch(design, { duration_minutes: from })
})

test('a creation carries every field, a deletion what was there', async () => {
    const { product } = await theWorld()
    const row = await product.create('items', { kind: 'feature', title: 'Short life', value: 3 })
    const [created] = await product.events(`&subject_id=${row.id}`)
    assert.equal(created.action, 'created')
    const fields = Object.fromEntries(created.changes.map((c) => [c.field, c.to]))
    for (const [key, value] of Object.entries({ kind: 'feature', title: 'Short life', value: 3, labels: [] }))
        assert.deepEqual(fields[key], value, key)
    await product.remove(row)
    const [deleted] = await product.events(`&subject_id=${row.id}`)
    assert.equal(deleted.action, 'deleted')
})

test('history goes back page by page, newest first, and by subject', async () => {
    const { project, design } = await theWorld()
    const all = []
    let before = ''
    for (;;) {
        const { data } = await project.get(`${project.w('events')}?limit=50${before}`)
        if (data.length === 0) break
        all.push(...data)
        before = `&before=${data.at(-1).seq}`
    }
    const numbers = all.map((event) => event.seq)
    assert(numbers.every((n, i) => i === 0 || n < numbers[i - 1]))
    const own = (await project.events(`&subject_id=${design.id}`)).map((e) => e.seq)
    assert.deepEqual(own, all.filter((e) => e.subject_id === design.id).map((e) => e.seq).slice(0, own.length))
})

test('wrong questions to history are refused by name', async () => {
    const { project } = await theWorld()
    for (const query of ['before=x', 'before=-1', 'limit=0', 'limit=9999', 'subject_id=x', 'who=me'])
        mustRefuse(await project.send('GET', `${project.w('events')}?${query}`), [400, 422])
})
