// Calculations in the background: started, watched, cancelled, kept apart by workspace.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

const ENDED = ['done', 'failed', 'cancelled']

/** Starts one; answers it as it was accepted. */
async function start(client, parameters, kind = 'forecast') {
    const answer = must(await client.send('POST', client.w('runs'), { body: { kind, parameters } }), 202)
    assert.equal(answer.headers.location, client.w('runs', answer.json.id))
    return answer.json
}

/** Waits for the end by long polls; answers every state in between. */
async function follow(client, run) {
    const seen = [run]
    while (!ENDED.includes(seen.at(-1).state)) {
        const { revision, id } = seen.at(-1)
        seen.push(await client.get(`${client.w('runs', id)}?after=${revision}&wait_seconds=20`))
    }
    return seen
}

test('a forecast runs to its end, and its result fits the schedule', async () => {
    const { project, theProject, design } = await theWorld()
    const run = await start(project, { trials: 2000, seed: 7 })
    assert.equal(run.person_id, project.person.id)
    assert.deepEqual([run.parameters.trials, run.parameters.spread], [2000, 'triangular'])
    const seen = await follow(project, run)
    const done = await project.get(project.w('runs', run.id))
    assert.equal(done.state, 'done', JSON.stringify(done))
    assert.deepEqual([done.progress, done.seconds_left, done.stale], [1, null, false])
    assert(seen.every((r, i) => i === 0 || r.revision > seen[i - 1].revision))
    assert.equal(done.result.trials, 2000)
    const group = done.result.groups.find((g) => g.subject_id === theProject.id)
    const { projects } = await project.get(project.w('schedule'))
    assert.equal(group.planned_finish_at, projects.find((p) => p.id === theProject.id).finish_at)
    assert(group.p10_at <= group.p50_at && group.p50_at <= group.p80_at && group.p80_at <= group.p90_at)
    assert.equal(group.finish_bins.at(-1).up_to, 2000)
    assert.equal(group.finish_bins.reduce((sum, bin) => sum + bin.trials, 0), 2000)
    assert(done.result.tasks.some((t) => t.item_id === design.id))
})

test('equal seeds give equal forecasts, and one project can be asked for', async () => {
    const { project, theProject } = await theWorld()
    const results = []
    for (let i = 0; i < 2; i++) {
        const run = await start(project, { trials: 1100, seed: 3, project_id: theProject.id })
        await follow(project, run)
        results.push((await project.get(project.w('runs', run.id))).result)
    }
    assert.deepEqual(results[0], results[1])
    assert.deepEqual(results[0].groups.map((g) => g.subject_id), [theProject.id])
})

test('an estimate and a risk move the forecast, and the tornado says by how much', async () => {
    const { project, theProject, build } = await theWorld()
    const changed = await project.patch(build, { optimistic_minutes: 960, pessimistic_minutes: 2880, estimate_kind: 'pert' })
    const risk = await project.create('risks', {
        project_id: theProject.id, title: 'Flood', probability_percent: 90, item_ids: [build.id],
        effect_kind: 'minutes', duration_low: 4800, duration_high: 4800, cost_low_cents: 100_00, cost_high_cents: 100_00,
    })
    const run = await start(project, { trials: 2000, tornado_trials: 1000, spread: 'none', project_id: theProject.id })
    await follow(project, run)
    const { result } = await project.get(project.w('runs', run.id))
    assert.deepEqual([result.estimated_count, result.spread_count], [1, 0])
    const driver = result.drivers.find((d) => d.risk_id === risk.id)
    assert(driver.p80_minutes >= 10 * 1440, `ten working days, in nine of ten cases: ${driver.p80_minutes}`)
    assert(driver.p80_cents > 0)
    assert(result.groups[0].confidence_joint_percent <= result.groups[0].confidence_date_percent)
    await project.remove(risk)
    await project.patch(changed, { optimistic_minutes: null, pessimistic_minutes: null })
})

test('a result that is known already is left out', async () => {
    const { project } = await theWorld()
    const run = await start(project, { trials: 100 })
    await follow(project, run)
    const { revision } = await project.get(project.w('runs', run.id))
    assert.equal((await project.get(`${project.w('runs', run.id)}?after=${revision}`)).result, null)
})

test('the list shows the runs without results, newest first', async () => {
    const { project, product } = await theWorld()
    const run = await start(project, { trials: 100 })
    await follow(project, run)
    const { data } = await product.get(product.w('runs'))
    assert.equal(data[0].id, run.id)
    assert(data.every((r) => r.result === null))
})

test('a change of the plan makes the result stale, a new member of the team does not', async () => {
    const { project, admin, build } = await theWorld()
    const run = await start(project, { trials: 100 })
    await follow(project, run)
    await admin.create('people', { name: 'Newt', email: 'newt@example.com' })
    assert.equal((await project.get(project.w('runs', run.id))).stale, false)
    await project.patch(build, { duration_minutes: 1500 })
    assert.equal((await project.get(project.w('runs', run.id))).stale, true)
    await project.patch(build, { duration_minutes: 1440 })
})

test('a run can be cancelled by who started it and by an administrator, and then dropped', async () => {
    const { project, product, admin } = await theWorld()
    const run = await start(project, { trials: 100000 })
    mustRefuse(await product.send('DELETE', product.w('runs', run.id)), 403)
    must(await project.send('DELETE', project.w('runs', run.id)), 204)
    const seen = await follow(project, run)
    assert(['cancelled', 'done'].includes(seen.at(-1).state))
    must(await admin.send('DELETE', admin.w('runs', run.id)), 204)
    must(await project.send('GET', project.w('runs', run.id)), 404)
})

test('nobody may fill the queue alone', async () => {
    const { project } = await theWorld()
    const started = []
    for (;;) {
        const body = { kind: 'forecast', parameters: { trials: 100000 } }
        const answer = await project.send('POST', project.w('runs'), { body })
        if (answer.status !== 202) {
            mustRefuse(answer, 429)
            break
        }
        started.push(answer.json)
        assert(started.length <= 40)
    }
    for (const { id } of started) await project.send('DELETE', project.w('runs', id))
    for (const run of started) await follow(project, run).catch(() => {})
})

test('wrong parameters are named', async () => {
    const { project } = await theWorld()
    const wrong = [
        [{ kind: 'weather' }, /^kind$/],
        [{}, /^kind$/],
        [{ kind: 'forecast', parameters: { trials: 5 } }, /^parameters\.trials$/],
        [{ kind: 'forecast', parameters: { trails: 500 } }, /^parameters\.trails$/],
        [{ kind: 'forecast', parameters: { project_id: '0000000000001' } }, /^parameters\.project_id$/],
        [{ kind: 'forecast', parameters: [] }, /^parameters/],
        [{ kind: 'forecast', state: 'done' }, /^state$/],
    ]
    for (const [body, field] of wrong)
        mustRefuse(await project.send('POST', project.w('runs'), { body }), [400, 422], { field })
    const failing = await start(project, { spread_low_percent: 200 })
    const end = (await follow(project, failing)).at(-1)
    assert.deepEqual([end.state, end.error_field], ['failed', 'spread_likely_percent'])
})

test('a run of another workspace is not there', async () => {
    const { project, stranger, theProject } = await theWorld()
    const run = await start(project, { trials: 100 })
    const nowhere = '0000000000001'
    for (const [method, query] of [['GET', '?wait_seconds=1'], ['DELETE', '']]) {
        const foreign = must(await stranger.send(method, stranger.w('runs', run.id) + query), 404)
        const unknown = must(await stranger.send(method, stranger.w('runs', nowhere) + query), 404)
        assert.equal(foreign.text, unknown.text)
    }
    assert.deepEqual(await stranger.get(stranger.w('runs')), { data: [], next_cursor: null })
    const body = { kind: 'forecast', parameters: { project_id: theProject.id } }
    mustRefuse(await stranger.send('POST', stranger.w('runs'), { body }), 422, { field: 'parameters.project_id' })
})

test('levelling says who waits for whom, and its delays written to the items give its dates', async () => {
    const { project, theProject } = await theWorld()
    const item = (title) => project.create('items', { kind: 'task', title, project_id: theProject.id, duration_minutes: 960 })
    const [a, b] = [await item('First of two'), await item('Second of two')]
    const ana = await project.create('resources', { name: 'Ana Level' })
    for (const one of [a, b]) await project.create('assignments', { item_id: one.id, resource_id: ana.id })
    const ids = [a.id, b.id]
    const run = await start(project, { item_ids: ids, schedules: 50 }, 'level')
    await follow(project, run)
    const { state, result } = await project.get(project.w('runs', run.id)) // the last poll leaves out what it had sent
    assert.equal(state, 'done')
    const [waiting] = result.tasks.filter((t) => ids.includes(t.item_id) && t.leveling_delay_minutes > 0)
    assert.equal(waiting.resource_id, ana.id)
    assert(ids.includes(waiting.for_item_id) && waiting.for_item_id !== waiting.item_id)
    assert.match(waiting.reason, /^Waits for Ana Level, who works on (First|Second) of two until /)
    assert(result.overload_after_minutes < result.overload_before_minutes)
    const row = await project.get(project.w('items', waiting.item_id))
    const body = { leveling_delay_minutes: waiting.leveling_delay_minutes }
    must(await project.send('PATCH', project.w('items', row.id), { body, headers: { 'if-match': `"${row.revision}"` } }), 200)
    const { tasks } = await project.get(project.w('schedule'))
    const now = tasks.find((t) => t.item_id === row.id)
    assert.deepEqual([now.start_at, now.finish_at], [waiting.start_at, waiting.finish_at])
})

test('levelling interrupts started work only where the item allows it', async () => {
    const { project, theProject } = await theWorld()
    const person = await project.create('resources', { name: 'Ida Interrupted' })
    const body = { kind: 'task', project_id: theProject.id, duration_minutes: 960 }
    const begun = await project.create('items', { ...body, title: 'Begun', actual_start_at: theProject.start_at, percent_complete: 50 })
    const urgent = await project.create('items', { ...body, title: 'Urgent', deadline_at: theProject.start_at })
    for (const one of [begun, urgent]) await project.create('assignments', { item_id: one.id, resource_id: person.id })
    const resumes = async () => {
        const run = await start(project, { item_ids: [begun.id, urgent.id], schedules: 50, split: true }, 'level')
        await follow(project, run)
        const { result } = await project.get(project.w('runs', run.id))
        return result.tasks.find((t) => t.item_id === begun.id)?.resume_at ?? null
    }
    assert.equal(begun.leveling_can_split, true)
    assert.notEqual(await resumes(), null)
    const headers = { 'if-match': `"${begun.revision}"` }
    must(await project.send('PATCH', project.w('items', begun.id), { body: { leveling_can_split: false }, headers }), 200)
    assert.equal(await resumes(), null)
})

test('levelling cuts work that has not begun where more important work is due, and its pauses give its dates', async () => {
    const { project, theProject } = await theWorld()
    const day = (n) => `2027-03-0${n}T08:00`
    const from = (at) => ({ kind: 'task', project_id: theProject.id, constraint_kind: 'start_no_earlier_than', constraint_at: at })
    const urgent = await project.create('items', { ...from(day(2)), title: 'Urgent in between', duration_minutes: 480 })
    const long = await project.create('items', { ...from(day(1)), title: 'Long work', duration_minutes: 1440 })
    const gus = await project.create('resources', { name: 'Gus Alone' })
    for (const item_id of [urgent.id, long.id]) await project.create('assignments', { item_id, resource_id: gus.id })
    const levelled = async () => {
        const run = await start(project, { item_ids: [long.id], schedules: 50, split: true }, 'level')
        await follow(project, run)
        return (await project.get(project.w('runs', run.id))).result
    }
    const cut = (await levelled()).tasks.find((task) => task.item_id === long.id)
    assert.deepEqual(cut.splits, [{ after_minutes: 480, pause_minutes: 480, leveling: true }])
    assert.deepEqual([cut.leveling_delay_minutes, cut.for_item_id, cut.until_at, cut.finish_at], [0, urgent.id, '2027-03-02T17:00', '2027-03-04T17:00'])
    const headers = { 'if-match': `"${long.revision}"` }
    must(await project.send('PATCH', project.w('items', long.id), { body: { splits: cut.splits }, headers }), 200)
    const again = (await levelled()).tasks.find((task) => task.item_id === long.id)
    assert.equal(again?.finish_at ?? cut.finish_at, cut.finish_at)
    assert.deepEqual(again?.splits ?? cut.splits, cut.splits)
})

test('work that names a skill goes to whoever has it and finishes it first', async () => {
    const { project, theProject } = await theWorld()
    const resource = (name, skills) => project.create('resources', { name, skills })
    const ana = await resource('Ana Welder', ['Welding'])
    const ben = await resource('Ben Welder', ['Painting', 'Welding'])
    await resource('Cleo Painter', ['Painting'])
    const ids = []
    const assignments = new Map()
    for (const title of ['Weld here', 'Weld there']) {
        const item = await project.create('items', { kind: 'task', title, project_id: theProject.id, duration_minutes: 960 })
        const one = await project.create('assignments', { item_id: item.id, resource_id: ana.id, skill: 'Welding' })
        assignments.set(item.id, one)
        ids.push(item.id)
    }
    const levelled = async () => {
        const run = await start(project, { item_ids: ids, schedules: 50 }, 'level')
        await follow(project, run)
        const { state, result } = await project.get(project.w('runs', run.id))
        assert.equal(state, 'done')
        return result
    }
    const result = await levelled()
    const [given, ...others] = result.handovers.filter((one) => ids.includes(one.item_id))
    const waits = result.tasks.filter((task) => ids.includes(task.item_id) && task.leveling_delay_minutes > 0)
    assert.deepEqual([others, waits], [[], []])
    assert.deepEqual([given.assignment_id, given.resource_id], [assignments.get(given.item_id).id, ben.id])
    assert.equal(given.reason, 'Ben Welder takes it instead of Ana Welder: of those with the skill Welding the first to finish it.')
    assert.equal(result.overload_before_minutes - result.overload_after_minutes, 960)
    const one = assignments.get(given.item_id)
    const path = project.w('assignments', one.id)
    must(await project.send('PATCH', path, { body: { resource_id: ben.id }, headers: { 'if-match': `"${one.revision}"` } }), 200)
    const again = await levelled()
    assert.deepEqual([again.handovers.filter((one) => ids.includes(one.item_id)), again.overload_before_minutes], [[], result.overload_after_minutes])
})

test('skills are names, each once, and material has none', async () => {
    const { project, theProject } = await theWorld()
    const refused = async (rows, body, field) => mustRefuse(await project.send('POST', project.w(rows), { body }), 422, { field })
    for (const skills of [[' Welding'], ['Welding', 'Welding']]) await refused('resources', { name: 'Skilled', skills }, 'skills')
    await refused('resources', { name: 'Steel', kind: 'material', skills: ['Welding'] }, 'skills')
    const item = await project.create('items', { kind: 'task', title: 'Skilled work', project_id: theProject.id })
    const dora = await project.create('resources', { name: 'Dora Skilled' })
    await refused('assignments', { item_id: item.id, resource_id: dora.id, skill: 'Welding ' }, 'skill')
})

test('levelled work waits until its person is available, who leaves after he comes', async () => {
    const { project, theProject } = await theWorld()
    const work = await project.create('items', { kind: 'task', title: 'For the new one', project_id: theProject.id, duration_minutes: 960 })
    const startOf = async () => (await project.get(project.w('schedule'))).tasks.find((t) => t.item_id === work.id).start_at
    const planned = await startOf()
    const dayAfter = (days) => new Date(Date.parse(`${planned.slice(0, 10)}T00:00Z`) + days * 86400000).toISOString().slice(0, 10)
    const body = { name: 'Noa Newcomer', available_from: dayAfter(7), available_until: dayAfter(6) }
    mustRefuse(await project.send('POST', project.w('resources'), { body }), 422, { field: 'available_until' })
    const noa = await project.create('resources', { ...body, available_until: dayAfter(60) })
    await project.create('assignments', { item_id: work.id, resource_id: noa.id })
    const run = await start(project, { item_ids: [work.id], schedules: 20 }, 'level')
    await follow(project, run)
    const { result } = await project.get(project.w('runs', run.id))
    const [task] = result.tasks.filter((t) => t.item_id === work.id)
    assert.equal(task.start_at.slice(0, 10), dayAfter(7))
    assert.deepEqual([task.resource_id, task.for_item_id], [noa.id, null])
    assert.match(task.reason, /^Waits for Noa Newcomer, who is not available before /)
    assert.equal(result.overload_before_minutes - result.overload_after_minutes, 960)
})

test('the command line forecasts a workspace as its server does', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trivet-forecast-'))
    const { server } = await theWorld()
    try {
        assert.equal(server.command(['example', '--data', folder]).status, 0)
        const told = (...more) => server.command(['forecast', '--data', folder, '--as', 'jonas@example.org', '--trials', '500', ...more])
        const answer = JSON.parse(told('--json').stdout)
        assert.equal(answer.trials, 500)
        const whole = answer.groups.find((group) => group.subject === 'workspace')
        const [project] = answer.groups.filter((group) => group.subject === 'project')
        assert(whole.p50_at <= whole.p80_at && whole.finish_bins.at(-1).up_to === 500)
        assert.deepEqual(JSON.parse(told('--json').stdout), answer, 'equal seeds, equal forecasts')
        const one = JSON.parse(told('--json', '--project', project.subject_id).stdout)
        assert.deepEqual(one.groups, [project])
        assert.match(told().stdout, new RegExp(`P80 +${whole.p80_at}`))
        assert.match(told('--project', 'x').stderr, /x is not an id/)
    } finally {
        rmSync(folder, { recursive: true })
    }
})
