// Flow from the history of a workspace: of today's moves counted by hand, and of the example's past weeks.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mustRefuse } from './lib/client.mjs'
import { Server } from './lib/server.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, setUp, theWorld } from './lib/world.mjs'

const flow = (client, query) => client.get(`${client.w('flow')}?${new URLSearchParams(query)}`)
const today = () => new Date().toISOString().slice(0, 10)
const daysFrom = (day, count) => new Date(Date.parse(day) + count * 86400000).toISOString().slice(0, 10)

async function makeTasks(project, own) {
    const states = [['in_progress', 'done'], ['in_progress'], ['done'], ['dropped'], []]
    const tasks = []
    for (const [n, moves] of states.entries()) {
        const labels = n < 2 ? ['first'] : []
        let task = await project.create('items', { kind: 'task', title: `T${n}`, project_id: own.id, labels, effort_minutes: 60 })
        for (const state of moves) task = await project.patch(task, { state })
        tasks.push(task)
    }
    return tasks
}

test('what happened today is counted, by what it was and by what is asked for', async () => {
    const { project } = await theWorld()
    const { project: own } = await makeProject(project, `Flow ${Math.random()}`)
    const [one, two, three] = await makeTasks(project, own)
    const answer = await flow(project, { project_id: own.id })
    assert.deepEqual(
        [answer.day_count, answer.finished_count, answer.unstarted_count, answer.in_progress_count, answer.remaining_count],
        [1, 2, 1, 1, 2],
    )
    const [day] = answer.days
    assert.deepEqual([day.day, day.new_count, day.in_progress_count, day.done_count, day.dropped_count], [today(), 1, 1, 2, 1])
    assert.deepEqual([day.scope_size, day.done_size], [4, 2])
    assert.deepEqual(answer.in_progress.map((item) => [item.item_id, item.cycle_days]), [[two.id, 1]])
    assert.deepEqual(new Set(answer.finished.map((item) => item.item_id)), new Set([one.id, three.id]))
    assert.equal(answer.finished.find((item) => item.item_id === three.id).cycle_days, null)
    assert.deepEqual(answer.times.map((time) => [time.measure, time.count, time.p85_days]), [['cycle', 1, 1], ['lead', 2, 1]])
    assert.deepEqual([answer.when, answer.when_bins, answer.how_many], [[], [], []], 'one day is no history')
    assert.equal((await flow(project, { project_id: own.id, label: 'first' })).finished_count, 1)
    assert.equal((await flow(project, { project_id: own.id, kind: 'bug' })).finished_count, 0)
    assert.equal((await flow(project, { project_id: own.id, by_effort: 'true' })).days[0].scope_size, 240)
})

test('weeks of history say when, how many, and how often that would have been right', async () => {
    const { server, admin } = await setUp('Example', new Server(), true)
    try {
        const by = daysFrom(today(), 28)
        const answer = await flow(admin, { days: 120, remaining: 12, by })
        assert(answer.finished_count > 20 && answer.day_count > 40, `${answer.finished_count} in ${answer.day_count} days`)
        assert.equal(answer.days.length, answer.day_count)
        assert.equal(answer.days.at(-1).day, today())
        assert.equal(answer.days.reduce((sum, day) => sum + day.finished_count, 0), answer.finished_count)
        assert.equal(answer.finished.length, answer.finished_count)
        assert.deepEqual(answer.when.map((one) => one.percent), [50, 70, 85, 90, 95])
        assert(answer.when[0].done_on > today() && answer.when[0].done_on <= answer.when[4].done_on)
        assert(answer.how_many[0].count >= answer.how_many[4].count && answer.how_many[0].count > 0)
        assert.equal(answer.when_bins.at(-1).up_to, 10000)
        assert.equal(answer.when_bins.reduce((sum, bin) => sum + bin.trials, 0), 10000)
        assert(answer.when_bins[0].from_on <= answer.when[0].done_on)
        assert(answer.back_test_tried > 0 && answer.back_test_held <= answer.back_test_tried, `${answer.back_test_tried}`)
        assert.deepEqual(await flow(admin, { days: 120, remaining: 12, by }), answer, 'equal questions, equal answers')
        const more = await flow(admin, { days: 120, remaining: 40 })
        assert(more.when[2].done_on > answer.when[2].done_on)
        const { products } = await admin.get(admin.w('snapshot'))
        const parts = await Promise.all(products.map((product) => flow(admin, { days: 120, product_id: product.id })))
        assert(parts.every((part) => part.finished_count <= answer.finished_count))
    } finally {
        await server.stop()
    }
})

test('the command line answers what the API answers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trivet-flow-'))
    const { server } = await theWorld()
    try {
        const made = server.command(['example', '--data', folder])
        assert.equal(made.status, 0, made.stderr)
        const told = (...more) => server.command(['flow', '--data', folder, '--as', 'jonas@example.org', ...more])
        const answer = JSON.parse(told('--remaining', '12', '--by', daysFrom(today(), 28), '--json').stdout)
        assert.equal(answer.days.length, answer.day_count)
        assert.deepEqual([answer.remaining_count, answer.when.length, answer.how_many.length], [12, 5, 5])
        const text = told('--remaining', '12').stdout
        assert.match(text, new RegExp(`^${answer.day_count} days: ${answer.finished_count} finished`))
        assert(text.includes(`85 %  done by ${answer.when[2].done_on}`), text)
        assert.match(told('--by', 'soon').stderr, /soon is not a day such as/)
    } finally {
        rmSync(folder, { recursive: true })
    }
})

test('wrong questions are named', async () => {
    const { project } = await theWorld()
    for (const [query, field] of [
        ['days=6', 'days'],
        ['days=1831', 'days'],
        ['remaining=-1', 'remaining'],
        ['by=tomorrow', 'by'],
        ['by=2001-01-01', 'by'],
        ['project_id=x', 'project_id'],
        ['kind=goat', 'kind'],
    ])
        mustRefuse(await project.send('GET', `${project.w('flow')}?${query}`), [400, 422], { field })
})
