// Ways out: a conflict of date and budget, the options, and that each gives exactly what it shows once it is
// adopted by both managers.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

/** ABC and XYZ for one person, of which the time holds only one; ABC has a simplified variant. */
async function makeConflict(world) {
    const { product, project } = world
    const { project: own } = await makeProject(project, `Conflict ${Math.random()}`)
    const person = await project.create('resources', { name: `Ada ${Math.random()}`, rate_cents_per_hour: 10000 })
    const task = async (parent, title, days) => {
        const item = await project.create('items', { kind: 'task', title, parent_id: parent.id, effort_minutes: days * 480 })
        await project.create('assignments', { item_id: item.id, resource_id: person.id })
        return item
    }
    const feature = (title, value) => product.create('items', { kind: 'feature', title, value, goal: 'Engagement' })
    const into = async (item) => project.patch(item, { project_id: own.id })
    let [abc, xyz] = [await into(await feature('ABC', 100)), await into(await feature('XYZ', 60))]
    await task(abc, 'Basics', 3)
    const fine = await task(abc, 'Finery', 2)
    await task(xyz, 'All of it', 2)
    const small = { name: 'Simplified', value_percent: 80, tasks: [{ item_id: fine.id, left_out: true }] }
    abc = await product.patch(abc, { variants: [small] })
    const limited = await project.patch(own, { must_finish_at: '2026-01-09T17:00', budget_cents: 5 * 8 * 10000 })
    return { project: limited, abc, xyz, fine }
}

const ask = (client, question, status = 200) => client.post(client.w('options'), question, status)
const byKinds = (answer, ...kinds) => answer.ways.find((way) => way.kinds.join() === kinds.join())

test('of two features that do not fit one is simplified or deferred, or date and budget give way', async () => {
    const world = await theWorld()
    const { project: own, abc, xyz } = await makeConflict(world)
    const answer = await ask(world.product, { project_id: own.id, front: true })
    assert.equal(answer.fits, false)
    assert.deepEqual(answer.limits.map((limit) => [limit.kind, limit.broken]), [['project_finish', true], ['project_cost', true]])
    assert.deepEqual(answer.ways[0].kinds, ['simplify'])
    assert.equal(answer.ways[0].losers[0].item_id, abc.id)
    assert.equal(answer.ways[0].value - byKinds(answer, 'defer').value, 40)
    assert.equal(byKinds(answer, 'defer').losers[0].item_id, xyz.id)
    assert(byKinds(answer, 'extend', 'raise'))
    assert.deepEqual(answer.ways.map((way) => way.price), answer.ways.map((way) => way.price).toSorted((a, b) => a - b))
    assert(answer.front.length >= 2)
})

test('an option that is adopted by both managers gives the figures that it showed', async () => {
    const world = await theWorld()
    const { product, project } = world
    const { project: own } = await makeConflict(world)
    const question = { project_id: own.id }
    for (const pick of [(answer) => byKinds(answer, 'defer'), (answer) => answer.ways.at(-1)]) {
        const answer = await ask(project, question)
        if (answer.fits) break
        const way = pick(answer)
        const changes = way.changes.map(({ action, resource, subject_id, field, to }) => ({ action, resource, subject_id, field, to }))
        const proposal = await project.post(project.w('proposals'), { title: 'Way out', changes })
        if (proposal.needs_product) assert.equal(proposal.state, 'open')
        await product.post(product.w('proposals', proposal.id, 'accept'), {}, 200)
        const after = await ask(project, question)
        assert(after.fits, JSON.stringify(after.limits))
        for (const [n, limit] of after.limits.entries()) {
            assert.equal(limit.finish_at, way.limits[n].finish_at)
            assert.equal(limit.cost_cents, way.limits[n].cost_cents)
        }
    }
})

test('every option applied by a proposal\'s changes has the impact that it shows', async () => {
    const world = await theWorld()
    const { project: own } = await makeConflict(world)
    const answer = await ask(world.project, { project_id: own.id })
    assert(answer.ways.length >= 4)
    for (const way of answer.ways) {
        const changes = way.changes.map(({ action, resource, subject_id, field, to }) => ({ action, resource, subject_id, field, to }))
        const { impacts } = await world.project.post(world.project.w('impact'), { changes }, 200)
        const impact = impacts.find((one) => one.subject_id === own.id)
        const limit = way.limits.find((one) => one.kind === 'project_cost')
        assert.equal(impact ? impact.cost_after_cents : answer.limits[1].cost_cents, limit.cost_cents, way.kinds.join())
        assert.equal(impact ? impact.finish_after : answer.limits[0].finish_at, limit.finish_at, way.kinds.join())
    }
})

test('what it would take to have a feature by a date', async () => {
    const world = await theWorld()
    const { project: own, xyz } = await makeConflict(world)
    const answer = await ask(world.product, { project_id: own.id, feature_id: xyz.id, by: '2026-01-07T17:00' })
    assert(answer.limits.some((limit) => limit.kind === 'item_finish' && limit.subject_id === xyz.id))
    assert(answer.ways.length > 0)
    assert(!answer.ways.some((way) => way.losers.some((loser) => loser.item_id === xyz.id)))
})

test('weights decide what gives way, and kinds what may', async () => {
    const world = await theWorld()
    const { project: own } = await makeConflict(world)
    const dear = await ask(world.product, { project_id: own.id, scope_weight: 10000, time_weight: 1, budget_weight: 1 })
    assert(!dear.ways[0].kinds.includes('defer') && !dear.ways[0].kinds.includes('simplify'))
    const defers = await ask(world.product, { project_id: own.id, kinds: ['defer'] })
    for (const way of defers.ways) assert(way.kinds.every((kind) => ['defer', 'extend', 'raise'].includes(kind)))
})

test('a wrong question is refused by name', async () => {
    const { product } = await theWorld()
    const send = (body) => product.send('POST', product.w('options'), { body })
    mustRefuse(await send({ kinds: ['fly'] }), 422, { field: 'kinds' })
    mustRefuse(await send({ by: '2026-01-07T17:00' }), 422, { field: 'feature_id' })
    mustRefuse(await send({ steps: 0 }), 422, { field: 'steps' })
    mustRefuse(await send({ feature_id: product.workspace.id, by: '2026-01-07T17:00' }), 422, { field: 'feature_id' })
})

async function run(client, parameters) {
    let at = await client.post(client.w('runs'), { kind: 'options', parameters }, 202)
    let first = null
    while (at.state === 'queued' || at.state === 'running') {
        at = await client.get(`${client.w('runs', at.id)}?after=${at.revision}&wait_seconds=20`)
        first ??= at.result
    }
    return { run: await client.get(client.w('runs', at.id)), first }
}

test('in the background the same ways come with what the forecast says of them', async () => {
    const { product, project } = await theWorld()
    const { project: own, fine } = await makeConflict({ product, project })
    await project.patch(fine, { optimistic_minutes: 480, pessimistic_minutes: 4800 })
    const question = { project_id: own.id, front: true, trials: 300 }
    const answer = await ask(product, question)
    const { run: made } = await run(product, question)
    assert.equal(made.state, 'done', JSON.stringify(made.error))
    const undated = made.result.ways.map((way) => ({ ...way, finish_p50_at: null, finish_p80_at: null }))
    assert.deepEqual(undated, answer.ways, 'the run finds what the request finds')
    for (const way of made.result.ways) {
        assert(way.finish_p50_at <= way.finish_p80_at, JSON.stringify(way))
        assert(way.finish_p50_at > '2026-01-05')
    }
    for (const point of made.result.front) assert(point.p50_at <= point.p85_at)
    const { run: again } = await run(product, question)
    assert.deepEqual(again.result, made.result, 'equal questions, equal answers')
    const { run: without } = await run(product, { ...question, trials: 0 })
    assert(without.result.ways.every((way) => way.finish_p80_at === null))
})

test('what it costs to find one more person is part of the budget', async () => {
    const { product, project } = await theWorld()
    const { project: own } = await makeConflict({ product, project })
    const question = { project_id: own.id, kinds: ['hire'] }
    const costs = await Promise.all([0, 70000].map(async (hire_cents) => byKinds(await ask(product, { ...question, hire_cents }), 'hire', 'raise')))
    assert.equal(costs[1].cost_cents - costs[0].cost_cents, 70000)
    assert(costs[1].price > costs[0].price)
})

test('on the command line a plan file has the same ways out', async () => {
    const { server } = await theWorld()
    const folder = mkdtempSync(join(tmpdir(), 'trivet-options-'))
    const file = join(folder, 'plan.csv')
    const rows = ['number,parent,kind,title,value,duration_minutes,constraint_kind,constraint_at,resource_names']
    rows.push('1,,feature,ABC,100,,,,', '2,1,task,Basics,,2400,start_no_earlier_than,2026-01-05T08:00,Ada')
    rows.push('3,,feature,XYZ,60,,,,', '4,3,task,All of it,,960,start_no_earlier_than,2026-01-05T08:00,Ada')
    try {
        writeFileSync(file, rows.join('\n'))
        const late = server.command(['options', file, '--by', '2026-01-09', '--json'])
        assert.equal(late.status, 0, late.stderr)
        const answer = JSON.parse(late.stdout)
        assert.deepEqual(answer.limits.map((limit) => [limit.kind, limit.by, limit.broken]), [['project_finish', '2026-01-10T00:00', true]])
        const defers = answer.ways.find((way) => way.kinds.join() === 'defer')
        assert.deepEqual(defers.losers.map((loser) => [loser.name, loser.value_lost]), [['XYZ', 60]])
        assert(defers.finish_at <= '2026-01-09T17:00' && defers.finish_p50_at <= defers.finish_p80_at)
        const fits = server.command(['options', file, '--by', '2026-01-13'])
        assert.match(fits.stdout, /\[holds\] Plan finishes 2026-01-13.*\nEverything fits\./)
        assert.match(server.command(['options', file]).stdout, /Nothing is to be met/)
        const wrong = server.command(['options', file, '--by', 'soon'])
        assert.match(wrong.stderr, /soon is not a day such as 2026-06-30/)
        assert.notEqual(wrong.status, 0)
    } finally {
        rmSync(folder, { recursive: true })
    }
})
