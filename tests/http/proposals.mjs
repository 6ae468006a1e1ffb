// The life of a proposal: written, signed, declined, countered, withdrawn, overtaken by events.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { pair } from './custody.mjs'
import { test } from './lib/tap.mjs'

const update = (row, field, to) => ({ action: 'update', resource: 'item', subject_id: row.id, field, to })
const decide = (client, proposal, verb, body = {}) =>
    client.send('POST', client.w('proposals', proposal.id, verb), { body })

test('one that touches both sides needs both signatures; the first changes nothing', async () => {
    const { stakeholder, product, project, task, feature } = await pair('Both')
    const changes = [update(feature, 'value', 50), update(task, 'effort_minutes', 600)]
    const proposal = await stakeholder.post(stakeholder.w('proposals'), { title: 'Both', reason: 'Because.', changes })
    assert.deepEqual([proposal.needs_product, proposal.needs_project], [true, true])
    assert.deepEqual(proposal.signatures, [])
    const half = must(await decide(product, proposal, 'accept'), 200).json
    assert.equal(half.state, 'open')
    assert.deepEqual(half.signatures.map((s) => [s.side, s.person_id, s.role]), [['product', product.person.id, 'product_manager']])
    assert.deepEqual([(await product.fetch(feature)).value, (await product.fetch(task)).effort_minutes], [null, 480])
    const seq = await product.lastSeq()
    const whole = must(await decide(project, proposal, 'accept'), 200).json
    assert.equal(whole.state, 'accepted')
    assert.deepEqual([(await product.fetch(feature)).value, (await product.fetch(task)).effort_minutes], [50, 600])
    const events = (await product.events()).filter((e) => e.seq > seq && e.proposal_id === proposal.id)
    assert.deepEqual(events.filter((e) => e.resource === 'item').map((e) => e.subject_id).toSorted(), [feature.id, task.id].toSorted())
})

test('the author signs at once for what is his', async () => {
    const { product, project, task, feature } = await pair('Own')
    const changes = [update(feature, 'value', 51), update(task, 'effort_minutes', 601)]
    const proposal = await product.post(product.w('proposals'), { changes })
    assert.deepEqual(proposal.signatures.map((s) => [s.side, s.person_id]), [['product', product.person.id]])
    assert(proposal.title.length, 'Trivet wrote a title')
    assert.equal(must(await decide(project, proposal, 'accept'), 200).json.state, 'accepted')
})

test('declined it changes nothing and is over', async () => {
    const { product, project, task } = await pair('Declined')
    const { proposal } = await product.patch(task, { effort_minutes: 1 }, 202)
    const declined = must(await decide(project, proposal, 'decline', { note: 'No.' }), 200).json
    assert.deepEqual([declined.state, declined.decision_note], ['declined', 'No.'])
    assert.equal((await product.fetch(task)).effort_minutes, 480)
    for (const verb of ['accept', 'decline']) mustRefuse(await decide(project, proposal, verb), 409)
    mustRefuse(await decide(product, proposal, 'withdraw'), 409)
})

test('only its author withdraws it', async () => {
    const { product, project, task } = await pair('Withdrawn')
    const { proposal } = await product.patch(task, { effort_minutes: 2 }, 202)
    mustRefuse(await decide(project, proposal, 'withdraw'), 403)
    assert.equal(must(await decide(product, proposal, 'withdraw'), 200).json.state, 'withdrawn')
    mustRefuse(await decide(project, proposal, 'accept'), 409)
})

test('a counter-proposal closes the first and answers it', async () => {
    const { product, project, task } = await pair('Counter')
    const { proposal } = await product.patch(task, { effort_minutes: 100 }, 202)
    const body = { reason: 'Not so little.', changes: [update(task, 'effort_minutes', 300)] }
    const answer = must(await decide(project, proposal, 'counter', body), 201).json
    assert.equal(answer.counter_to_id, proposal.id)
    assert.equal((await product.get(product.w('proposals', proposal.id))).state, 'countered')
    mustRefuse(await decide(project, proposal, 'accept'), 409)
    if (answer.state === 'open') must(await decide(product, answer, 'accept'), 200, 403)
})

test('a value that changed meanwhile is named, and nothing is applied', async () => {
    const { product, project, task, feature } = await pair('Overtaken')
    const changes = [update(feature, 'value', 77), update(task, 'effort_minutes', 111)]
    const proposal = await product.post(product.w('proposals'), { changes })
    await project.patch(task, { effort_minutes: 222 })
    mustRefuse(await decide(project, proposal, 'accept'), 409, { says: /effort/ })
    assert.deepEqual([(await product.fetch(feature)).value, (await product.fetch(task)).effort_minutes], [null, 222])
    assert.equal((await product.get(product.w('proposals', proposal.id))).state, 'open')
})

test('a change of something else meanwhile does no harm', async () => {
    const { product, project, task } = await pair('Beside')
    const { proposal } = await product.patch(task, { effort_minutes: 333 }, 202)
    await project.patch(task, { title: 'Beside, renamed' })
    must(await decide(project, proposal, 'accept'), 200)
    const after = await product.fetch(task)
    assert.deepEqual([after.title, after.effort_minutes], ['Beside, renamed', 333])
})

test('what was deleted meanwhile cannot be accepted', async () => {
    const { product, project, task } = await pair('Gone')
    const { proposal } = await product.patch(task, { effort_minutes: 3 }, 202)
    await project.remove(task)
    mustRefuse(await decide(project, proposal, 'accept'), [404, 409])
})

test('a proposal that would close a circle is refused when it is made', async () => {
    const { product, design, build } = await pair('Circle')
    const to = { predecessor_id: build.id, successor_id: design.id }
    const body = { changes: [{ action: 'create', resource: 'link', to }] }
    mustRefuse(await product.send('POST', product.w('proposals'), { body }), [409, 422], { says: /Build|Design/ })
})

test('wrong changes are refused by name', async () => {
    const { product, task } = await pair('Wrong')
    const wrong = [
        [[], /^changes/],
        [[update(task, 'effort_minuets', 1)], /^changes\[0\]/],
        [[update(task, 'effort_minutes', 'many')], /^changes\[0\]/],
        [[update(task, 'effort_minutes', -1)], /^changes\[0\]/],
        [[{ ...update(task, 'effort_minutes', 1), resource: 'elephant' }], /^changes\[0\]/],
        [[{ ...update(task, 'effort_minutes', 1), action: 'explode' }], /^changes\[0\]/],
        [[{ action: 'create', resource: 'item', to: { kind: 'task' } }], /^changes\[0\]/],
    ]
    for (const [changes, field] of wrong)
        mustRefuse(await product.send('POST', product.w('proposals'), { body: { changes } }), [404, 422], { field })
    const unknown = { ...update(task, 'effort_minutes', 1), subject_id: '0000000000001' }
    mustRefuse(await product.send('POST', product.w('proposals'), { body: { changes: [unknown] } }), [404, 422])
})

test('accepted twice at once it is applied once', async () => {
    const { product, project, task } = await pair('Race')
    const { proposal } = await product.patch(task, { effort_minutes: 444 }, 202)
    const answers = await Promise.all([1, 2, 3].map(() => decide(project, proposal, 'accept')))
    assert.equal(answers.filter((a) => a.status === 200).length, 1, answers.join('\n'))
    const events = (await product.events()).filter((e) => e.proposal_id === proposal.id && e.resource === 'item')
    assert.equal(events.length, 1)
})

test('its author may put it in better words while it is open, and only the words', async () => {
    const { product, project, task } = await pair('Words')
    const { proposal } = await product.patch(task, { effort_minutes: 5 }, 202)
    const row = { ...proposal, collection: 'proposals' }
    const better = await product.patch(row, { title: 'Half an hour less', reason: 'The tool does it now.' })
    assert.deepEqual([better.title, better.reason], ['Half an hour less', 'The tool does it now.'])
    const headers = { 'if-match': '*' }
    const change = (client, body) => client.send('PATCH', client.w('proposals', proposal.id), { body, headers })
    mustRefuse(await change(project, { title: 'Mine now' }), 403)
    mustRefuse(await change(product, { state: 'accepted' }), 422, { field: /state/ })
    must(await decide(project, proposal, 'decline'), 200)
    mustRefuse(await change(product, { title: 'Too late' }), 409)
})

test('the end of a feature with tasks of the plan waits for project', async () => {
    const { product, project, task, feature } = await pair('End')
    const headers = { 'if-match': '*' }
    const answer = must(await product.send('DELETE', product.w('items', feature.id), { headers }), 202).json
    assert.equal(answer.proposal.needs_project, true)
    assert.equal((await product.fetch(task)).id, task.id)
    must(await decide(project, answer.proposal, 'accept'), 200)
    mustRefuse(await product.send('GET', product.w('items', task.id)), 404)
})

test('what a created row says, and what a deletion ends, needs the consent of who writes it', async () => {
    const { product, project, task, theProject } = await pair('Backdoor')
    const to = { kind: 'task', title: 'Slipped in', project_id: theProject.id, duration_minutes: 60 }
    for (const change of [{ action: 'create', resource: 'item', to }, { action: 'delete', resource: 'item', subject_id: task.id }]) {
        const proposal = await product.post(product.w('proposals'), { changes: [change] })
        assert.equal(proposal.needs_project, true, JSON.stringify(change))
        mustRefuse(await decide(product, proposal, 'accept'), 403)
        must(await decide(project, proposal, 'decline'), 200)
    }
})

test('a change of mine and his has my signature and needs his', async () => {
    const { product, project, feature, theProject } = await pair('Mine and his')
    const { proposal } = await product.patch(feature, { value: 9, project_id: theProject.id }, 202)
    assert.deepEqual([proposal.needs_product, proposal.needs_project], [true, true])
    assert.deepEqual(proposal.signatures.map((s) => [s.side, s.person_id]), [['product', product.person.id]])
    must(await decide(project, proposal, 'accept'), 200)
})
