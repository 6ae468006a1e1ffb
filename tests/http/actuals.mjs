// Time and expenses: cost follows from the rate of that time; approved time stands fast; what was spent does
// not vanish.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

async function scene() {
    const { project, member, admin } = await theWorld()
    const { project: own } = await makeProject(project, `Actuals ${Math.random()}`)
    const resource = await project.create('resources', { name: 'Tim', rate_cents_per_hour: 999 })
    const task = await project.create('items', { kind: 'task', title: 'T', project_id: own.id, duration_minutes: 480 })
    const write = (client, more = {}) =>
        client.create('time_entries', { resource_id: resource.id, item_id: task.id, day: '2026-01-05', minutes: 50, ...more })
    return { project, member, admin, own, resource, task, write }
}

/** A change, or without body a deletion, meets a conflict. */
async function refuse(client, row, body) {
    const { etag } = await client.fetch(row)
    const path = client.w(row.collection, row.id)
    const method = body ? 'PATCH' : 'DELETE'
    mustRefuse(await client.send(method, path, { body, headers: { 'if-match': etag } }), 409)
}

test('cost follows from the rate at that time, to the cent', async () => {
    const { project, resource, write } = await scene()
    const entry = await write(project)
    assert.deepEqual([entry.rate_cents_per_hour, entry.cost_cents], [999, 833])
    await project.patch(resource, { rate_cents_per_hour: 5000 })
    const noted = await project.patch(entry, { note: 'Dug.' })
    assert.equal(noted.cost_cents, 833, 'later rates do not reach back')
    assert.equal((await project.patch(noted, { minutes: 60 })).cost_cents, 5000)
})

test('a member writes and submits time; approving it is the project manager’s', async () => {
    const { project, member, write } = await scene()
    const entry = await write(member, { submitted: true })
    const { proposal } = await member.patch(entry, { approved: true }, 202)
    assert.equal(proposal.needs_project, true)
    const approved = await project.patch(entry, { approved: true })
    await refuse(member, approved, { minutes: 10 })
    await refuse(project, approved)
    const locked = await project.patch(approved, { locked: true })
    await refuse(project, locked, { approved: false })
    const open = await project.patch(locked, { locked: false, approved: false })
    await project.patch(open, { minutes: 10 })
})

test('material does not work; an expense is for an item of its project', async () => {
    const { project, own, task } = await scene()
    const material = await project.create('resources', { name: 'Sand', kind: 'material' })
    const entry = { resource_id: material.id, item_id: task.id, day: '2026-01-05', minutes: 5 }
    mustRefuse(await project.send('POST', project.w('time_entries'), { body: entry }), 422, { field: 'resource_id' })
    const { project: other } = await makeProject(project, `Other ${Math.random()}`)
    const expense = { project_id: other.id, item_id: task.id, title: 'Sand', day: '2026-01-05', amount_cents: 100 }
    mustRefuse(await project.send('POST', project.w('expenses'), { body: expense }), 422, { field: 'item_id' })
    await project.create('expenses', { ...expense, project_id: own.id })
})

test('an item that time or money was spent on is dropped, not deleted; neither is what it is part of', async () => {
    const { project, own, task, write } = await scene()
    const parent = await project.create('items', { kind: 'task', title: 'Phase', project_id: own.id })
    const child = await project.patch(task, { parent_id: parent.id })
    const entry = await write(project)
    for (const row of [child, parent]) await refuse(project, row)
    await project.remove(entry)
    await project.remove(parent)
})

test('closed periods leave the snapshot, lists keep them', async () => {
    const { project, write } = await scene()
    const entry = await write(project, { locked: true })
    const { time_entries } = await project.get(project.w('snapshot'))
    assert(!time_entries.some((row) => row.id === entry.id))
    const page = await project.get(`${project.w('time_entries')}?item_id=${entry.item_id}`)
    assert(page.data.some((row) => row.id === entry.id))
    must(await project.send('GET', `${project.w('time_entries')}?day=2026-01-05`), 200)
})
