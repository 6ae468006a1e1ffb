// An administrator moves the custody of a field: every write path follows, and some fields are fixed. And T1: what a
// product role writes into a date of the plan is proposed, whichever way it comes.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { must, mustRefuse, signIn } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { join, makeProject, PASSWORD, setUp } from './lib/world.mjs'

/** A workspace of its own: where custody lies is the whole workspace's. */
async function office(name) {
    const { server, admin } = await setUp(name)
    const product = await join(admin, 'Product', 'product_manager')
    const project = await join(admin, 'Project', 'project_manager')
    const { project: own } = await makeProject(project)
    const task = await project.create('items', { kind: 'task', title: 'Typed', project_id: own.id, duration_minutes: 480 })
    return { server, admin, product, project, own, task }
}

const workspaceOf = async (client) => (await client.send('GET', client.w())).json
async function move(admin, moves, status = 200) {
    const headers = { 'if-match': '*' }
    return must(await admin.send('PATCH', admin.w(), { body: { custody_moves: moves }, headers }), status).json
}
const deadline = '2026-03-02T17:00'

test('a due date of the plan set by product is proposed by API, import and command line; project is told', async () => {
    const { server, product, project, own, task } = await office('Due')
    try {
        const before = await product.fetch(task)
        const { proposal } = await product.patch(task, { deadline_at: deadline }, 202)
        assert.deepEqual([proposal.needs_product, proposal.needs_project], [false, true])
        assert.deepEqual(await product.fetch(task), before)
        const told = async () => (await project.all('notices')).filter((notice) => notice.kind === 'proposal').length
        assert.equal(await told(), 1)

        const csv = `id,title,deadline_at\n${task.id},Typed,${deadline}\n`
        const headers = { 'content-type': 'application/octet-stream' }
        const path = `${product.w('imports')}?format=csv&project_id=${own.id}`
        const report = must(await product.send('POST', path, { raw: csv, headers }), 200).json
        assert(report.proposed >= 1 && report.proposal_id, JSON.stringify(report))
        assert.deepEqual(await product.fetch(task), before)
        assert.equal(await told(), 2)

        await server.stop()
        const as = [...server.place.options, '--as', product.person.email]
        const set = server.command(['set', task.id, `deadline_at=${deadline}`, ...as])
        assert.match(set.stdout, /proposed/, set.stderr)
        const file = joinPath(server.folder, 'plan.csv')
        writeFileSync(file, csv)
        const read = server.command(['import', file, '--project', own.id, '--json', ...as])
        assert(JSON.parse(read.stdout).proposed >= 1, read.stdout + read.stderr)
        await server.start()
        const again = await signIn(server, project.person.email, PASSWORD)
        assert.deepEqual(await again.fetch(task), before)
        assert.equal((await again.all('notices')).filter((notice) => notice.kind === 'proposal').length, 4)
        assert.equal((await again.all('proposals', '&state=open')).length, 4)
    } finally {
        await server.remove()
    }
})

test('moved to product, the same date is written by product and proposed by project, on every path', async () => {
    const { server, admin, product, project, own, task } = await office('Moved')
    try {
        assert.deepEqual((await workspaceOf(admin)).custody_moves, [])
        await move(admin, [{ resource: 'item', field: 'deadline_at', custody: 'product' }])
        assert.equal((await product.patch(task, { deadline_at: deadline })).deadline_at, deadline)
        const { proposal } = await project.patch(task, { deadline_at: null }, 202)
        assert.deepEqual([proposal.needs_product, proposal.needs_project], [true, false])
        mustRefuse(await project.send('POST', project.w('proposals', proposal.id, 'accept'), { body: {} }), 403)
        must(await product.send('POST', product.w('proposals', proposal.id, 'accept'), { body: {} }), 200)
        assert.equal((await product.fetch(task)).deadline_at, null)

        const csv = `id,title,deadline_at\n${task.id},Typed,2026-04-01T17:00\n`
        const headers = { 'content-type': 'application/octet-stream' }
        const path = (client) => `${client.w('imports')}?format=csv&project_id=${own.id}`
        const proposed = must(await project.send('POST', path(project), { raw: csv, headers }), 200).json
        assert.equal(proposed.proposed, 1, JSON.stringify(proposed))
        must(await product.send('POST', path(product), { raw: csv, headers }), 200)
        assert.equal((await product.fetch(task)).deadline_at, '2026-04-01T17:00')

        await server.stop()
        const set = (client, value) => server.command(['set', task.id, `deadline_at=${value}`, ...server.place.options, '--as', client.person.email])
        assert.match(set(product, '2026-05-01T17:00').stdout, /changed/)
        assert.match(set(project, '2026-06-01T17:00').stdout, /proposed/)
        await server.start()
    } finally {
        await server.remove()
    }
})

test('shared, everybody writes it; moved back, it is as before', async () => {
    const { server, admin, product, project, task } = await office('Shared')
    try {
        await move(admin, [{ resource: 'item', field: 'deadline_at', custody: 'shared' }])
        for (const client of [product, project]) assert.equal((await client.patch(task, { deadline_at: `2026-0${client === product ? 3 : 4}-02T17:00` })).id, task.id)
        await move(admin, [])
        await product.patch(task, { deadline_at: null }, 202)
        const explicit = await product.post(product.w('proposals'), { changes: [{ action: 'update', resource: 'item', subject_id: task.id, field: 'deadline_at', to: null }] })
        assert.deepEqual([explicit.needs_product, explicit.needs_project], [false, true])
    } finally {
        await server.remove()
    }
})

test('only administrators move custody, within limits', async () => {
    const { server, admin, product } = await office('Limits')
    try {
        const headers = { 'if-match': '*' }
        const body = (moves) => ({ body: { custody_moves: moves }, headers })
        mustRefuse(await product.send('PATCH', product.w(), body([])), 403)
        const wrong = [
            [{ resource: 'item', field: 'value', custody: 'project' }, /custody_moves\[0\]\.field/],
            [{ resource: 'item', field: 'acceptance_criteria', custody: 'shared' }, /custody_moves\[0\]\.field/],
            [{ resource: 'item', field: 'title', custody: 'product' }, /custody_moves\[0\]\.field/],
            [{ resource: 'item', field: 'revision', custody: 'shared' }, /custody_moves\[0\]\.field/],
            [{ resource: 'proposal', field: 'reason', custody: 'project' }, /custody_moves\[0\]\.field/],
            [{ resource: 'item', field: 'elephant', custody: 'project' }, /custody_moves\[0\]\.field/],
            [{ resource: 'elephant', field: 'title', custody: 'project' }, /custody_moves\[0\]\.resource/],
            [{ resource: 'item', field: 'deadline_at', custody: 'admin' }, /custody_moves\[0\]\.custody/],
        ]
        for (const [one, field] of wrong) mustRefuse(await admin.send('PATCH', admin.w(), body([one])), 422, { field })
        const twice = { resource: 'item', field: 'deadline_at', custody: 'product' }
        mustRefuse(await admin.send('PATCH', admin.w(), body([twice, twice])), 422, { field: /custody_moves\[1\]/ })
    } finally {
        await server.remove()
    }
})

test('a charter: product says why and what, project on which assumptions; in each row of the RACI one is accountable', async () => {
    const { server, admin, product, project, own } = await office('Charter')
    try {
        const row = { ...own, collection: 'projects' }
        const said = await product.patch(row, { purpose: 'To cross the river.', objectives: '200 carts a day', scope_in: 'The bridge', scope_out: 'The roads', success_criteria: 'It stands.' })
        assert.equal(said.purpose, 'To cross the river.')
        const { proposal } = await project.patch(said, { purpose: 'To build.' }, 202)
        assert.equal(proposal.needs_product, true)
        const told = await project.patch(said, { assumptions: 'Dry summers', sponsor_id: admin.person.id })
        assert.equal(told.sponsor_id, admin.person.id)
        const mark = (client, letter) => ({ person_id: client.person.id, letter })
        const raci = [{ title: 'Estimates', marks: [mark(project, 'accountable'), mark(project, 'responsible'), mark(product, 'consulted')] }]
        assert.deepEqual((await project.patch(told, { raci })).raci, raci)
        const headers = { 'if-match': '*' }
        const send = (marks) => project.send('PATCH', project.w('projects', own.id), { body: { raci: [{ title: 'Estimates', marks }] }, headers })
        mustRefuse(await send([mark(product, 'responsible')]), 422, { field: 'raci[0].marks', says: /not 0/ })
        mustRefuse(await send([mark(product, 'accountable'), mark(project, 'accountable')]), 422, { field: 'raci[0].marks', says: /not 2/ })
        mustRefuse(await send([mark(product, 'accountable'), mark(product, 'accountable')]), 422, { field: 'raci[0].marks' })
        mustRefuse(await send([{ person_id: own.id, letter: 'accountable' }]), 422, { field: 'raci[0].marks[0].person_id' })
    } finally {
        await server.remove()
    }
})
