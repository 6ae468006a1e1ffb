// Baselines: frozen under one number, compared with the plan and with each other; set by whoever has custody.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

async function scene() {
    const { project, product, theProduct } = await theWorld()
    const { project: own } = await makeProject(project, `Baseline ${Math.random()}`, { budget_cents: 500_00 })
    const feature = await product.create('items', { kind: 'feature', title: 'F', value: 8, product_id: theProduct.id, rank: 'm' })
    const resource = await project.create('resources', { name: 'Worker', rate_cents_per_hour: 1000 })
    const task = { kind: 'task', parent_id: feature.id, project_id: own.id }
    const one = await project.create('items', { ...task, title: 'One', duration_minutes: 960, fixed_cost_cents: 7_00, cost_accrual: 'end' })
    const two = await project.create('items', { ...task, title: 'Two', duration_minutes: 480 })
    await project.create('links', { predecessor_id: one.id, successor_id: two.id })
    await project.create('assignments', { item_id: one.id, resource_id: resource.id })
    return { project, product, own, feature, one, two, resource, task }
}

const freeze = (client, own, name = 'Agreed') => client.create('baselines', { name, project_id: own.id })

test('scope, schedule and cost are frozen under one number', async () => {
    const { project, own, one, two, task } = await scene()
    const baseline = await freeze(project, own)
    assert.deepEqual(
        [baseline.number, baseline.item_count, baseline.cost_cents, baseline.budget_cents, baseline.start_at, baseline.finish_at],
        [1, 2, 167_00, 500_00, '2026-01-05T08:00', '2026-01-07T17:00'],
    )
    const { items } = await project.get(project.w('baselines', baseline.id, 'items'))
    const row = items.find((item) => item.item_id === one.id)
    assert.deepEqual([row.title, row.start_at, row.finish_at, row.cost_cents], ['One', '2026-01-05T08:00', '2026-01-06T17:00', 167_00])
    assert.equal(row.cost_spread, '2026-01-05 8000 8700', 'the fixed cost falls due at the end')
    assert.equal((await freeze(project, own)).number, 2)
    await project.patch(two, { duration_minutes: 960 })
    assert.equal((await project.get(project.w('baselines', baseline.id))).finish_at, '2026-01-07T17:00', 'nothing moves it')
    assert.equal(task.project_id, own.id)
})

test('one event, however many items', async () => {
    const { project, own } = await scene()
    const before = await project.lastSeq()
    await freeze(project, own)
    assert.equal(await project.lastSeq(), before + 1)
})

test('compared with the plan and with another baseline: what moved, in time and money', async () => {
    const { project, product, own, feature, one, two, task } = await scene()
    const first = await freeze(project, own)
    await project.patch(one, { duration_minutes: 1440 })
    await product.patch(feature, { value: 5 })
    const three = await project.create('items', { ...task, title: 'Three', duration_minutes: 60, fixed_cost_cents: 50 })
    await project.remove(two)
    const now = await project.get(project.w('baselines', first.id, 'comparison'))
    assert.deepEqual([now.added, now.removed, now.changed], [1, 1, 1])
    const row = now.rows.find((change) => change.item_id === one.id)
    assert.deepEqual([row.change, row.finish_before, row.finish_after], ['changed', '2026-01-06T17:00', '2026-01-07T17:00'])
    assert.deepEqual([row.cost_before_cents, row.cost_after_cents], [167_00, 247_00])
    assert.equal(now.rows.find((change) => change.item_id === three.id).change, 'added')
    assert.deepEqual([now.cost_before_cents, now.cost_after_cents], [167_00, 247_50])
    const second = await freeze(project, own, 'Changed')
    const path = project.w('baselines', first.id, 'comparison')
    const unexplained = (comparison) => ({ ...comparison, rows: comparison.rows.map((change) => ({ ...change, why: '' })) })
    assert.deepEqual(await project.get(`${path}?with=${second.id}`), unexplained(now), 'the plan did not move since')
    mustRefuse(await project.send('GET', `${path}?with=0000000000001`), 422, { field: 'with' })
})

test('each row that moved says who moved it, by which decision, or what it waits for', async () => {
    const { project, product, own, one, two } = await scene()
    const first = await freeze(project, own)
    const path = project.w('baselines', first.id, 'comparison')
    const row = async (item, query = '') => (await project.get(path + query)).rows.find((change) => change.item_id === item.id)
    const proposal = await product.patch(one, { duration_minutes: 1440 }, 202)
    must(await project.send('POST', project.w('proposals', proposal.proposal.id, 'accept'), { body: {} }), 200)
    await project.patch(one, { text: 'No matter.' })
    const moved = await row(one)
    const [, event] = await project.events(`&subject_id=${one.id}`)
    assert.deepEqual([moved.seq, moved.person_id, moved.decision_id], [event.seq, project.person.id, event.decision_id])
    assert(moved.decision_id, 'the decision is known')
    const follower = await row(two)
    assert.equal(follower.seq, null)
    assert.match(follower.why, /One/)
    const second = await freeze(project, own, 'Later')
    await project.patch(two, { duration_minutes: 960 })
    assert.equal((await row(two, `?with=${second.id}`)).seq, null, 'what came after the second is not told')
    assert.equal((await row(two)).person_id, project.person.id)
})

test('who lacks custody of the project proposes a baseline; accepting it freezes the plan of that moment', async () => {
    const { project, product, own, two } = await scene()
    const { proposal } = must(await product.send('POST', product.w('baselines'), { body: { name: 'Mine', project_id: own.id } }), 202).json
    await project.patch(two, { duration_minutes: 960 })
    const accepted = must(await project.send('POST', project.w('proposals', proposal.id, 'accept'), { body: {} }), 200).json
    const [baseline] = (await project.all('baselines')).filter((row) => row.project_id === own.id)
    assert.deepEqual([baseline.name, baseline.finish_at, baseline.decision_id], ['Mine', '2026-01-08T17:00', accepted.decision_id])
})

test('a project without plan has nothing to freeze; a number is not given twice', async () => {
    const { project, own } = await scene()
    const { project: empty } = await makeProject(project, `Empty ${Math.random()}`)
    mustRefuse(await project.send('POST', project.w('baselines'), { body: { name: 'B', project_id: empty.id } }), 422)
    await project.remove(await freeze(project, own))
    assert.equal((await freeze(project, own)).number, 2)
})
