// Earned value and schedule checks, counted by hand.
import assert from 'node:assert/strict'
import { mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

/** Two tasks of 5 days and 1000.00 each, one after the other; after a week the first is 80 % done. */
async function scene() {
    const { project, product } = await theWorld()
    const { project: own } = await makeProject(project, `Money ${Math.random()}`, { budget_cents: 2100_00, contingency_reserve_cents: 50_00 })
    const resource = await project.create('resources', { name: 'Worker', rate_cents_per_hour: 2500 })
    const task = { kind: 'task', project_id: own.id, duration_minutes: 2400 }
    const one = await project.create('items', { ...task, title: 'One' })
    const two = await project.create('items', { ...task, title: 'Two' })
    await project.create('links', { predecessor_id: one.id, successor_id: two.id })
    for (const item of [one, two]) await project.create('assignments', { item_id: item.id, resource_id: resource.id })
    const baseline = await project.create('baselines', { name: 'Agreed', project_id: own.id })
    await project.patch(one, { actual_start_at: '2026-01-05T08:00', percent_complete: 80 })
    await project.patch(own, { status_at: '2026-01-09T17:00' })
    for (let day = 5; day <= 9; day++)
        await project.create('time_entries', { resource_id: resource.id, item_id: one.id, day: `2026-01-0${day}`, minutes: 480 })
    const query = `?project_id=${own.id}`
    return { project, product, own, resource, one, two, baseline, value: () => project.get(project.w('earned-value') + query) }
}

const lineOf = (value, scope, id = null) => value.lines.find((line) => line.scope === scope && line.id === id)

test('planned, earned, spent, and what follows', async () => {
    const { own, one, value } = await scene()
    const answer = await value()
    const total = lineOf(answer, 'total')
    assert.deepEqual(
        [total.budget_cents, total.planned_cents, total.earned_cents, total.actual_cents],
        [2000_00, 1000_00, 800_00, 1000_00],
    )
    assert.deepEqual([total.schedule_variance_cents, total.cost_variance_cents, total.spi, total.cpi], [-200_00, -200_00, 0.8, 0.8])
    assert.deepEqual(
        [total.eac_budget_cents, total.eac_cpi_cents, total.eac_both_cents, total.etc_cents, total.vac_cents],
        [2200_00, 2500_00, 2875_00, 1500_00, -500_00],
    )
    assert.deepEqual([total.tcpi_budget, total.tcpi_eac], [1.2, 0.8])
    assert.deepEqual([answer.earned_days, answer.elapsed_days, answer.planned_days, answer.spi_time], [4, 5, 10, 0.8])
    assert.deepEqual([answer.schedule_variance_days, answer.ieac_days, answer.finish_on], [-1, 12.5, '2026-01-21'])
    assert.equal(lineOf(answer, 'item', one.id).earned_cents, 800_00)
    assert.equal(lineOf(answer, 'project', own.id).actual_cents, 1000_00)
    const at = answer.curve.find((point) => point.day === '2026-01-09')
    assert.deepEqual([at.planned_cents, at.earned_cents, at.actual_cents, at.forecast_cents], [1000_00, 800_00, 1000_00, 1000_00])
    assert.equal(answer.curve.at(-1).forecast_cents, total.eac_plan_cents, 'the curve ends at the estimate by plan')
})

test('expenses count when they are paid, what is ordered is committed; warnings name the day', async () => {
    const { project, own, two, value } = await scene()
    const expense = { project_id: own.id, day: '2026-01-08', amount_cents: 150_00, kind: 'actual' }
    await project.create('expenses', { ...expense, title: 'Permit' })
    await project.create('expenses', { ...expense, title: 'Gravel', item_id: two.id, kind: 'committed' })
    await project.create('expenses', { ...expense, title: 'Later', day: '2026-02-02' })
    await project.create('expenses', { ...expense, title: 'Wish', kind: 'planned' })
    const answer = await value()
    const total = lineOf(answer, 'total')
    assert.deepEqual([total.actual_cents, total.committed_cents], [1150_00, 150_00])
    assert.equal(lineOf(answer, 'project', own.id).actual_cents, 1150_00)
    assert.equal(lineOf(answer, 'item', two.id).committed_cents, 150_00)
    const passed = answer.warnings.find((warning) => warning.kind === 'budget_passed')
    assert(passed.day > '2026-01-09' && passed.amount_cents > 0)
    assert(answer.warnings.some((warning) => warning.kind === 'estimate_above_budget'))
})

test('methods: 0/100, 50/50, weighted steps, accepted criteria of a feature with what is below it', async () => {
    const { project, product, one, two, value } = await scene()
    const earned = async () => lineOf(await value(), 'item', one.id).earned_cents
    await project.patch(one, { earned_value_method: 'zero_hundred' })
    assert.equal(await earned(), 0)
    await project.patch(one, { earned_value_method: 'fifty_fifty' })
    assert.equal(await earned(), 500_00)
    const steps = [{ title: 'Dig', weight: 1, done: true }, { title: 'Pour', weight: 2, done: false }]
    await project.patch(one, { earned_value_method: 'weighted_steps', steps })
    assert.equal(await earned(), 333_33)
    const acceptance_criteria = [{ text: 'A', accepted: true }, { text: 'B', accepted: false }, { text: 'C', accepted: false }]
    const whole = await product.create('items', { kind: 'feature', title: 'F', acceptance_criteria })
    await project.patch(whole, { project_id: one.project_id, earned_value_method: 'accepted_criteria' })
    for (const item of [one, two]) await project.patch(item, { parent_id: whole.id })
    const answer = await value()
    assert.equal(lineOf(answer, 'item', whole.id).earned_cents, 666_67)
    const parts = [one, two].map((item) => lineOf(answer, 'item', item.id).earned_cents)
    assert.equal(parts[0] + parts[1], 666_67, 'the parts are the whole, to the cent')
})

test('what was agreed and is gone still counts; what is new has no budget', async () => {
    const { project, own, two, value } = await scene()
    await project.remove(two)
    const extra = await project.create('items', { kind: 'task', title: 'New', project_id: own.id, fixed_cost_cents: 99 })
    const answer = await value()
    assert.equal(lineOf(answer, 'total').budget_cents, 2000_00)
    assert.deepEqual([lineOf(answer, 'item', two.id).removed, lineOf(answer, 'item', extra.id).budget_cents], [true, 0])
    const { project: empty } = await makeProject(project, `Unplanned ${Math.random()}`)
    const none = await project.get(`${project.w('earned-value')}?project_id=${empty.id}`)
    assert.deepEqual([none.baselined, none.curve.length, lineOf(none, 'total').budget_cents], [false, 0, 0])
    mustRefuse(await project.send('GET', `${project.w('earned-value')}?baseline_id=nonsense`), 422, { field: 'baseline_id' })
})

test('the schedule is checked: each point with its verdict and what is at fault', async () => {
    const { project, own, one, two } = await scene()
    const loose = await project.create('items', { kind: 'task', title: 'two', project_id: own.id, duration_minutes: 50 * 480 })
    const answer = await project.get(`${project.w('schedule-check')}?project_id=${own.id}`)
    const of = (name) => answer.checks.find((check) => check.check === name)
    assert.equal(answer.checks.length, 24)
    assert.deepEqual([of('dcma_logic').verdict, of('dcma_logic').fault_count, of('dcma_logic').of_count], ['fail', 3, 3])
    assert.deepEqual(of('dcma_high_duration').faults, [{ item_id: loose.id, title: 'two', link_id: null }])
    assert.deepEqual([of('dcma_missed_tasks').figure, of('dcma_missed_tasks').faults[0].item_id], [100, one.id])
    assert.equal(of('dcma_bei').figure, 0)
    assert.equal(of('dcma_critical_path').verdict, 'pass')
    assert.deepEqual(of('gao_activities').faults.map((fault) => fault.item_id), [loose.id], 'two tasks of one name')
    assert.deepEqual(of('gao_baseline').faults.map((fault) => fault.item_id), [loose.id])
    assert.equal(of('dcma_leads').verdict, 'pass')
    assert.deepEqual([of('gao_risk').verdict, of('gao_risk').fault_count], ['fail', 3], 'no task has a range or a risk')
    await project.patch(loose, { pessimistic_minutes: 80 * 480 })
    await project.create('risks', { project_id: own.id, title: 'Strike', probability_percent: 20, item_ids: [two.id] })
    const estimated = await project.get(`${project.w('schedule-check')}?project_id=${own.id}`)
    assert.deepEqual(estimated.checks.find((check) => check.check === 'gao_risk').faults.map((fault) => fault.item_id), [one.id])
    mustRefuse(await project.send('GET', `${project.w('schedule-check')}?project_id=0000000000001`), 422, { field: 'project_id' })
})
