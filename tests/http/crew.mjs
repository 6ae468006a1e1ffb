// What follows when somebody edits a task's duration, units or work, or joins and leaves it.
import assert from 'node:assert/strict'
import { must } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

const DAY = 480

async function scene(more = {}, own = { work_minutes: 2 * DAY }) {
    const world = await theWorld()
    const { project } = world
    const made = await makeProject(project, `Crew ${Math.random()}`)
    const ana = await project.create('resources', { name: 'Ana' })
    const ben = await project.create('resources', { name: 'Ben' })
    const body = { kind: 'task', title: 'T', project_id: made.project.id, duration_minutes: 2 * DAY, ...more }
    const task = await project.create('items', body)
    const assignment = await project.create('assignments', { item_id: task.id, resource_id: ana.id, ...own })
    return { ...world, task, assignment, ben }
}

/** [duration, units, work] as they are stored now. */
async function now({ project, task, assignment }) {
    const item = await project.get(project.w('items', task.id))
    const row = await project.get(project.w('assignments', assignment.id))
    return [item.duration_minutes, row.units_percent, row.work_minutes]
}

const types = ['fixed_units', 'fixed_duration', 'fixed_work']
const table = {
    duration: [[4 * DAY, 100, 4 * DAY], [4 * DAY, 100, 4 * DAY], [4 * DAY, 50, 2 * DAY]],
    units: [[4 * DAY, 50, 2 * DAY], [2 * DAY, 50, DAY], [4 * DAY, 50, 2 * DAY]],
    work: [[DAY, 100, DAY], [2 * DAY, 50, DAY], [DAY, 100, DAY]],
}

test('of duration, units and work the third follows, by the type of the task', async () => {
    for (const [at, task_type] of types.entries()) {
        for (const edited of ['duration', 'units', 'work']) {
            const plan = await scene({ task_type })
            if (edited === 'duration') await plan.project.patch(plan.task, { duration_minutes: 4 * DAY })
            if (edited === 'units') await plan.project.patch(plan.assignment, { units_percent: 50 })
            if (edited === 'work') await plan.project.patch(plan.assignment, { work_minutes: DAY })
            assert.deepEqual(await now(plan), table[edited][at], `${task_type}, ${edited}`)
        }
    }
})

test('two of them at once are written as they are given', async () => {
    const plan = await scene({ task_type: 'fixed_duration' })
    await plan.project.patch(plan.assignment, { units_percent: 50, work_minutes: 3 * DAY })
    assert.deepEqual(await now(plan), [2 * DAY, 50, 3 * DAY])
})

test('who joins an effort driven task shares its work, and gives it back when he leaves', async () => {
    const plan = await scene({ effort_driven: true })
    const { project, task, ben } = plan
    const second = await project.create('assignments', { item_id: task.id, resource_id: ben.id })
    assert.equal(second.work_minutes, DAY)
    assert.deepEqual(await now(plan), [DAY, 100, DAY])
    await project.remove(second)
    assert.deepEqual(await now(plan), [2 * DAY, 100, 2 * DAY])
    const back = must(await project.send('POST', project.w('assignments', second.id, 'restore')), 200).json
    assert.equal(back.work_minutes, DAY, 'brought back, he takes his part again')
    assert.deepEqual(await now(plan), [DAY, 100, DAY])
})

test('who joins another task brings his own work', async () => {
    const plan = await scene({ duration_minutes: null })
    const second = await plan.project.create('assignments', { item_id: plan.task.id, resource_id: plan.ben.id, units_percent: 50 })
    assert.equal(second.work_minutes, DAY)
    assert.deepEqual(await now(plan), [null, 100, 2 * DAY])
})

test('outside one’s custody all of it is one proposal', async () => {
    const plan = await scene({ effort_driven: true })
    const body = { item_id: plan.task.id, resource_id: plan.ben.id }
    const answer = must(await plan.product.send('POST', plan.product.w('assignments'), { body }), 202).json
    assert.deepEqual(answer.proposal.changes.map((one) => [one.resource, one.action, one.field ?? null]).sort(), [
        ['assignment', 'create', null],
        ['assignment', 'update', 'work_minutes'],
        ['item', 'update', 'duration_minutes'],
    ])
    assert.deepEqual(await now(plan), [2 * DAY, 100, 2 * DAY], 'nothing is written yet')
    must(await plan.project.send('POST', plan.project.w('proposals', answer.proposal.id, 'accept'), { body: {} }), 200)
    assert.deepEqual(await now(plan), [DAY, 100, DAY])
})
