// Roles hold where they were given: in the whole workspace, for a product, a project, a product line or a program.
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

/** A workspace with two lines of a product each, and two programs of a project each. */
async function twoOfEach() {
    const { admin, product, project } = await theWorld()
    const places = []
    for (const name of ['Here', 'There']) {
        const line = await product.create('product_lines', { name, vision: 'One family' })
        const program = await project.create('programs', { name, purpose: 'One result' })
        const made = await product.create('products', { name })
        const { project: plan } = await makeProject(project, name)
        await admin.patch({ ...made, collection: 'products' }, { product_line_id: line.id })
        await admin.patch({ ...plan, collection: 'projects' }, { program_id: program.id })
        const item = await project.create('items', { kind: 'task', title: name, project_id: plan.id })
        const feature = await product.create('items', { kind: 'feature', title: name, product_id: made.id })
        places.push({ line, program, product: made, project: plan, item, feature })
    }
    return places
}

// The matrix of places: each role's custody, where it holds (200) and where it does not (202), by one who changes hats.
test('a role of a product line or a program writes its custody in all below, and proposes elsewhere', async () => {
    const { admin, product } = await theWorld()
    const [here, there] = await twoOfEach()
    const client = await join(admin, 'Hatter', null)
    let asked = 0
    const tell = async (row, change, mine) => (await client.patch(row, change, mine ? 200 : 202), asked++)
    for (const [role, custody] of Object.entries(CUSTODY))
        for (const [place, group, text, kind] of [
            ['product_line_id', 'line', 'vision', 'product'],
            ['program_id', 'program', 'purpose', 'project'],
        ]) {
            const held = await admin.create('memberships', { person_id: client.person.id, role, [place]: here[group].id })
            for (const [at, near] of [
                [here, true],
                [there, false],
            ]) {
                const own = kind === 'product' ? { value: asked } : { duration_minutes: 60 + asked }
                const row = kind === 'product' ? at.feature : at.item
                await tell(row, own, near && custody.includes(kind))
                await tell(row, { text: `${role} ${asked}` }, near && custody.includes('shared'))
                await tell(at[group], { [text]: `${role} ${asked}` }, near && custody.includes(kind))
            }
            await admin.remove(held)
        }
    const held = { person_id: client.person.id, role: 'product_owner', product_line_id: here.line.id }
    await admin.create('memberships', held)
    await admin.patch({ ...there.product, collection: 'products' }, { product_line_id: here.line.id })
    await client.patch(there.feature, { value: 41 }, 200)
    await admin.patch({ ...there.product, collection: 'products' }, { product_line_id: null })
    await client.patch(there.feature, { value: 42 }, 202)
    const joining = { body: { product_line_id: here.line.id }, headers: { 'if-match': '*' } }
    const line = await product.send('PATCH', product.w('products', there.product.id), joining)
    assert.equal(line.status, 403, 'where roles hold is said by who gives them')
    console.log(`# places: ${asked} changes by each role in a line or a program, as the matrix says`)
})

test('who holds a role in a program is told of proposals in its projects; a line in use cannot be deleted', async () => {
    const { admin, member, stakeholder } = await theWorld()
    const [here, there] = await twoOfEach()
    const lead = { person_id: stakeholder.person.id, role: 'program_manager', program_id: here.program.id }
    const held = await admin.create('memberships', lead)
    const before = (await stakeholder.all('notices')).length
    await member.patch(here.item, { duration_minutes: 77 }, 202)
    await member.patch(there.item, { duration_minutes: 78 }, 202)
    assert.equal((await stakeholder.all('notices')).length, before + 1)
    await admin.remove(held)
    const gone = await admin.send('DELETE', admin.w(`programs/${here.program.id}`), { headers: { 'if-match': '*' } })
    assert.equal(gone.status, 409)
    const both = { person_id: member.person.id, role: 'member', program_id: here.program.id, product_line_id: here.line.id }
    const refused = await admin.send('POST', admin.w('memberships'), { body: both })
    assert.equal(refused.status, 422)
    assert.equal(refused.json.errors?.[0]?.field ?? refused.json.field, 'program_id')
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
