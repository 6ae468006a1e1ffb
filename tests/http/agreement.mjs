// Two signatures, four eyes, one atomic change of scope, schedule and cost; and the way back, whole.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { join, makeProject, setUp, theWorld } from './lib/world.mjs'

const update = (row, field, to, resource = 'item') => ({ action: 'update', resource, subject_id: row.id, field, to })
const decide = (client, proposal, verb, body = {}) =>
    client.send('POST', client.w('proposals', proposal.id, verb), { body })
const undo = (client, id, body = {}) => client.send('POST', client.w('decisions', id, 'undo'), { body })
const decision = (client, id) => client.get(client.w('decisions', id))
const effect = (row, id) => row.impacts.find((one) => one.subject_id === id)

/** A project with a baseline: one feature, two tasks in a row, somebody who does both. */
async function agreed() {
    const world = await theWorld()
    const { project, product, theProduct } = world
    const { project: own } = await makeProject(project, `Agreed ${Math.random()}`, { product_ids: [theProduct.id] })
    const feature = await product.create('items', { kind: 'feature', title: 'Bell', product_id: theProduct.id, value: 5 })
    const { proposal } = await product.patch(feature, { project_id: own.id }, 202)
    must(await decide(project, proposal, 'accept'), 200)
    const task = (title) => project.create('items', { kind: 'task', title, parent_id: feature.id, project_id: own.id, duration_minutes: 480 })
    const [one, two] = [await task('Cast'), await task('Tune')]
    const link = await project.create('links', { predecessor_id: one.id, successor_id: two.id })
    const resource = await project.create('resources', { name: 'Bellfounder', rate_cents_per_hour: 6000 })
    await project.create('assignments', { item_id: one.id, resource_id: resource.id })
    const baseline = await project.create('baselines', { name: 'First', project_id: own.id })
    return { ...world, own, feature, one, two, link, resource, baseline }
}

/**
 * Everything that the plan and what was agreed are made of, byte for byte: the whole snapshot but the log itself
 * (proposals, decisions, notices, exceptions), the number of the last event, and of each row its revision and when it
 * was last written.
 */
async function planOf(client) {
    const { seq, proposals, decisions, notices, exceptions, ...rest } = await client.get(client.w('snapshot'))
    const bare = ({ revision, updated_at, ...row }) => row
    const rows = Object.entries(rest).map(([name, value]) => [name, Array.isArray(value) ? value.map(bare) : bare(value)])
    return JSON.stringify(Object.fromEntries(rows))
}

test('one signature changes nothing, the second changes scope, schedule and cost under one new baseline', async () => {
    const { product, project, own, feature, one, baseline } = await agreed()
    const before = await planOf(product)
    const changes = [update(feature, 'value', 9), update(one, 'duration_minutes', 960)]
    const proposal = await product.post(product.w('proposals'), { title: 'A better bell', changes })
    assert.equal(await planOf(product), before, 'proposed and signed by product: nothing changed')
    assert.deepEqual(proposal.baseline_ids, [baseline.id])
    assert.deepEqual([effect(proposal, own.id).finish_before, effect(proposal, own.id).finish_after], ['2026-01-06T17:00', '2026-01-07T17:00'])
    const seq = await product.lastSeq()
    const accepted = must(await decide(project, proposal, 'accept'), 200).json
    const made = await decision(product, accepted.decision_id)
    const events = (await product.events()).filter((event) => event.seq > seq && event.decision_id === made.id)
    assert.equal(new Set(events.map((event) => event.at)).size, 1, 'one transaction')
    assert.deepEqual(events.map((event) => event.resource).toSorted(), ['baseline', 'item', 'item'])
    const [after] = made.rebaselines
    assert.deepEqual([after.before_id, after.before_number, after.after_number, after.project_id], [baseline.id, 1, 2, own.id])
    const second = await product.get(product.w('baselines', after.after_id))
    assert.deepEqual([second.number, second.finish_at, second.cost_cents, second.decision_id], [2, '2026-01-07T17:00', 96000, made.id])
    const moved = await product.get(`${product.w('baselines', baseline.id, 'comparison')}?with=${second.id}`)
    assert.deepEqual([moved.value_before, moved.value_after, moved.cost_before_cents, moved.cost_after_cents], [5, 9, 48000, 96000])
})

test('taken back by both, the plan and what was agreed are byte for byte as before', async () => {
    const { product, project, own, feature, one, two, link, resource } = await agreed()
    const before = await planOf(product)
    const third = { kind: 'task', title: 'Hang', parent_id: feature.id, project_id: own.id, duration_minutes: 240 }
    const changes = [
        update(feature, 'value', 9),
        update(one, 'duration_minutes', 960),
        update(own, 'budget_cents', 900000, 'project'),
        { action: 'create', resource: 'item', to: third },
        { action: 'create', resource: 'assignment', to: { item_id: two.id, resource_id: resource.id } },
        { action: 'delete', resource: 'link', subject_id: link.id },
    ]
    const proposal = await product.post(product.w('proposals'), { changes })
    const { decision_id } = must(await decide(project, proposal, 'accept'), 200).json
    assert.notEqual(await planOf(product), before)
    const { proposal: back } = must(await undo(product, decision_id, { note: 'Too loud.' }), 202).json
    assert.equal(back.undoes_id, decision_id)
    assert.notEqual(await planOf(product), before, 'one signature takes nothing back')
    const done = must(await decide(project, back, 'accept'), 200).json
    assert.equal(await planOf(product), before)
    const [taken, by] = [await decision(product, decision_id), await decision(product, done.decision_id)]
    assert.deepEqual([taken.undone_by_id, by.undoes_id, by.reason], [by.id, taken.id, 'Too loud.'])
    mustRefuse(await undo(product, decision_id), 409, { says: /already/ })
    const { proposal: again } = must(await undo(project, done.decision_id), 202).json
    must(await decide(product, again, 'accept'), 200)
    const now = await product.fetch(one)
    assert.deepEqual([now.duration_minutes, (await product.fetch(feature)).value], [960, 9], 'taking back is taken back too')
    assert.equal((await decision(product, decision_id)).undone_by_id, null)
})

test('what was deleted with all that hung on it comes back with it', async () => {
    const { product, project, feature } = await agreed()
    const before = await planOf(product)
    const headers = { 'if-match': '*' }
    const { proposal } = must(await product.send('DELETE', product.w('items', feature.id), { headers }), 202).json
    const { decision_id } = must(await decide(project, proposal, 'accept'), 200).json
    mustRefuse(await product.send('GET', product.w('items', feature.id)), 404)
    const answer = must(await undo(project, decision_id), 200, 202)
    if (answer.status === 202) must(await decide(product, answer.json.proposal, 'accept'), 200)
    assert.equal(await planOf(product), before)
})

test('what was changed since is named, field by field, and nothing is taken back', async () => {
    const { product, project, feature, one, two } = await agreed()
    const changes = [update(feature, 'value', 9), update(one, 'duration_minutes', 960), update(two, 'duration_minutes', 960)]
    const proposal = await product.post(product.w('proposals'), { changes })
    const { decision_id } = must(await decide(project, proposal, 'accept'), 200).json
    await product.patch(feature, { value: 10 })
    await project.patch(two, { duration_minutes: 1000, title: 'Tune well' })
    const before = await planOf(product)
    const says = /value of "Bell".*duration of "Tune well"|duration of "Tune well".*value of "Bell"/
    mustRefuse(await undo(product, decision_id), 409, { says })
    assert.equal(await planOf(product), before)
})

test('what was created goes only when nothing came to hang on it', async () => {
    const { product, project, own, feature } = await agreed()
    const to = { kind: 'task', title: 'Polish', parent_id: feature.id, project_id: own.id, duration_minutes: 60 }
    const changes = [{ action: 'create', resource: 'item', to }, update(feature, 'value', 7)]
    const proposal = await product.post(product.w('proposals'), { changes })
    const { decision_id } = must(await decide(project, proposal, 'accept'), 200).json
    const made = { collection: 'items' }
    Object.assign(made, (await product.all('items')).find((row) => row.title === 'Polish' && row.parent_id === feature.id))
    const wax = await project.create('items', { kind: 'task', title: 'Buy wax', parent_id: made.id, project_id: own.id })
    mustRefuse(await undo(project, decision_id), 409, { says: /items below it.*Polish/ })
    await project.remove(wax)
    await project.patch(made, { labels: ['shiny'] })
    mustRefuse(await undo(project, decision_id), 409, { says: /labels of "Polish"/ })
})

test('four eyes: what leaves a baseline is not agreed by its author alone', async () => {
    const { product, project, own, one, stakeholder } = await agreed()
    const changes = [update(one, 'duration_minutes', 960)]
    const proposal = await project.post(project.w('proposals'), { changes })
    assert.deepEqual([proposal.needs_project, proposal.needs_product, proposal.needs_second], [true, false, true])
    mustRefuse(await decide(project, proposal, 'accept'), 403, { says: /one signature/ })
    mustRefuse(await decide(stakeholder, proposal, 'accept'), 403)
    assert.equal((await project.fetch(one)).duration_minutes, 480)
    const { decision_id } = must(await decide(product, proposal, 'accept'), 200).json
    assert.deepEqual(
        (await decision(product, decision_id)).signatures.map((s) => [s.side, s.person_id]),
        [
            ['project', project.person.id],
            ['second', product.person.id],
        ],
    )
    assert.equal((await project.fetch(one)).duration_minutes, 960)
    const free = await project.create('items', { kind: 'task', title: 'Elsewhere', project_id: (await makeProject(project, `Free ${Math.random()}`)).project.id })
    const own2 = await project.post(project.w('proposals'), { changes: [update(free, 'duration_minutes', 60)] })
    assert.equal(own2.needs_second, false, 'without a baseline he could write it at once')
    must(await decide(project, own2, 'accept'), 200)
    assert(own.id)
})

test('who holds both roles decides alone, and the decision says so', async () => {
    const { server, admin } = await setUp('Small')
    try {
        const both = await join(admin, 'Both', 'product_manager')
        await admin.create('memberships', { person_id: both.person.id, role: 'project_manager' })
        const { project: own } = await makeProject(both)
        const task = await both.create('items', { kind: 'task', title: 'All of it', project_id: own.id, duration_minutes: 480 })
        await both.create('baselines', { name: 'First', project_id: own.id })
        const changes = [update(task, 'duration_minutes', 960), update(task, 'value', 3)]
        const before = await planOf(both)
        const proposal = await both.post(both.w('proposals'), { changes })
        assert.deepEqual(proposal.signatures.map((s) => [s.side, s.role]), [['product', 'product_manager'], ['project', 'project_manager']])
        const { decision_id } = must(await decide(both, proposal, 'accept'), 200).json
        assert.equal((await decision(both, decision_id)).one_person, true)
        const taken = must(await undo(both, decision_id), 200).json
        assert.deepEqual([taken.undoes_id, taken.outcome, taken.one_person], [decision_id, 'accepted', true])
        assert.equal(await planOf(both), before)
    } finally {
        await server.remove()
    }
})

test('figures that are no longer true are told; whoever names the new ones may sign on them', async () => {
    const { product, project, own, feature, one, two } = await agreed()
    const changes = [update(feature, 'value', 9), update(one, 'duration_minutes', 960)]
    const proposal = await product.post(product.w('proposals'), { changes })
    const path = product.w('proposals', proposal.id, 'assessment')
    assert.equal((await product.get(path)).stale, false)
    await project.patch(two, { duration_minutes: 1440 })
    const now = await product.get(path)
    assert.equal(now.stale, true)
    assert.equal(effect(now, own.id).finish_after, '2026-01-09T17:00')
    mustRefuse(await decide(project, proposal, 'accept'), 409, { says: /would end 2026-01-09T17:00 instead of 2026-01-07T17:00/ })
    mustRefuse(await decide(project, proposal, 'accept', { computed_at_seq: proposal.computed_at_seq }), 409)
    mustRefuse(await decide(project, proposal, 'accept', { computed_at_seq: now.computed_at_seq + 1000 }), 422, { field: 'computed_at_seq' })
    assert.equal((await product.fetch(one)).duration_minutes, 480)
    const { decision_id } = must(await decide(project, proposal, 'accept', { computed_at_seq: now.computed_at_seq }), 200).json
    const made = await decision(product, decision_id)
    assert.deepEqual(made.impacts, now.impacts)
    assert.deepEqual(made.signatures.map((s) => s.computed_at_seq), [proposal.computed_at_seq, now.computed_at_seq], 'each signed on his figures')
    assert.equal((await product.get(path)).stale, false, 'what is decided stands')
})

test('a change that does not touch the figures is no reason to ask again', async () => {
    const { product, project, feature, one } = await agreed()
    const changes = [update(feature, 'value', 9), update(one, 'duration_minutes', 960)]
    const proposal = await product.post(product.w('proposals'), { changes })
    await project.patch(one, { text: 'Bronze.' })
    must(await decide(project, proposal, 'accept'), 200)
})

test('people beyond what they can do and risks are in the assessment', async () => {
    const { product, project, own, one, two, resource } = await agreed()
    await project.create('risks', { project_id: own.id, title: 'Crack', probability_percent: 50, item_ids: [two.id], cost_low_cents: 1000, cost_likely_cents: 20000, cost_high_cents: 50000 })
    const headers = { 'if-match': '*' }
    const gone = must(await product.send('DELETE', product.w('items', two.id), { headers }), 202).json.proposal
    assert.deepEqual([effect(gone, own.id).exposure_before_cents, effect(gone, own.id).exposure_after_cents], [10000, 0])
    const work = { action: 'create', resource: 'assignment', to: { item_id: one.id, resource_id: resource.id, units_percent: 150 } }
    const more = await product.post(product.w('proposals'), { changes: [work] })
    const [overload] = more.overloads
    assert.equal(overload.resource_id, resource.id)
    assert(overload.after_minutes > overload.before_minutes)
})

test('a change that spoils the schedule shows in the checks of its quality', async () => {
    const { product, one, two } = await agreed()
    const lead = { action: 'create', resource: 'link', to: { predecessor_id: one.id, successor_id: two.id, type: 'start_start', lag_minutes: -240 } }
    const proposal = await product.post(product.w('proposals'), { changes: [lead] })
    assert(proposal.checks_failed_after > proposal.checks_failed_before, `${proposal.checks_failed_before} -> ${proposal.checks_failed_after}`)
})

test('anybody asks, for whom he says; product assesses the worth, and nobody else', async () => {
    const { product, project, stakeholder, theProduct, one, feature } = await agreed()
    const goal = await product.create('items', { kind: 'goal', title: 'Be heard', product_id: theProduct.id })
    const body = { source: 'customer', source_account: 'Cathedral of Ulm', reason: 'They cannot hear it.', changes: [update(one, 'duration_minutes', 960)] }
    const proposal = await stakeholder.post(stakeholder.w('proposals'), body)
    assert.deepEqual([proposal.source, proposal.source_account, proposal.value], ['customer', 'Cathedral of Ulm', null])
    const row = { ...proposal, collection: 'proposals' }
    const assessed = { value: 40, goal_ids: [goal.id], acceptance_criteria: [{ text: '2 km away', accepted: false }], if_not_done: 'They buy elsewhere.' }
    const headers = { 'if-match': '*' }
    const path = product.w('proposals', proposal.id)
    for (const client of [stakeholder, project]) mustRefuse(await client.send('PATCH', path, { body: { value: 1 }, headers }), 403, { says: /product/ })
    const after = await product.patch(row, assessed)
    for (const [field, value] of Object.entries(assessed)) assert.deepEqual(after[field], value, field)
    mustRefuse(await product.send('PATCH', path, { body: { reason: 'Mine.' }, headers }), 403, { says: /author/ })
    mustRefuse(await product.send('PATCH', path, { body: { goal_ids: [proposal.id] }, headers }), 422, { field: 'goal_ids' })
    mustRefuse(await stakeholder.send('POST', path.replace(`/${proposal.id}`, ''), { body: { ...body, value: 1 } }), 403)
    assert(feature.id)
})

test('inside a tolerance the managers sign; beyond it whoever set it signs too', async () => {
    const { product, project, own, feature, one, admin } = await agreed()
    const sponsor = await join(admin, `Simone${Math.random()}`.replace('.', ''), 'sponsor')
    const tolerance = await sponsor.create('tolerances', { project_id: own.id, aspect: 'time', allowed: 2 * 1440 })
    const changes = (minutes) => [update(feature, 'value', minutes), update(one, 'duration_minutes', minutes)]
    const inside = await product.post(product.w('proposals'), { changes: changes(960) })
    assert.deepEqual([inside.exceeded, inside.authority_ids], [[], []])
    const beyond = await product.post(product.w('proposals'), { changes: changes(4800) })
    assert.deepEqual(beyond.exceeded.map((row) => [row.tolerance_id, row.aspect, row.allowed]), [[tolerance.id, 'time', 2880]])
    assert.deepEqual(beyond.authority_ids, [sponsor.person.id])
    assert((await sponsor.all('notices')).some((notice) => notice.subject_id === beyond.id), 'he is told')
    const half = must(await decide(project, beyond, 'accept'), 200).json
    assert.equal(half.state, 'open')
    mustRefuse(await decide(project, beyond, 'accept'), 403, { says: /tolerance/ })
    mustRefuse(await decide(product, beyond, 'accept'), 403, { says: /tolerance/ })
    assert.equal((await product.fetch(one)).duration_minutes, 480)
    const { decision_id } = must(await decide(sponsor, beyond, 'accept'), 200).json
    assert.deepEqual(
        (await decision(product, decision_id)).signatures.map((s) => [s.side, s.role]),
        [
            ['product', 'product_manager'],
            ['project', 'project_manager'],
            ['authority', 'sponsor'],
        ],
    )
    assert.equal((await product.fetch(one)).duration_minutes, 4800)
})
