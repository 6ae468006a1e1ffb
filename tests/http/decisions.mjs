// The log of decisions: what was decided, by whom, why, on which figures; and the way back from a changed value.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { pair } from './custody.mjs'
import { test } from './lib/tap.mjs'

const update = (row, field, to) => ({ action: 'update', resource: 'item', subject_id: row.id, field, to })
const decide = (client, proposal, verb, body = {}) =>
    client.send('POST', client.w('proposals', proposal.id, verb), { body })
const decision = (client, id) => client.get(client.w('decisions', id))

test('accepting leaves a decision with reason, signatures in their roles and the figures of that moment', async () => {
    const { product, project, task, feature, theProduct, theProject } = await pair('Logged')
    const changes = [update(feature, 'value', 50), update(task, 'duration_minutes', 4800)]
    const proposal = await product.post(product.w('proposals'), { title: 'Longer', reason: 'More of it.', changes })
    assert.equal(proposal.decision_id, null)
    const accepted = must(await decide(project, proposal, 'accept', { note: 'Worth it.' }), 200).json
    const made = await decision(product, accepted.decision_id)
    assert.deepEqual([made.title, made.reason, made.outcome], ['Longer', 'Worth it.', 'accepted'])
    assert.deepEqual(
        made.signatures.map((s) => [s.side, s.person_id, s.role]),
        [
            ['product', product.person.id, 'product_manager'],
            ['project', project.person.id, 'project_manager'],
        ],
    )
    assert.equal(made.one_person, false)
    assert.deepEqual([made.proposal_ids, made.product_ids, made.project_ids], [[proposal.id], [theProduct.id], [theProject.id]])
    assert.deepEqual([made.impacts, made.computed_at_seq], [proposal.impacts, proposal.computed_at_seq])
    assert(made.impacts.some((one) => one.subject === 'project' && one.finish_after > one.finish_before), 'the project ends later')
    assert.equal(made.engine_version, proposal.engine_version)
    await project.patch(task, { duration_minutes: 480 })
    assert.deepEqual((await decision(product, made.id)).impacts, made.impacts, 'figures stay as they were known')
})

test('the events of everything it wrote carry the decision', async () => {
    const { product, project, task } = await pair('Carried')
    const { proposal } = await product.patch(task, { effort_minutes: 960 }, 202)
    const { decision_id } = must(await decide(project, proposal, 'accept'), 200).json
    const [event] = await product.events(`&subject_id=${task.id}`)
    assert.deepEqual([event.decision_id, event.proposal_id, event.action], [decision_id, proposal.id, 'updated'])
    await project.patch(task, { effort_minutes: 480 })
    assert.equal((await product.events(`&subject_id=${task.id}`))[0].decision_id, null, 'what is written without a decision has none')
})

test('declining is a decision too, of whoever declined', async () => {
    const { product, project, task } = await pair('Refused')
    const { proposal } = await product.patch(task, { effort_minutes: 1 }, 202)
    const { decision_id } = must(await decide(project, proposal, 'decline', { note: 'No.' }), 200).json
    const made = await decision(product, decision_id)
    assert.deepEqual([made.outcome, made.reason, made.author_id], ['declined', 'No.', project.person.id])
    assert.deepEqual(made.signatures.map((s) => [s.side, s.person_id]), [['project', project.person.id]])
})

test('counter-proposals that were answered are alternatives considered', async () => {
    const { product, project, task } = await pair('Chain')
    const { proposal } = await product.patch(task, { effort_minutes: 100 }, 202)
    const body = { title: 'Half', reason: 'Not so little.', changes: [update(task, 'effort_minutes', 240)] }
    const answer = must(await decide(project, proposal, 'counter', body), 201).json
    const verdict = { note: 'Good.', alternatives: [{ title: 'Buy it', reason: 'Too dear.' }] }
    const accepted = must(await decide(project, answer, 'accept', verdict), 200).json
    assert.deepEqual((await decision(product, accepted.decision_id)).alternatives, [
        { title: 'Buy it', reason: 'Too dear.', proposal_id: null },
        { title: proposal.title, reason: 'Not so little.', proposal_id: proposal.id },
    ])
})

async function aMeeting(client) {
    const body = { name: 'Talk', template: 'weekly', first_at: '2030-01-07T10:00', time_zone: 'UTC' }
    return client.create('meetings', { series_id: (await client.create('meeting_series', body)).id })
}

test('a decision is recorded by hand, in a meeting if there was one; numbers count up', async () => {
    const { product, member, theProject } = await pair('By hand')
    const meeting = await aMeeting(product)
    const body = {
        title: 'We meet on Tuesdays',
        reason: 'Everybody is there.',
        alternatives: [{ title: 'Mondays' }],
        project_ids: [theProject.id],
        meeting_id: meeting.id,
    }
    const made = await member.create('decisions', body)
    assert.deepEqual([made.outcome, made.author_id, made.proposal_ids], ['recorded', member.person.id, []])
    const next = await product.create('decisions', { title: 'Next' })
    assert.equal(next.number, made.number + 1)
    const found = await product.all('decisions', `&meeting_id=${meeting.id}`)
    assert.deepEqual(found.map((row) => row.id), [made.id])
    assert.deepEqual((await product.all('decisions', `&outcome=recorded&author_id=${product.person.id}`)).at(0).id, next.id)
    const better = await member.patch(made, { reason: 'Everybody is there by ten.' })
    assert.equal(better.reason, 'Everybody is there by ten.')
})

test('a meeting is named when a proposal is accepted', async () => {
    const { product, project, task } = await pair('Met')
    const meeting = await aMeeting(product)
    const { proposal } = await product.patch(task, { effort_minutes: 961 }, 202)
    const { decision_id } = must(await decide(project, proposal, 'accept', { meeting_id: meeting.id }), 200).json
    assert.equal((await decision(product, decision_id)).meeting_id, meeting.id)
})

test('what was frozen is not written, and nothing is deleted', async () => {
    const { product } = await pair('Frozen')
    const made = await product.create('decisions', { title: 'Stands' })
    const headers = { 'if-match': '*' }
    for (const body of [{ number: 1 }, { outcome: 'accepted' }, { impacts: [] }, { decided_at: null }, { meeting_id: made.id }])
        mustRefuse(await product.send('PATCH', product.w('decisions', made.id), { body, headers }), 422, { field: Object.keys(body)[0] })
    const { paths } = (await product.send('GET', '/openapi.json')).json
    assert.deepEqual(Object.keys(paths['/v1/workspaces/{workspace_id}/decisions/{id}']), ['get', 'patch'])
    mustRefuse(await product.send('POST', product.w('decisions'), { body: {} }), 422, { field: 'title' })
    mustRefuse(await product.send('POST', product.w('decisions'), { body: { title: 'x', project_ids: [made.id] } }), 422, { field: 'project_ids' })
})

test('each field leads back to the decision that set it last', async () => {
    const { product, project, task } = await pair('Origin')
    const origins = async () => (await product.get(`${product.w('origins')}?subject_id=${task.id}`)).fields
    assert.deepEqual(await origins(), [])
    const { proposal } = await product.patch(task, { effort_minutes: 960, duration_minutes: 700 }, 202)
    const { decision_id } = must(await decide(project, proposal, 'accept'), 200).json
    const made = await decision(product, decision_id)
    const expected = { decision_id, number: made.number, at: made.decided_at, person_id: project.person.id, meeting_id: null }
    assert.deepEqual(await origins(), [
        { field: 'duration_minutes', ...expected },
        { field: 'effort_minutes', ...expected },
    ])
    await project.patch(task, { effort_minutes: 100 })
    assert.deepEqual((await origins()).map((one) => one.field), ['duration_minutes'], 'what was written since is nobody\'s decision')
    for (const query of ['', '?subject_id=x']) mustRefuse(await product.send('GET', product.w('origins') + query), 422, { field: 'subject_id' })
})
