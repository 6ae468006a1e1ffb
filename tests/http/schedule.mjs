// The plan through the API: dates, causes, costs, sharing of people by rank.
import assert from 'node:assert/strict'
import { mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

const dates = async (client) => {
    const { tasks } = await client.get(client.w('schedule'))
    return new Map(tasks.map((task) => [task.item_id, task]))
}

/** A project of its own with a maker of tasks. */
async function plan(name, more) {
    const { project } = await theWorld()
    const made = await makeProject(project, name, more)
    const task = (title, body = {}) => project.create('items', { kind: 'task', title, project_id: made.project.id, ...body })
    const link = (a, b, body = {}) => project.create('links', { predecessor_id: a.id, successor_id: b.id, ...body })
    return { client: project, ...made, task, link }
}

test('two days, then three: over the week-end', async () => {
    const { client, task, link } = await plan('Dates')
    const a = await task('A', { duration_minutes: 960 })
    const b = await task('B', { duration_minutes: 1440 })
    const m = await task('M', { kind: 'milestone' })
    await link(a, b, { lag_minutes: 480 })
    await link(b, m)
    const at = await dates(client)
    const show = ({ id }) => [at.get(id).start_at, at.get(id).finish_at]
    assert.deepEqual(show(a), ['2026-01-05T08:00', '2026-01-06T17:00'])
    assert.deepEqual(show(b), ['2026-01-08T08:00', '2026-01-12T17:00'])
    assert.deepEqual(show(m), ['2026-01-12T17:00', '2026-01-12T17:00'])
    for (const row of [a, b, m]) {
        assert.equal(at.get(row.id).critical, true)
        assert.equal(at.get(row.id).total_float_minutes, 0)
    }
})

test('a holiday moves what it falls on; float is what is left', async () => {
    const { client, calendar, task, link } = await plan('Holiday')
    const a = await task('A', { duration_minutes: 960 })
    const b = await task('B', { duration_minutes: 480 })
    const end = await task('End', { kind: 'milestone' })
    await link(a, end)
    await link(b, end)
    await client.patch(calendar, { exceptions: [{ name: 'Off', first_day: '2026-01-06', last_day: '2026-01-06' }] })
    const at = await dates(client)
    assert.equal(at.get(a.id).finish_at, '2026-01-07T17:00')
    assert.equal(at.get(b.id).total_float_minutes, 480)
    assert.equal(at.get(b.id).critical, false)
})

test('work has its price: rate times hours, per use, fixed', async () => {
    const { client, task, project } = await plan('Money')
    const a = await task('A', { duration_minutes: 960, fixed_cost_cents: 1000 })
    const person = await client.create('resources', { name: 'Paid', rate_cents_per_hour: 6000, cost_per_use_cents: 500 })
    await client.create('assignments', { item_id: a.id, resource_id: person.id })
    const at = (await dates(client)).get(a.id)
    assert.equal(at.work_minutes, 960)
    assert.equal(at.cost_cents, 16 * 6000 + 500 + 1000)
    const { projects } = await client.get(client.w('schedule'))
    const own = projects.find((row) => Object.values(row).includes(project.id))
    assert.equal(own.cost_cents, at.cost_cents)
})

test('one person, two features: the rank decides who waits, and the wait is explained', async () => {
    const { client, task } = await plan('Shared people')
    const { product, theProduct } = await theWorld()
    const person = await client.create('resources', { name: 'Only one' })
    const features = []
    for (const rank of ['d1', 'd2'])
        features.push(await product.create('items', { kind: 'feature', title: rank, rank, product_id: theProduct.id }))
    const tasks = []
    for (const feature of features) {
        const row = await task(`Of ${feature.title}`, { parent_id: feature.id, duration_minutes: 960 })
        await client.create('assignments', { item_id: row.id, resource_id: person.id })
        tasks.push(row)
    }
    let at = await dates(client)
    assert.equal(at.get(tasks[0].id).start_at, '2026-01-05T08:00')
    assert.equal(at.get(tasks[1].id).start_at, '2026-01-07T08:00')
    const { steps } = await client.get(`${client.w('items', tasks[1].id, 'explanation')}?of=start`)
    assert(steps.some((step) => step.resource_id === person.id), JSON.stringify(steps))
    await product.patch(features[1], { rank: 'c1' })
    at = await dates(client)
    assert.equal(at.get(tasks[0].id).start_at, '2026-01-07T08:00')
    assert.equal(at.get(tasks[1].id).start_at, '2026-01-05T08:00')
    const late = await client.get(`${client.w('items', tasks[1].id, 'explanation')}?of=late_finish`)
    assert.deepEqual([late.steps[0].cause, late.steps[0].resource_id], ['resource', person.id])
    assert.deepEqual([late.steps[1].item_id, late.steps[1].of], [tasks[0].id, 'late_start'])
})

test('a date explains itself, link by link, down to the start', async () => {
    const { client, task, link } = await plan('Why')
    const [a, b, c] = [await task('First'), await task('Second'), await task('Third')]
    const second = await link(a, b)
    const third = await link(b, c)
    const { steps } = await client.get(`${client.w('items', c.id, 'explanation')}?of=finish`)
    const links = steps.map((step) => step.link_id).filter(Boolean)
    assert.deepEqual(links, [third.id, second.id])
    for (const step of steps) assert(step.text.length > 5, JSON.stringify(step))
    assert.equal(steps.at(-1).item_id, a.id)
    mustRefuse(await client.send('GET', `${client.w('items', c.id, 'explanation')}?of=middle`), [400, 422])
})

test('a date is explained in full, however long the titles and names are', async () => {
    const { client, task, link } = await plan('Why, at length')
    const [first, second] = [await task('F'.repeat(300)), await task('S'.repeat(300))]
    await link(first, second)
    const person = await client.create('resources', { name: 'P'.repeat(100) })
    const third = await task('Third')
    for (const row of [first, third]) await client.create('assignments', { item_id: row.id, resource_id: person.id })
    const { steps } = await client.get(`${client.w('items', second.id, 'explanation')}?of=start`)
    assert(steps.some((step) => step.text.includes(first.title)), JSON.stringify(steps))
    const waits = await client.get(`${client.w('items', third.id, 'explanation')}?of=start`)
    assert(waits.steps.some((step) => step.text.includes(person.name) && step.text.includes(first.title)), JSON.stringify(waits))
})

test('a late date explains itself by what waits for it, down to the end', async () => {
    const { client, task, link } = await plan('Why late')
    const [a, b, c] = [await task('First'), await task('Second'), await task('Third')]
    const second = await link(a, b)
    const third = await link(b, c)
    const at = await dates(client)
    const { steps } = await client.get(`${client.w('items', a.id, 'explanation')}?of=late_finish`)
    assert.deepEqual(steps.map((step) => step.link_id).filter(Boolean), [second.id, third.id])
    assert.deepEqual([steps[0].of, steps[0].at], ['late_finish', at.get(a.id).late_finish_at])
    assert.deepEqual([steps.at(-1).item_id, steps.at(-1).cause], [c.id, 'project_end'])
    const start = await client.get(`${client.w('items', a.id, 'explanation')}?of=late_start`)
    assert.deepEqual(start.steps[0].cause, 'work')
    assert.equal(start.steps.length, steps.length + 1)
})

test('a total float explains itself by the date that it reaches, and by what asks for that', async () => {
    const { client, task, link } = await plan('Why float')
    const [long, short, end] = [await task('Long', { duration_minutes: 1440 }), await task('Short'), await task('End')]
    await link(long, end)
    const tie = await link(short, end)
    const at = (await dates(client)).get(short.id)
    const { steps, costs } = await client.get(`${client.w('items', short.id, 'explanation')}?of=total_float`)
    const [first, second] = steps
    assert.deepEqual([first.of, first.cause, first.at], ['total_float', 'late_date', at.late_finish_at])
    assert(at.total_float_minutes > 0 && first.text.startsWith('Has '), first.text)
    assert.deepEqual([second.of, second.link_id], ['late_finish', tie.id])
    assert.deepEqual([steps.at(-1).item_id, steps.at(-1).cause], [end.id, 'project_end'])
    assert.deepEqual(costs, [])
})

test('a cost explains itself by parts that add up to it, of the item and of what it is part of', async () => {
    const { client, task } = await plan('Why cost')
    const whole = await task('Whole', { fixed_cost_cents: 70 })
    const part = await task('Part', { parent_id: whole.id, duration_minutes: 950, fixed_cost_cents: 1000 })
    const person = await client.create('resources', { name: 'Priced', rate_cents_per_hour: 6001, cost_per_use_cents: 500 })
    await client.create('assignments', { item_id: part.id, resource_id: person.id })
    const even = await task('Even', { parent_id: whole.id, duration_minutes: 960 })
    await client.create('assignments', { item_id: even.id, resource_id: person.id })
    const at = await dates(client)
    const of = async (item) => {
        const { steps, costs } = await client.get(`${client.w('items', item.id, 'explanation')}?of=cost`)
        assert.deepEqual(steps, [])
        assert.equal(costs.reduce((sum, row) => sum + row.cost_cents, 0), at.get(item.id).cost_cents)
        return costs
    }
    const [work, use, fixed] = await of(part)
    assert.deepEqual([work.kind, work.resource_id, work.work_minutes], ['work', person.id, 950])
    assert.equal(work.cost_cents, Math.round((950 * 6001) / 60))
    assert.equal(work.text, '950 minutes of work by Priced at 60.01 an hour.')
    assert.equal((await of(even))[0].text, '16 hours of work by Priced at 60.01 an hour.')
    assert.deepEqual([use.kind, use.cost_cents, fixed.kind, fixed.cost_cents], ['use', 500, 'fixed', 1000])
    const parts = await of(whole)
    assert.deepEqual(parts.map(({ kind, item_id }) => [kind, item_id]), [['part', part.id], ['part', even.id], ['fixed', whole.id]])
})

test('float paths are numbered where the project asks for them', async () => {
    const { client, project, task, link } = await plan('Paths')
    const [long, short, end, apart] = [await task('Long', { duration_minutes: 1440 }), await task('Short'), await task('End'), await task('Apart')]
    await link(long, end)
    await link(short, end)
    const places = async () => {
        const at = await dates(client)
        return [long, short, end, apart].map(({ id }) => [at.get(id).float_path, at.get(id).float_path_order])
    }
    const none = [null, null]
    assert.deepEqual(await places(), [none, none, none, none])
    const on = await client.patch(project, { float_paths: true })
    assert.deepEqual(await places(), [[1, 1], [2, 1], [1, 2], [3, 1]])
    const fewer = await client.patch(on, { float_path_count: 2 })
    assert.deepEqual(await places(), [[1, 1], [2, 1], [1, 2], none])
    await client.patch(apart, { ends_float_paths: true })
    assert.deepEqual(await places(), [none, none, none, [1, 1]])
    const headers = { 'if-match': `"${fewer.revision}"` }
    const tooMany = await client.send('PATCH', client.w('projects', project.id), { body: { float_path_count: 1001 }, headers })
    mustRefuse(tooMany, 422, { field: 'float_path_count' })
})

test('what is not planned has no dates; what is dropped takes no time', async () => {
    const { client, task, link } = await plan('Dropped')
    const [a, b] = [await task('A'), await task('B')]
    await link(a, b)
    const loose = await client.create('items', { kind: 'task', title: 'In no project' })
    await client.patch(a, { state: 'dropped' })
    const at = await dates(client)
    assert(!at.has(loose.id))
    assert.equal(at.get(b.id).start_at, '2026-01-05T08:00')
})

test('the schedule is the same when asked twice', async () => {
    const { admin } = await theWorld()
    const ask = async () => (await admin.send('GET', admin.w('schedule'))).text
    assert.equal(await ask(), await ask())
})

test('the command line explains the finish, the total float and the cost of a task', async () => {
    const { server } = await theWorld()
    const file = new URL('../corpus/mspdi/small.xml', import.meta.url).pathname
    const run = (...words) => server.command(['schedule', file, ...words])
    const task = JSON.parse(run('--json').stdout).projects[0].tasks.find(({ uid }) => uid === 1)
    const why = JSON.parse(run('--explain', '1', '--json').stdout)
    assert.deepEqual([why.steps[0].of, why.steps[0].at], ['finish', task.finish])
    assert.equal(why.total_float_steps[0].of, 'total_float')
    assert(task.cost_cents > 0)
    assert.equal(why.costs.reduce((sum, part) => sum + part.cost_cents, 0), task.cost_cents)
    assert.match(run('--explain', '1').stdout, /finish [^]*\n\n[^\n]* total_float [^]*\n\n *[0-9.]+ cost /)
    assert.deepEqual(Object.keys(JSON.parse(run('--explain', '1', '--of', 'start', '--json').stdout)), ['steps'])
    assert.match(run('--explain', '1', '--of', 'mood').stderr, /--of takes start, finish/)
})

test('the command line lists the most critical chains of a plan file', async () => {
    const { server } = await theWorld()
    const file = new URL('../corpus/xer/small.xer', import.meta.url).pathname
    const run = (...words) => server.command(['schedule', file, ...words])
    const { paths } = JSON.parse(run('--float-paths', '2', '--by', 'free', '--json').stdout)
    assert.deepEqual(paths, [{ path: 1, total_float_minutes: 0, tasks: ['10', '11'] }])
    assert.match(run('--float-paths', '1', '--ending', '10').stdout, /^Path 1, 960 minutes of float\n +10 /)
    for (const wrong of [['0'], ['1', '--by', 'luck'], ['1', '--ending', 'nobody']])
        assert.notEqual(run('--float-paths', ...wrong).status, 0)
})
