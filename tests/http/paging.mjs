// Lists: whole, once each, within limits, filtered by what is documented and nothing else.
import assert from 'node:assert/strict'
import { mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

async function thirty() {
    const { project } = await theWorld()
    const { project: own } = await makeProject(project, `Pages ${Math.random()}`)
    const bodies = Array.from({ length: 30 }, (_, i) => ({
        kind: i % 3 ? 'task' : 'milestone',
        state: i % 2 ? 'new' : 'ready',
        title: `Row ${i}`,
        project_id: own.id,
    }))
    const rows = []
    for (const body of bodies) rows.push(await project.create('items', body))
    return { project, own, rows }
}

test('pages hold every row once, in a steady order', async () => {
    const { project, own, rows } = await thirty()
    const seen = []
    let cursor = ''
    let pages = 0
    do {
        const page = await project.get(`${project.w('items')}?project_id=${own.id}&limit=7${cursor}`)
        assert(page.data.length <= 7)
        seen.push(...page.data.map((item) => item.id))
        cursor = page.next_cursor && `&cursor=${encodeURIComponent(page.next_cursor)}`
        pages++
    } while (cursor)
    assert.equal(pages, 5)
    assert.deepEqual(seen.toSorted(), rows.map((row) => row.id).toSorted())
})

test('a row that is made or deleted between pages disturbs no other', async () => {
    const { project, own, rows } = await thirty()
    const path = `${project.w('items')}?project_id=${own.id}&limit=10`
    const first = await project.get(path)
    const gone = rows.find((row) => !first.data.some((item) => item.id === row.id))
    await project.remove(gone)
    await project.create('items', { kind: 'task', title: 'Late', project_id: own.id })
    const rest = await project.get(`${path.replace('limit=10', 'limit=500')}&cursor=${encodeURIComponent(first.next_cursor)}`)
    const ids = [...first.data, ...rest.data].map((item) => item.id)
    assert.equal(new Set(ids).size, ids.length)
    for (const row of rows) assert.equal(ids.includes(row.id), row !== gone)
})

test('filters narrow, alone and together', async () => {
    const { project, own } = await thirty()
    const world = await theWorld()
    const of = `&project_id=${own.id}`
    assert.equal((await project.all('items', of)).length, 30)
    assert.equal((await project.all('items', `${of}&kind=milestone`)).length, 10)
    assert.equal((await project.all('items', `${of}&state=ready`)).length, 15)
    assert.equal((await project.all('items', `${of}&kind=milestone&state=ready`)).length, 5)
    assert.equal((await project.all('items', `&parent_id=${world.feature.id}`)).length >= 2, true)
    assert((await project.all('items', `&release_id=${world.release.id}`)).some((i) => i.id === world.feature.id))
    assert((await project.all('items', `&product_id=${world.theProduct.id}`)).some((i) => i.id === world.feature.id))
    assert((await project.all('proposals', '&state=open')).every((p) => p.state === 'open'))
})

test('limits, cursors and filters that make no sense are refused by name', async () => {
    const { project } = await theWorld()
    const wrong = [
        ['limit=0', 'limit'],
        ['limit=501', 'limit'],
        ['limit=-1', 'limit'],
        ['limit=ten', 'limit'],
        ['limit=1e2', 'limit'],
        ['limit=99999999999999999999', 'limit'],
        ['cursor=nonsense!', 'cursor'],
        ['kind=elephant', 'kind'],
        ['project_id=elephant', 'project_id'],
        ['colour=red', 'colour'],
        ['limit=5&limit=6', 'limit'],
    ]
    for (const [query, field] of wrong) {
        const answer = await project.send('GET', `${project.w('items')}?${query}`)
        const problem = mustRefuse(answer, [400, 422])
        assert(problem.field === field || problem.detail.includes(field), `${query}: ${answer}`)
    }
})

test('every list has pages', async () => {
    const { admin } = await theWorld()
    const lists = 'people memberships calendars products projects releases items links resources assignments formulas proposals'
    for (const collection of lists.split(' ')) {
        const { data, next_cursor } = await admin.get(`${admin.w(collection)}?limit=1`)
        assert(data.length <= 1)
        if (data.length) {
            const rest = await admin.get(`${admin.w(collection)}?limit=500${next_cursor ? `&cursor=${encodeURIComponent(next_cursor)}` : ''}`)
            if (next_cursor) assert(!rest.data.some((row) => row.id === data[0].id), `${collection}: a row twice`)
        }
    }
})
