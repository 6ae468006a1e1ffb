// Tolerances and exceptions: a forecast that drifts raises exactly the right exception, once, by itself, to who set
// the tolerance; it is cleared by itself, or decided.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { join, makeProject, setUp, theWorld } from './lib/world.mjs'

const DAY = 1440

let sponsorPromise
const theSponsor = async () => (sponsorPromise ??= join((await theWorld()).admin, 'Sylvia', 'sponsor'))

/** A project of two tasks, one behind the other, with a baseline and tolerances of the sponsor. */
async function makeWatched(...tolerances) {
    const world = await theWorld()
    const { project } = world
    const sponsor = await theSponsor()
    const { project: own } = await makeProject(project, `Watched ${Math.random()}`)
    const task = (title) => project.create('items', { kind: 'task', title, project_id: own.id, duration_minutes: 960, fixed_cost_cents: 100_00 })
    const [one, two] = [await task('One'), await task('Two')]
    const link = await project.create('links', { predecessor_id: one.id, successor_id: two.id })
    await project.create('baselines', { name: 'Agreed', project_id: own.id })
    const set = []
    for (const tolerance of tolerances) set.push(await sponsor.create('tolerances', { project_id: own.id, ...tolerance }))
    return { ...world, sponsor, own, one, two, link, tolerances: set }
}

const exceptionsOf = (client, own) => client.all('exceptions', `&project_id=${own.id}`)

/** Asks until it is so; the watcher is quick, not immediate. */
async function until(what, ask, holds) {
    for (let n = 0; ; n++) {
        const answer = await ask()
        if (holds(answer)) return answer
        assert(n < 2400, `${what}: ${JSON.stringify(answer)}`)
        await new Promise((resolve) => setTimeout(resolve, 25))
    }
}
const states = (rows) => rows.map((row) => `${row.aspect} ${row.state}`).sort().join()
const untilStates = (client, own, wanted) => until(`exceptions are ${wanted}`, () => exceptionsOf(client, own), (rows) => states(rows) === wanted)

/** Until the watcher has seen everything: a second project's warning comes behind all that was before. */
async function settle(client) {
    const watched = await makeWatched({ aspect: 'time', allowed: 0 })
    await watched.project.patch(watched.one, { duration_minutes: 961 })
    await untilStates(client, watched.own, 'time open')
}

test('a task that moves raises exactly the right exceptions, once, and they are cleared when it moves back', async () => {
    const { project, sponsor, own, one, tolerances } = await makeWatched({ aspect: 'time', allowed: 3 * DAY }, { aspect: 'cost', allowed: 10_00 }, { aspect: 'scope', allowed: 0 })
    await settle(sponsor)
    assert.deepEqual(await exceptionsOf(sponsor, own), [])

    await project.patch(one, { duration_minutes: 960 + 3 * 480 })
    const [raised] = await untilStates(sponsor, own, 'time open')
    assert.equal(raised.tolerance_id, tolerances[0].id)
    assert.equal(raised.told_id, sponsor.person.id)
    assert.equal(raised.reference_at, '2026-01-08T17:00')
    assert.equal(raised.forecast_at, '2026-01-13T17:00')
    assert.equal(raised.deviation, 5 * DAY)
    const [event] = await project.events(`&subject_id=${one.id}`)
    assert.equal(raised.cause_seq, event.seq)

    const told = (await sponsor.all('notices')).filter((notice) => notice.subject_id === raised.id)
    assert.deepEqual(told.map((notice) => [notice.kind, notice.title]), [['exception', `The time of ${own.name} is outside its tolerance`]])
    assert(!(await project.all('notices')).some((notice) => notice.kind === 'exception'), 'nobody else is told')

    await project.patch(one, { duration_minutes: 960 + 4 * 480 })
    await settle(sponsor)
    assert.equal(states(await exceptionsOf(sponsor, own)), 'time open', 'raised once')

    await project.patch(one, { duration_minutes: 960 })
    const [cleared] = await untilStates(sponsor, own, 'time cleared')
    assert(cleared.closed_at)

    await project.patch(one, { duration_minutes: 960 + 5 * 480, fixed_cost_cents: 110_01 })
    await untilStates(sponsor, own, 'cost open,time cleared,time open')
})

test('an early warning comes before the exception, which takes its place', async () => {
    const { project, sponsor, own, one } = await makeWatched({ aspect: 'cost', allowed: 100_00, warning_percent: 50 })
    await project.patch(one, { fixed_cost_cents: 149_99 })
    await settle(sponsor)
    assert.deepEqual(await exceptionsOf(sponsor, own), [])
    await project.patch(one, { fixed_cost_cents: 150_00 })
    const [warning] = await untilStates(sponsor, own, 'cost warning')
    assert.equal(warning.raised_at, null)
    await project.patch(one, { fixed_cost_cents: 200_01 })
    const [open] = await untilStates(sponsor, own, 'cost open')
    assert.equal(open.id, warning.id)
    assert.equal(open.deviation, 100_01)
    await project.patch(one, { fixed_cost_cents: 200_00 })
    await untilStates(sponsor, own, 'cost cleared,cost warning')
    await project.patch(one, { fixed_cost_cents: 100_00 })
    await untilStates(sponsor, own, 'cost cleared,cost cleared')
})

test('what is left out or added drifts from the scope that was agreed', async () => {
    const { project, sponsor, own, two } = await makeWatched({ aspect: 'scope', allowed: 1, warning_percent: 100 })
    await project.patch(two, { state: 'dropped' })
    await settle(sponsor)
    assert.deepEqual(await exceptionsOf(sponsor, own), [])
    await project.create('items', { kind: 'task', title: 'Three', project_id: own.id })
    const [open] = await untilStates(sponsor, own, 'scope open')
    assert.deepEqual([open.reference, open.forecast, open.deviation], [2, 2, 2])
})

test('the exposure to risks is watched, and so is what is measured by hand', async () => {
    const quality = { aspect: 'quality', allowed: 2, target: 5, unit: 'open defects' }
    const benefit = { aspect: 'benefit', allowed: 10, target: 100, unit: 'users', less_is_worse: true }
    const { project, sponsor, own, tolerances } = await makeWatched({ aspect: 'risk', allowed: 100_00 }, quality, benefit)
    const standing = async (n) => (await sponsor.get(sponsor.w('standings'))).standings.find((one) => one.tolerance_id === tolerances[n].id)
    assert.equal((await standing(1)).state, 'unknown')
    const member = await join((await theWorld()).admin, `Mia${Math.floor(Math.random() * 1e9)}`, 'member')
    const measured = await member.patch(tolerances[1], { measured: 8 })
    assert.equal(measured.measured_by_id, member.person.id)
    assert.match(measured.measured_on, /^\d{4}-\d\d-\d\d$/)
    assert.equal(measured.set_by_id, sponsor.person.id)
    await member.patch(tolerances[2], { measured: 95 })
    await untilStates(sponsor, own, 'quality open')
    assert.equal((await standing(2)).deviation, 5)
    const risk = { project_id: own.id, title: 'Flood', probability_percent: 50, cost_low_cents: 100_00, cost_likely_cents: 200_00, cost_high_cents: 303_00 }
    const flood = await project.create('risks', risk)
    await untilStates(sponsor, own, 'quality open,risk open')
    await project.patch(flood, { state: 'closed' })
    await untilStates(sponsor, own, 'quality open,risk cleared')
})

test('only the level above sets a tolerance', async () => {
    const { admin, product, project, member, sponsor, stakeholder, own, one } = await makeWatched()
    const release = (await product.all('releases'))[0]
    const n = Math.floor(Math.random() * 1e9)
    const clients = { product, project, member, stakeholder, sponsor, pmo: await join(admin, `Pia${n}`, 'pmo'), local: await join(admin, `Lea${n}`, 'program_manager', { project_id: own.id }) }
    const levels = [
        [{}, ['sponsor']],
        [{ project_id: own.id }, ['sponsor', 'pmo', 'local']],
        [{ release_id: release.id }, ['sponsor', 'pmo']],
        [{ item_id: one.id }, ['sponsor', 'pmo', 'project', 'local']],
    ]
    for (const [level, may] of levels)
        for (const [name, client] of Object.entries(clients)) {
            const answer = await client.send('POST', client.w('tolerances'), { body: { ...level, aspect: 'time', allowed: 99 * DAY } })
            if (!may.includes(name)) {
                mustRefuse(answer, 403, { says: /level above/ })
                continue
            }
            const row = { ...must(answer, 201).json, collection: 'tolerances' }
            if (name !== 'project') {
                mustRefuse(await member.send('PATCH', member.w('tolerances', row.id), { body: { allowed: 1 }, headers: { 'if-match': '*' } }), 403)
                mustRefuse(await member.send('DELETE', member.w('tolerances', row.id), { headers: { 'if-match': '*' } }), 403)
            }
            await client.remove(row)
        }
})

test('a tolerance that makes no sense is refused', async () => {
    const { sponsor, own, one } = await makeWatched({ aspect: 'time', allowed: 0 })
    const refused = async (body, status, how) => mustRefuse(await sponsor.send('POST', sponsor.w('tolerances'), { body }), status, how)
    await refused({ project_id: own.id, item_id: one.id, aspect: 'time', allowed: 1 }, 422, { field: 'item_id', says: /one work package/ })
    await refused({ project_id: own.id, aspect: 'quality', allowed: 1 }, 422, { field: 'target', says: /target is missing/ })
    await refused({ project_id: own.id, aspect: 'cost', allowed: 1, measured: 3 }, 422, { field: 'measured', says: /computed/ })
    await refused({ project_id: own.id, aspect: 'cost', allowed: 1, target: 3 }, 422, { field: 'target', says: /baseline/ })
    await refused({ project_id: own.id, aspect: 'cost', allowed: -1 }, 422, { field: 'allowed' })
    await refused({ project_id: own.id, aspect: 'time', allowed: 5 }, 409, {})
})

test('the report names the cause, the chain and computed ways back, each of which meets the tolerance', async () => {
    const { project, product, sponsor, own, one, two } = await makeWatched({ aspect: 'time', allowed: DAY })
    const feature = await product.create('items', { kind: 'feature', title: 'Extra', value: 10 })
    await project.patch(feature, { project_id: own.id })
    const extra = await project.create('items', { kind: 'task', title: 'Extra work', parent_id: feature.id, duration_minutes: 9 * 480 })
    await project.create('links', { predecessor_id: two.id, successor_id: extra.id })
    const [open] = await untilStates(sponsor, own, 'time open')
    assert.deepEqual(await sponsor.get(sponsor.w('exceptions', open.id)), open)
    const report = await sponsor.get(sponsor.w('exceptions', open.id, 'report'))
    assert.equal(report.standing[0].state, 'beyond')
    assert(report.causes.length && report.causes.some((event) => event.seq === open.cause_seq))
    assert.equal(report.steps[0].item_id, extra.id)
    assert.equal(report.steps.at(-1).item_id, one.id)
    assert.deepEqual([report.fits, report.no_ways], [false, null])
    assert(report.ways.some((way) => way.kinds.join() === 'defer'))
    const way = report.ways.find((option) => option.kinds.join() === 'defer')
    const changes = way.changes.map(({ action, resource, subject_id, field, to }) => ({ action, resource, subject_id, field, to }))
    const proposal = await project.post(project.w('proposals'), { title: 'Back inside', changes })
    if (proposal.state === 'open') await product.post(product.w('proposals', proposal.id, 'accept'), {}, 200)
    await untilStates(sponsor, own, 'time cleared')
})

test('the finish of the whole workspace has ways back, too', async () => {
    const { server, admin } = await setUp('Whole')
    const [sponsor, project, product] = [await join(admin, 'Sponsor', 'sponsor'), await join(admin, 'Pm', 'project_manager'), await join(admin, 'Po', 'product_manager')]
    const { project: last } = await makeProject(project, 'The last of all', { start_at: '2040-01-02T08:00' })
    const feature = await product.create('items', { kind: 'feature', title: 'Extra', value: 1 })
    const task = (title, more) => project.create('items', { kind: 'task', title, duration_minutes: 960, ...more })
    const one = await task('One', { project_id: last.id })
    await project.create('baselines', { name: 'Agreed', project_id: last.id })
    const tolerance = await sponsor.create('tolerances', { aspect: 'time', allowed: 0 })
    await project.patch(feature, { project_id: last.id })
    const extra = await task('Extra work', { parent_id: feature.id, duration_minutes: 4800 })
    await project.create('links', { predecessor_id: one.id, successor_id: extra.id })
    const ask = async () => (await sponsor.all('exceptions')).filter((row) => row.tolerance_id === tolerance.id && row.state === 'open')
    const [open] = await until('the workspace is late', ask, (rows) => rows.length === 1)
    const report = await sponsor.get(sponsor.w('exceptions', open.id, 'report'))
    assert(report.limits.some((limit) => limit.kind === 'project_finish' && limit.subject_id === last.id && limit.broken))
    assert(report.ways.some((way) => way.kinds.join() === 'defer'), JSON.stringify(report.ways))
    await server.remove()
})

test('where no way back is computed, the report says why', async () => {
    const quality = { aspect: 'quality', allowed: 0, target: 0, unit: 'defects' }
    const { project, product, sponsor, own, one, tolerances } = await makeWatched({ aspect: 'scope', allowed: 0 }, { aspect: 'risk', allowed: 0, target: 0 }, quality)
    const release = await product.create('releases', { product_id: (await theWorld()).theProduct.id, name: `Dear ${Math.random()}` })
    const { proposal } = await project.patch(one, { release_id: release.id }, 202)
    await product.post(product.w('proposals', proposal.id, 'accept'), {}, 200)
    await project.create('baselines', { name: 'With a release', project_id: own.id })
    await sponsor.create('tolerances', { release_id: release.id, aspect: 'cost', allowed: 0 })
    await project.create('items', { kind: 'task', title: 'New', project_id: own.id, duration_minutes: 60 })
    await project.create('risks', { project_id: own.id, title: 'Rain', probability_percent: 50, cost_low_cents: 100_00, cost_high_cents: 100_00 })
    await project.patch(tolerances[2], { measured: 3 })
    await project.patch(one, { fixed_cost_cents: 900_00 })
    await untilStates(sponsor, own, 'quality open,risk open,scope open')
    const [dear] = await until('the release is dear', () => sponsor.all('exceptions', `&release_id=${release.id}`), (rows) => rows.length === 1)
    const why = {}
    for (const { id, aspect } of [...(await exceptionsOf(sponsor, own)), dear]) {
        const report = await sponsor.get(sponsor.w('exceptions', id, 'report'))
        assert.deepEqual(report.ways, [])
        why[aspect] = report.no_ways
    }
    assert.deepEqual(why, { quality: 'measured', risk: 'risk', scope: 'scope', cost: 'cost_of_level' })
})

test('who set the tolerance decides: a new baseline, or a wider tolerance', async () => {
    for (const outcome of ['baseline', 'tolerance']) {
        const { project, sponsor, own, one, tolerances } = await makeWatched({ aspect: 'time', allowed: DAY })
        await project.patch(one, { duration_minutes: 3 * 960 })
        const [open] = await untilStates(sponsor, own, 'time open')
        const path = (what) => sponsor.w('exceptions', open.id, what)
        const body = { outcome, note: 'The market can wait.', allowed: outcome === 'tolerance' ? 30 * DAY : null }
        mustRefuse(await project.send('POST', path('accept'), { body }), 403, { says: /who set the tolerance/ })
        mustRefuse(await sponsor.send('POST', path('accept'), { body: { note: 'Yes' } }), 422, { field: 'outcome' })
        mustRefuse(await sponsor.send('POST', path('accept'), { body: { outcome } }), 422, { field: 'note' })
        if (outcome === 'tolerance') mustRefuse(await sponsor.send('POST', path('accept'), { body: { ...body, allowed: DAY } }), 422, { field: 'allowed' })
        const declined = await sponsor.post(path('decline'), { note: 'Bring it back.' }, 200)
        assert.equal(declined.state, 'declined')
        assert.equal(declined.closed_at, null)
        await settle(sponsor)
        assert.equal(states(await exceptionsOf(sponsor, own)), 'time declined', 'no second one while it is outside')
        const accepted = await sponsor.post(path('accept'), body, 200)
        assert.equal(accepted.state, 'accepted')
        assert.equal(accepted.decided_by_id, sponsor.person.id)
        assert.equal(accepted.report.standing[0].state, 'beyond')
        const decision = await sponsor.get(sponsor.w('decisions', accepted.decision_id))
        assert.deepEqual([decision.title, decision.reason, decision.outcome], [`Exception accepted: time of ${own.name}`, 'The market can wait.', 'recorded'])
        const carried = (await sponsor.events()).filter((event) => event.decision_id === decision.id).map((event) => event.resource)
        assert.deepEqual(carried.sort(), ['decision', 'exception', outcome].sort())
        const baselines = await sponsor.all('baselines', `&project_id=${own.id}`)
        assert.equal(baselines.length, outcome === 'baseline' ? 2 : 1)
        if (outcome === 'baseline') assert.equal(baselines.at(-1).id, accepted.baseline_id)
        else assert.equal((await sponsor.fetch(tolerances[0])).allowed, 30 * DAY)
        await settle(sponsor)
        assert.equal(states(await exceptionsOf(sponsor, own)), 'time accepted')
        mustRefuse(await sponsor.send('POST', path('decline'), { body: { note: 'No' } }), 409)
    }
})

test('releases, work packages and the workspace are levels of their own', async () => {
    const { project, product, sponsor, one, own } = await makeWatched()
    const release = await product.create('releases', { product_id: (await product.all('products'))[0].id, name: `R${Math.random()}` })
    await product.patch(one, { release_id: release.id })
    await project.create('baselines', { name: 'With a release', project_id: own.id })
    const tolerance = await sponsor.create('tolerances', { release_id: release.id, aspect: 'time', allowed: 0 })
    await project.create('tolerances', { item_id: one.id, aspect: 'cost', allowed: 5_00 })
    await project.patch(one, { duration_minutes: 961, fixed_cost_cents: 105_01 })
    const found = await until('both', async () => (await sponsor.all('exceptions')).filter((e) => e.release_id === release.id || e.item_id === one.id), (rows) => rows.length === 2)
    assert.equal(states(found), 'cost open,time open')
    assert.equal(found.find((e) => e.item_id).told_id, project.person.id)
    await sponsor.remove(tolerance)
    await until('cleared with its tolerance', async () => (await sponsor.all('exceptions', `&release_id=${release.id}`)), (rows) => states(rows) === 'time cleared')
})
