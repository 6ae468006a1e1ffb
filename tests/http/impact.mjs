// Impact: what is shown before is what comes out after; asking stores nothing.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

async function scene() {
    const { project, product, theProduct } = await theWorld()
    const { project: own } = await makeProject(project, `Impact ${Math.random()}`, { product_ids: [theProduct.id] })
    const release = await product.create('releases', { product_id: theProduct.id, name: `R${Math.random()}` })
    const feature = await product.create('items', { kind: 'feature', title: 'F', product_id: theProduct.id, release_id: release.id })
    const resource = await project.create('resources', { name: 'Worker', rate_cents_per_hour: 1000 })
    const task = await project.create('items', { kind: 'task', title: 'T', parent_id: feature.id, project_id: own.id, duration_minutes: 480 })
    await project.create('assignments', { item_id: task.id, resource_id: resource.id })
    return { project, product, own, release, feature, task }
}

const find = (impacts, id) => impacts.find((impact) => impact.subject_id === id)

test('finish and cost of release and project, before and after', async () => {
    const { product, own, release, task } = await scene()
    const changes = [{ action: 'update', resource: 'item', subject_id: task.id, field: 'duration_minutes', to: 960 }]
    const seq = await product.lastSeq()
    const { impacts } = await product.post(product.w('impact'), { changes }, 200)
    for (const id of [own.id, release.id]) {
        const { finish_before, finish_after, cost_before_cents, cost_after_cents } = find(impacts, id)
        assert.deepEqual([finish_before, finish_after], ['2026-01-05T17:00', '2026-01-06T17:00'])
        assert.deepEqual([cost_before_cents, cost_after_cents], [8000, 16000])
    }
    assert.equal(impacts.length, 2, 'only what changes')
    assert.equal(await product.lastSeq(), seq)
})

test('what a proposal showed is what accepting it gives', async () => {
    const { product, project, own, release, task } = await scene()
    const { proposal } = await product.patch(task, { duration_minutes: 1440 }, 202)
    assert(proposal.impacts.length >= 2)
    must(await project.send('POST', project.w('proposals', proposal.id, 'accept'), { body: {} }), 200)
    const schedule = await product.get(product.w('schedule'))
    for (const [groups, id] of [[schedule.projects, own.id], [schedule.releases, release.id]]) {
        const group = groups.find((row) => Object.values(row).includes(id))
        assert.equal(group.finish_at, find(proposal.impacts, id).finish_after)
        assert.equal(group.cost_cents, find(proposal.impacts, id).cost_after_cents)
    }
})

test('creations and deletions have their impact too', async () => {
    const { product, project, own, task, feature } = await scene()
    const next = { kind: 'task', title: 'Next', parent_id: feature.id, project_id: own.id, duration_minutes: 480 }
    const after = await project.create('items', next)
    await project.create('links', { predecessor_id: task.id, successor_id: after.id })
    const gone = [{ action: 'delete', resource: 'item', subject_id: after.id }]
    const { impacts } = await product.post(product.w('impact'), { changes: gone }, 200)
    assert.deepEqual([find(impacts, own.id).finish_before, find(impacts, own.id).finish_after], ['2026-01-06T17:00', '2026-01-05T17:00'])
    const more = [{ action: 'create', resource: 'item', to: { ...next, title: 'Long', duration_minutes: 4800 } }]
    const grown = (await product.post(product.w('impact'), { changes: more }, 200)).impacts
    assert.equal(find(grown, own.id).finish_after, '2026-01-16T17:00')
})

test('wrong questions are refused like wrong proposals', async () => {
    const { product, task } = await scene()
    const wrong = [
        [],
        [{ action: 'update', resource: 'item', subject_id: task.id, field: 'duration_minutes', to: -1 }],
        [{ action: 'update', resource: 'item', subject_id: task.id, field: 'nonsense', to: 1 }],
        [{ action: 'create', resource: 'link', to: { predecessor_id: task.id, successor_id: task.id } }],
    ]
    for (const changes of wrong)
        mustRefuse(await product.send('POST', product.w('impact'), { body: { changes } }), [409, 422])
})
