// Roles hold where they were given: in the whole workspace, or for one product or one project.
import assert from 'node:assert/strict'
import { test } from './lib/tap.mjs'
import { join, makeProject, theWorld } from './lib/world.mjs'

const CUSTODY = {
    product_manager: ['product', 'shared'],
    product_owner: ['product', 'shared'],
    project_manager: ['project', 'shared'],
    scrum_master: ['project', 'shared'],
    program_manager: ['project', 'shared'],
    pmo: ['project', 'shared'],
    member: ['shared'],
    sponsor: [],
    stakeholder: [],
}

for (const [role, custody] of Object.entries(CUSTODY))
    test(`a ${role} writes ${custody.join(' and ') || 'nothing'} and proposes the rest`, async () => {
        const { admin, design } = await theWorld()
        const client = await join(admin, `Some_${role}`, role)
        const changes = { product: { value: Math.random() }, project: { fixed_cost_cents: Math.floor(Math.random() * 1e6) }, shared: { text: `by ${role}` } }
        for (const [kind, change] of Object.entries(changes)) await client.patch(design, change, custody.includes(kind) ? 200 : 202)
    })

test('a role for one project holds there and nowhere else', async () => {
    const { admin, project } = await theWorld()
    const mine = await makeProject(project, 'Mine')
    const other = await makeProject(project, 'Other')
    const client = await join(admin, 'Local', 'project_manager', { project_id: mine.project.id })
    const task = (where) => project.create('items', { kind: 'task', title: 'T', project_id: where.project.id })
    const [here, there] = [await task(mine), await task(other)]
    const below = await project.create('items', { kind: 'task', title: 'Below', parent_id: here.id })
    await client.patch(here, { duration_minutes: 60 }, 200)
    await client.patch(below, { duration_minutes: 60 }, 200)
    await client.patch(there, { duration_minutes: 60 }, 202)
    await client.patch(here, { project_id: other.project.id }, 202)
    await client.patch({ collection: 'projects', id: mine.project.id }, { budget_cents: 5 }, 200)
    await client.patch({ collection: 'projects', id: other.project.id }, { budget_cents: 5 }, 202)
    const link = { predecessor_id: there.id, successor_id: here.id }
    assert((await client.send('POST', client.w('links'), { body: link })).status <= 202)
})

test('a role for one product holds there and nowhere else', async () => {
    const { admin, product } = await theWorld()
    const mine = await product.create('products', { name: 'Mine' })
    const other = await product.create('products', { name: 'Other' })
    const client = await join(admin, 'Owner', 'product_owner', { product_id: mine.id })
    const feature = (of) => product.create('items', { kind: 'feature', title: 'F', product_id: of.id })
    const [here, there] = [await feature(mine), await feature(other)]
    await client.patch(here, { rank: 'a9', value: 3 }, 200)
    await client.patch(there, { rank: 'a8' }, 202)
    await client.patch(here, { product_id: other.id }, 202)
    await client.create('releases', { product_id: mine.id, name: '1' }, 201)
    await client.create('releases', { product_id: other.id, name: '1' }, 202)
})

test('a low role that walks about never gains a right', async () => {
    const { admin, member, feature, design, theProject } = await theWorld()
    const moves = [
        [design, { project_id: null }],
        [feature, { rank: 'z' }],
        [design, { calendar_id: null, duration_minutes: 1 }],
        [feature, { product_id: null }],
    ]
    for (const [row, change] of moves) await member.patch(row, change, 202)
    const own = await member.create('items', { kind: 'task', title: "Member's own" })
    await member.patch(own, { parent_id: design.id }, 200)
    await member.patch(own, { project_id: theProject.id }, 202)
    await member.patch(own, { duration_minutes: 60 }, 202)
    for (const role of ['pmo', 'product_manager']) {
        const body = { person_id: member.person.id, role }
        assert.equal((await member.send('POST', member.w('memberships'), { body })).status, 403)
    }
    assert.equal((await admin.get(admin.w('memberships'))).data.filter((m) => m.person_id === member.person.id).length, 1)
})
