// Scenarios: kept sets of changes; one is adopted as a proposal and gives what was shown, the others stay.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

async function scene() {
    const { project, product } = await theWorld()
    const { project: own } = await makeProject(project, `Scenarios ${Math.random()}`)
    const one = await project.create('items', { kind: 'task', title: 'One', project_id: own.id, duration_minutes: 960, fixed_cost_cents: 100 })
    return { project, product, own, one }
}
const change = (item, field, to) => ({ action: 'update', resource: 'item', subject_id: item.id, field, to })

test('a scenario changes nothing; adopted, it gives the impact that was shown, and the others stay', async () => {
    const { project, own, one } = await scene()
    const changes = [change(one, 'duration_minutes', 1920), change(one, 'fixed_cost_cents', 900)]
    const longer = await project.create('scenarios', { name: 'Longer', text: 'Because.', changes })
    const shorter = await project.create('scenarios', { name: 'Shorter', changes: [change(one, 'duration_minutes', 480)] })
    assert.equal(longer.author_id, project.person.id)
    assert.equal((await project.fetch(one)).duration_minutes, 960)
    const { impacts } = await project.post(project.w('impact'), { changes }, 200)
    const proposal = await project.post(project.w('scenarios', longer.id, 'adopt'), {}, 201)
    assert.deepEqual([proposal.title, proposal.reason, proposal.changes.length], ['Longer', 'Because.', 2])
    assert.deepEqual(proposal.impacts.map((i) => [i.subject_id, i.finish_after, i.cost_after_cents]), impacts.map((i) => [i.subject_id, i.finish_after, i.cost_after_cents]))
    assert.equal(proposal.impacts.find((i) => i.subject_id === own.id).cost_after_cents, 900)
    assert.equal((await project.fetch(longer)).proposal_id, proposal.id)
    assert.equal((await project.fetch(shorter)).proposal_id, null)
    const again = await project.post(project.w('scenarios', shorter.id, 'adopt'), { reason: 'Better.' }, 201)
    assert.equal(again.reason, 'Better.')
})

test('a scenario that does not fit the plan is refused, and one that no longer does cannot be adopted', async () => {
    const { project, one } = await scene()
    const refused = async (changes, field) => mustRefuse(await project.send('POST', project.w('scenarios'), { body: { name: 'S', changes } }), [404, 422], field ? { field } : {})
    await refused([{ ...change(one, 'duration_minutes', -5) }], 'changes[0].duration_minutes')
    await refused([{ ...change(one, 'nonsense', 5) }])
    await refused([{ ...change({ id: '0000000000001' }, 'duration_minutes', 5) }])
    const scenario = await project.create('scenarios', { name: 'Gone', changes: [change(one, 'duration_minutes', 480)] })
    await project.remove(one)
    const answer = await project.send('POST', project.w('scenarios', scenario.id, 'adopt'), { body: {} })
    mustRefuse(answer, [404, 409])
    const empty = await project.create('scenarios', { name: 'As it is' })
    mustRefuse(await project.send('POST', project.w('scenarios', empty.id, 'adopt'), { body: {} }), 409, { says: /nothing to propose/ })
})

test('the forecast of a scenario is that of the plan with its changes', async () => {
    const { project, own, one } = await scene()
    const forecast = async (changes) => {
        const started = await project.post(project.w('runs'), { kind: 'forecast', parameters: { project_id: own.id, trials: 200, tornado_trials: 0, changes } }, 202)
        for (let after = 0; ; ) {
            const run = await project.get(`${project.w('runs', started.id)}?after=${after}&wait_seconds=10`)
            if (run.state === 'done') return (await project.get(project.w('runs', started.id))).result.groups.find((group) => group.subject_id === own.id)
            assert(['queued', 'running'].includes(run.state), JSON.stringify(run))
            after = run.revision
        }
    }
    const asked = await forecast([change(one, 'duration_minutes', 1920)])
    assert.notEqual(asked.p80_at, (await forecast([])).p80_at)
    await project.patch(one, { duration_minutes: 1920 })
    const done = await forecast([])
    assert.deepEqual([asked.p50_at, asked.p80_at, asked.planned_finish_at], [done.p50_at, done.p80_at, done.planned_finish_at])
})
