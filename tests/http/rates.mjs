// Rates that change: what a resource costs from when, by which of its tables, and where it shows.
import assert from 'node:assert/strict'
import { mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

const rise = { rate_table: 'a', effective_at: '2026-01-12T00:00', rate_cents_per_hour: 7500, overtime_rate_cents_per_hour: null, cost_per_use_cents: 0 }

/** Two weeks of work by somebody who costs 60.00, and 75.00 in the second week. */
async function scene() {
    const { project } = await theWorld()
    const { project: own } = await makeProject(project, `Rates ${Math.random()}`)
    const resource = await project.create('resources', { name: 'Ada', rate_cents_per_hour: 6000, rates: [rise] })
    const task = await project.create('items', { kind: 'task', title: 'T', project_id: own.id, duration_minutes: 4800 })
    const assignment = await project.create('assignments', { item_id: task.id, resource_id: resource.id })
    const schedule = async () => (await project.get(project.w('schedule'))).tasks.find((row) => row.item_id === task.id)
    const parts = async () => (await project.get(`${project.w('items', task.id, 'explanation')}?of=cost`)).costs
    return { project, own, resource, task, assignment, schedule, parts }
}

test('work costs the rate of its day, and says since when', async () => {
    const { project, task, schedule, parts } = await scene()
    assert.equal((await schedule()).cost_cents, 40 * 6000 + 40 * 7500)
    const [before, behind] = await parts()
    assert.deepEqual([before.since_at, before.price_cents, before.cost_cents, before.work_minutes], [null, 6000, 240000, 2400])
    assert.deepEqual([behind.since_at, behind.price_cents, behind.cost_cents], ['2026-01-12T00:00', 7500, 300000])
    assert.match(behind.text, /^5 days? of work by Ada|^40 hours of work by Ada/)
    assert.match(behind.text, /at 75\.00 an hour, as it costs since 2026-01-12/)
    await project.patch(task, { constraint_kind: 'start_no_earlier_than', constraint_at: '2026-01-12T08:00' })
    assert.equal((await schedule()).cost_cents, 80 * 7500)
})

test('an assignment costs by its table, overtime by its rate', async () => {
    const { project, resource, assignment, schedule, parts } = await scene()
    const b = { ...rise, rate_table: 'b', effective_at: null, rate_cents_per_hour: 1000, cost_per_use_cents: 50 }
    await project.patch(resource, { rates: [rise, b], overtime_rate_cents_per_hour: 9000 })
    const other = await project.patch(assignment, { rate_table: 'b' })
    assert.equal((await schedule()).cost_cents, 80 * 1000 + 50)
    await project.patch(other, { rate_table: 'c' })
    assert.equal((await schedule()).cost_cents, 0)
    await project.patch(other, { rate_table: 'a', work_minutes: 4800, overtime_minutes: 2400 })
    assert.equal((await schedule()).cost_cents, 40 * 6000 + 40 * 9000, 'done in a week')
    assert.deepEqual((await parts()).map((part) => part.kind), ['work', 'overtime'])
})

test('rates out of order, or twice for a moment, are refused', async () => {
    const { project, resource } = await scene()
    const refuse = async (rates) => {
        const { etag } = await project.fetch(resource)
        const answer = await project.send('PATCH', project.w('resources', resource.id), { body: { rates }, headers: { 'if-match': etag } })
        mustRefuse(answer, 422, 'rates')
    }
    await refuse([rise, rise])
    await refuse([{ ...rise, rate_table: 'b' }, rise])
    await refuse([{ ...rise, effective_at: null }])
})

test('time that was worked costs what that day did; the baseline has the rise on its day', async () => {
    const { project, own, resource, task, assignment } = await scene()
    const write = (day) => project.create('time_entries', { resource_id: resource.id, item_id: task.id, day, minutes: 60 })
    assert.equal((await write('2026-01-09')).cost_cents, 6000)
    assert.equal((await write('2026-01-12')).cost_cents, 7500)
    await project.create('baselines', { name: 'Agreed', project_id: own.id })
    await project.patch(own, { status_at: '2026-01-12T17:00' })
    const { lines } = await project.get(`${project.w('earned-value')}?project_id=${own.id}`)
    const total = lines.find((line) => line.scope === 'total')
    assert.deepEqual([total.budget_cents, total.planned_cents], [540000, 240000 + 8 * 7500])
    const b = { ...rise, rate_table: 'b', effective_at: null, rate_cents_per_hour: 1000 }
    await project.patch(resource, { rates: [rise, b] })
    await project.patch(assignment, { rate_table: 'b' })
    assert.equal((await write('2026-01-12')).cost_cents, 1000, 'by the table of the assignment')
})
