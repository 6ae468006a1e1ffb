// Custody: who has it writes, anybody else proposes; the same by API, import and command line.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { join, makeProject, setUp, theWorld } from './lib/world.mjs'

/** A feature with one task, fresh for each test. */
export async function pair(name) {
    const world = await theWorld()
    const { product, project, theProject, theProduct } = world
    const feature = await product.create('items', { kind: 'feature', title: `${name} feature`, product_id: theProduct.id })
    const task = await project.create('items', {
        kind: 'task',
        title: `${name} task`,
        parent_id: feature.id,
        project_id: theProject.id,
        effort_minutes: 480,
    })
    return { ...world, feature, task }
}

test("a product manager's estimate is a proposal and changes nothing; accepted, it is one transaction", async () => {
    const { product, project, task } = await pair('Estimate')
    const before = await product.fetch(task)
    const seq = await product.lastSeq()
    const { proposal, created_id } = await product.patch(task, { effort_minutes: 960, remaining_minutes: 900 }, 202)
    assert.equal(created_id, null)
    assert.equal(proposal.state, 'open')
    assert.equal(proposal.author_id, product.person.id)
    assert.deepEqual([proposal.needs_product, proposal.needs_project], [false, true])
    assert.deepEqual(await product.fetch(task), before)
    const [change] = proposal.changes.filter((c) => c.field === 'effort_minutes')
    assert.deepEqual(change, { action: 'update', resource: 'item', subject_id: task.id, field: 'effort_minutes', from: 480, to: 960 })

    const accepted = must(await project.send('POST', project.w('proposals', proposal.id, 'accept'), { body: { note: 'Fine.' } }), 200).json
    assert.equal(accepted.state, 'accepted')
    assert.equal(accepted.decided_by_id, project.person.id)
    assert.equal(accepted.decision_note, 'Fine.')
    const after = await product.fetch(task)
    assert.deepEqual([after.effort_minutes, after.remaining_minutes], [960, 900])

    const events = (await product.events()).filter((event) => event.seq > seq)
    const decided = events.filter((event) => event.proposal_id === proposal.id && event.resource === 'item')
    assert(decided.length >= 1, 'the event carries the proposal')
    for (const event of decided) assert.equal(event.subject_id, task.id)
    const fields = decided.flatMap((event) => event.changes.map((c) => c.field))
    assert.deepEqual(fields.toSorted(), ['effort_minutes', 'remaining_minutes'])
})

test("a project manager's rank and acceptance criteria are proposals", async () => {
    const { product, project, feature } = await pair('Rank')
    for (const body of [{ rank: 'a5' }, { acceptance_criteria: [{ text: 'Works.', accepted: true }] }, { value: 9 }, { goal: 'Growth' }]) {
        const before = await project.fetch(feature)
        const { proposal } = await project.patch(feature, body, 202)
        assert.deepEqual([proposal.needs_product, proposal.needs_project], [true, false])
        assert.deepEqual(await project.fetch(feature), before)
        must(await product.send('POST', product.w('proposals', proposal.id, 'accept'), { body: {} }), 200)
        const [key] = Object.keys(body)
        assert.deepEqual((await project.fetch(feature))[key], body[key])
    }
})

test('what everybody shares everybody writes; one foreign field makes the whole change a proposal', async () => {
    const { product, project, member, task } = await pair('Shared')
    for (const client of [product, project, member])
        assert.equal((await client.patch(task, { text: client.person.name })).text, client.person.name)
    const before = await product.fetch(task)
    const { proposal } = await product.patch(task, { title: 'Renamed', effort_minutes: 1 }, 202)
    assert.deepEqual(await product.fetch(task), before)
    assert.deepEqual(proposal.changes.map((c) => c.field).toSorted(), ['effort_minutes', 'title'])
})

test('a stakeholder proposes even what everybody shares', async () => {
    const { stakeholder, task } = await pair('Watcher')
    const { proposal } = await stakeholder.patch(task, { title: 'Better name' }, 202)
    assert.equal(proposal.state, 'open')
    assert.equal((await stakeholder.fetch(task)).title, 'Watcher task')
})

test('a new row keeps the own fields and proposes the foreign ones', async () => {
    const { product, project, theProject } = await pair('Mixed')
    const body = { kind: 'feature', title: 'Mixed', value: 4, project_id: theProject.id, effort_minutes: 480 }
    const { proposal, created_id } = await product.create('items', body, 202)
    const row = await product.fetch({ collection: 'items', id: created_id })
    assert.deepEqual([row.value, row.project_id, row.effort_minutes], [4, null, null])
    assert.deepEqual(proposal.changes.map((c) => c.field).toSorted(), ['effort_minutes', 'project_id'])
    must(await project.send('POST', project.w('proposals', proposal.id, 'accept'), { body: {} }), 200)
    const after = await product.fetch(row)
    assert.deepEqual([after.project_id, after.effort_minutes], [theProject.id, 480])
})

test('links, assignments and projects of a product manager are proposals as a whole', async () => {
    const { product, project, task, design, resource, calendar } = await pair('Whole')
    const rows = [
        ['links', { predecessor_id: design.id, successor_id: task.id }],
        ['assignments', { item_id: task.id, resource_id: resource.id }],
        ['projects', { name: 'Wish', start_at: '2026-03-02T08:00', calendar_id: calendar.id }],
    ]
    for (const [collection, body] of rows) {
        const before = (await product.all(collection)).length
        const { proposal, created_id } = await product.create(collection, body, 202)
        assert.equal(created_id, null)
        assert.equal((await product.all(collection)).length, before)
        must(await project.send('POST', project.w('proposals', proposal.id, 'accept'), { body: {} }), 200)
        const [made] = (await product.all(collection)).filter((row) => Object.keys(body).every((key) => row[key] === body[key]))
        assert(made, `${collection}: accepted and not there`)
    }
})

test('deleting what is not in one\'s custody is a proposal', async () => {
    const { product, project, task, feature } = await pair('Delete')
    const link = await product.remove(task, 202)
    assert.equal(link.proposal.state, 'open')
    await product.fetch(task)
    const wish = await project.remove(feature, 202)
    await project.fetch(feature)
    must(await project.send('POST', project.w('proposals', link.proposal.id, 'accept'), { body: {} }), 200)
    mustRefuse(await product.send('GET', product.w('items', task.id)), 404)
    must(await product.send('POST', product.w('proposals', wish.proposal.id, 'accept'), { body: {} }), 200)
    mustRefuse(await project.send('GET', project.w('items', feature.id)), 404)
})

test('by CSV import it is a proposal too', async () => {
    const { product, project, task, theProject } = await pair('Imported')
    const csv = `id,title,effort_minutes\n${task.id},Imported task,720\n`
    const query = `format=csv&project_id=${theProject.id}`
    const headers = { 'content-type': 'application/octet-stream' }
    const report = must(await product.send('POST', `${product.w('imports')}?${query}`, { raw: csv, headers }), 200).json
    assert(report.proposed >= 1 && report.proposal_id, JSON.stringify(report))
    assert.equal((await product.fetch(task)).effort_minutes, 480)
    must(await project.send('POST', project.w('proposals', report.proposal_id, 'accept'), { body: {} }), 200)
    assert.equal((await product.fetch(task)).effort_minutes, 720)
})

test('by command line it is a proposal too', async () => {
    const { server, admin } = await setUp('Commanded')
    try {
        const product = await join(admin, 'Product', 'product_manager')
        const project = await join(admin, 'Project', 'project_manager')
        const { project: own } = await makeProject(project)
        const body = { kind: 'task', title: 'Typed', project_id: own.id, effort_minutes: 480 }
        const task = await project.create('items', body)
        await server.stop()
        const as = (client) => [...server.place.options, '--as', client.person.email]
        const set = server.command(['set', task.id, 'effort_minutes=960', ...as(product)])
        assert.equal(set.status, 0, set.stderr)
        assert.match(set.stdout, /proposed/)
        const csv = joinPath(server.folder, 'plan.csv')
        writeFileSync(csv, `id,title,effort_minutes\n${task.id},Typed,720\n`)
        const read = server.command(['import', csv, '--project', own.id, '--json', ...as(product)])
        assert.equal(read.status, 0, read.stderr)
        const report = JSON.parse(read.stdout)
        assert(report.proposed >= 1 && report.proposal_id, read.stdout)
        assert.equal(server.command(['set', task.id, 'title=Shared', ...as(product)]).status, 0)
        await server.start()
        const now = await project.fetch(task)
        assert.deepEqual([now.title, now.effort_minutes], ['Shared', 480])
        assert.equal((await project.all('proposals', '&state=open')).length, 2)
        must(await project.send('POST', project.w('proposals', report.proposal_id, 'accept'), { body: {} }), 200)
        assert.equal((await project.fetch(task)).effort_minutes, 720)
    } finally {
        await server.remove()
    }
})

test('by API token it is a proposal too', async () => {
    const { product, task } = await pair('Token')
    const token = await product.create('tokens', { name: 'script', scopes: ['write:plan'] })
    const { Client } = await import('./lib/client.mjs')
    const program = Object.assign(new Client(product.server, { token: token.secret ?? token.token }), { workspace: product.workspace })
    const { proposal } = await program.patch(task, { effort_minutes: 5 }, 202)
    assert.equal(proposal.author_id, product.person.id)
})

test('nobody signs for what he has no custody of', async () => {
    const { product, member, stakeholder, task } = await pair('Unsigned')
    const { proposal } = await product.patch(task, { effort_minutes: 961 }, 202)
    for (const client of [product, member, stakeholder])
        mustRefuse(await client.send('POST', client.w('proposals', proposal.id, 'accept'), { body: {} }), 403)
    assert.equal((await product.fetch(task)).effort_minutes, 480)
})

test('a proposal cannot smuggle what belongs to administrators or to Trivet', async () => {
    const { product, task, admin } = await pair('Smuggle')
    const wrong = [
        { action: 'update', resource: 'person', subject_id: product.person.id, field: 'administrator', to: true },
        { action: 'update', resource: 'item', subject_id: task.id, field: 'revision', to: 1 },
        { action: 'update', resource: 'item', subject_id: task.id, field: 'workspace_id', to: task.id },
        { action: 'create', resource: 'membership', to: { person_id: product.person.id, role: 'pmo' } },
        { action: 'delete', resource: 'person', subject_id: admin.person.id },
        { action: 'update', resource: 'proposal', subject_id: task.id, field: 'state', to: 'accepted' },
        { action: 'create', resource: 'token', to: { name: 'x' } },
    ]
    for (const change of wrong)
        mustRefuse(await product.send('POST', product.w('proposals'), { body: { changes: [change] } }), [403, 404, 422])
})
