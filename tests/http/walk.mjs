// Escalation walk: people with little custody move, change, create, delete, propose and sign at random. What they do
// is judged by a second, independent model of custody, and no right ever grows without an administrator's act.
// WALK_STEPS=1000000 and WALK_SEED are the long form.
import assert from 'node:assert/strict'
import { theContract } from './lib/contract.mjs'
import { test } from './lib/tap.mjs'
import { join, setUp, WEEK } from './lib/world.mjs'

const STEPS = Number(process.env.WALK_STEPS ?? 250)
const OF_ROLE = {
    product_owner: ['product', 'shared'],
    project_manager: ['project', 'shared'],
    program_manager: ['project', 'shared'],
    member: ['shared'],
    stakeholder: [],
}

let state = Number(process.env.WALK_SEED ?? 20260105)
const random = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
}
const pick = (list) => list[random(list.length)]
const maybe = (list) => (random(4) === 0 ? null : pick(list).id)

/* ---- the second model: rows by their events, custody by role and place ---- */

class Model {
    constructor() {
        this.rows = new Map()
    }

    apply(event) {
        const row = { ...(this.rows.get(event.subject_id) ?? { resource: event.resource }) }
        for (const { field, to } of event.changes) if (event.action !== 'deleted') row[field] = to ?? null
        row.deleted = event.action === 'deleted'
        this.rows.set(event.subject_id, row)
    }

    /** The product and project of an item: its own, or its nearest ancestor's. */
    place(id) {
        const found = { product_id: null, project_id: null }
        for (let row = this.rows.get(id); row; row = this.rows.get(row.parent_id)) {
            found.product_id ??= row.product_id ?? null
            found.project_id ??= row.project_id ?? null
        }
        return found
    }

    rights(walker, id) {
        const { product_id, project_id } = this.place(id)
        const held = new Set()
        for (const m of walker.roles) {
            const own = OF_ROLE[m.role]
            const everywhere = !m.product_id && !m.project_id && !m.product_line_id && !m.program_id
            const here =
                (m.product_id && m.product_id === product_id) ||
                (m.project_id && m.project_id === project_id) ||
                (m.product_line_id && this.rows.get(product_id)?.product_line_id === m.product_line_id) ||
                (m.program_id && this.rows.get(project_id)?.program_id === m.program_id)
            for (const custody of own)
                if (everywhere || here || (custody === 'shared' ? !product_id && !project_id : custody === 'product' ? !product_id : !project_id))
                    held.add(custody)
        }
        return held
    }

    below(id) {
        const found = [id]
        for (let i = 0; i < found.length; i++)
            for (const [other, row] of this.rows) if (row.parent_id === found[i] && !row.deleted) found.push(other)
        return found
    }
}

const custodyOf = (field) => theContract().document.components.schemas.Item.properties[field]?.['x-custody']

/** What one event of a walker shows: he had custody of what he changed, before and after, and gained none. What a
 *  proposal carries has the signatures of several: there it is the custody of all walkers together. */
function judge(model, walkers, walker, event) {
    const id = event.subject_id
    const whose = model.below(id)
    const rights = (one) =>
        event.proposal_id ? new Set(walkers.flatMap((w) => [...model.rights(w, one)])) : model.rights(walker, one)
    const before = new Map(whose.map((one) => [one, rights(one)]))
    const had = before.get(id)
    model.apply(event)
    if (event.resource !== 'item' || event.action === 'deleted' || event.action === 'restored') return
    const has = rights(id)
    const say = (what) => `${walker.name} ${what}: ${JSON.stringify(event)}`
    for (const { field, to } of event.changes) {
        const custody = custodyOf(field)
        if (!custody || custody === 'system') continue
        const filled = event.action === 'updated' || ![null, '', false, 0].includes(to) && !(Array.isArray(to) && !to.length)
        if (!filled || (event.action === 'created' && !(field in VALUES))) continue // choices begin with their first
        assert(has.has(custody), say(`has no ${custody} custody for ${field} where it is now`))
        if (event.action === 'updated') assert(had.has(custody), say(`had no ${custody} custody for ${field}`))
    }
    if (event.action !== 'updated' || event.proposal_id) return
    for (const one of whose)
        for (const custody of rights(one))
            assert(before.get(one).has(custody), say(`came by ${custody} custody of ${one}`))
}

/* ---- the walk ---- */

async function makeWorld() {
    const { server, admin } = await setUp('Walked')
    const lead = await join(admin, 'Lead', 'project_manager')
    await admin.create('memberships', { person_id: lead.person.id, role: 'product_manager' })
    const calendar = await lead.create('calendars', { name: 'Week', week: WEEK })
    const plan = (name) => lead.create('projects', { name, start_at: '2026-01-05T08:00', calendar_id: calendar.id })
    const world = {
        server, admin, lead,
        projects: [await plan('A'), await plan('B'), await plan('C')],
        products: [await lead.create('products', { name: 'One' }), await lead.create('products', { name: 'Two' })],
        items: [],
    }
    world.line = await lead.create('product_lines', { name: 'Line' })
    world.program = await lead.create('programs', { name: 'Program' })
    await admin.patch(world.products[1], { product_line_id: world.line.id })
    await admin.patch(world.projects[1], { program_id: world.program.id })
    for (let i = 0; i < 18; i++) {
        const parent = i > 5 && random(2) ? pick(world.items).id : null
        const body = { kind: 'task', title: `T${i}`, parent_id: parent, project_id: parent ? null : maybe(world.projects), product_id: parent ? null : maybe(world.products) }
        world.items.push(await lead.create('items', body))
    }
    const walker = async (name, roles) => {
        const client = await join(admin, name, null)
        for (const role of roles) await admin.create('memberships', { person_id: client.person.id, ...role })
        return Object.assign(client, { name, roles })
    }
    world.walkers = [
        await walker('Local', [{ role: 'project_manager', project_id: world.projects[0].id }, { role: 'member' }]),
        await walker('Owner', [{ role: 'product_owner', product_id: world.products[0].id }, { role: 'member' }]),
        await walker('Line', [{ role: 'product_owner', product_line_id: world.line.id }]),
        await walker('Program', [{ role: 'program_manager', program_id: world.program.id }]),
        await walker('Member', [{ role: 'member' }]),
        await walker('Watcher', [{ role: 'stakeholder' }]),
    ]
    return world
}

const VALUES = {
    title: () => `t${random(1000)}`,
    text: () => `x${random(1000)}`,
    duration_minutes: () => 60 * (1 + random(40)),
    value: () => random(100),
    rank: () => `a${random(9)}`,
    project_id: (world) => maybe(world.projects),
    product_id: (world) => maybe(world.products),
    parent_id: (world) => maybe(world.items),
}

function someFields(world) {
    const names = Object.keys(VALUES).filter(() => random(4) === 0)
    return Object.fromEntries((names.length ? names : ['parent_id']).map((name) => [name, VALUES[name](world)]))
}

const etag = { 'if-match': '*' }
const STEPS_OF_WALK = [
    (w, world) => w.send('PATCH', w.w('items', pick(world.items).id), { body: someFields(world), headers: etag }),
    (w, world) => w.send('PATCH', w.w('items', pick(world.items).id), { body: { parent_id: maybe(world.items) }, headers: etag }),
    (w, world) => w.send('POST', w.w('items'), { body: { kind: 'task', title: 'New', ...someFields(world) } }),
    (w, world) => w.send('PATCH', w.w('projects', pick(world.projects).id), { body: { budget_cents: random(1e6) }, headers: etag }),
    (w, world) => w.send('POST', w.w('memberships'), { body: { person_id: w.person.id, role: 'project_manager', project_id: pick(world.projects).id } }),
    (w, world) => w.send('PATCH', w.w('products', pick(world.products).id), { body: { product_line_id: world.line.id }, headers: etag }),
    (w, world) => w.send('PATCH', w.w('projects', pick(world.projects).id), { body: { program_id: world.program.id }, headers: etag }),
    (w) => w.send('PATCH', w.w('people', w.person.id), { body: { administrator: true }, headers: etag }),
    async (w, world) => {
        const changes = [{ action: 'update', resource: 'item', subject_id: pick(world.items).id, field: 'duration_minutes', to: 60 }]
        const made = await w.send('POST', w.w('proposals'), { body: { title: 'Please', changes } })
        return made.status === 201 ? w.send('POST', w.w('proposals', made.json.id, 'accept'), { body: {} }) : made
    },
    async (w) => {
        const open = (await w.get(`${w.w('proposals')}?limit=20&state=open`)).data
        return open.length ? w.send('POST', w.w('proposals', pick(open).id, 'accept'), { body: {} }) : null
    },
    async (w, world) => (random(6) ? null : w.send('DELETE', w.w('items', pick(world.items).id), { headers: etag })),
]

/** Takes in the events that a step has caused and judges those of the walker. */
async function lookAt(world, model, walker) {
    const fresh = []
    for (let before = ''; ; before = `&before=${fresh.at(-1).seq}`) {
        const page = await world.admin.events(before)
        fresh.push(...page.filter((event) => event.seq > model.seq))
        if (page.length < 200 || page.at(-1).seq <= model.seq) break
    }
    for (const event of fresh.reverse()) {
        if (event.person_id === walker.person?.id) judge(model, world.walkers, walker, event)
        else model.apply(event)
        model.seq = event.seq
    }
    return fresh
}

test(`${STEPS} steps at random: nobody changes what he has no custody of, and nobody comes by any`, async () => {
    const world = await makeWorld()
    try {
        const model = Object.assign(new Model(), { seq: 0 })
        await lookAt(world, model, {})
        const accounts = async () => JSON.stringify([await world.admin.all('people'), await world.admin.all('memberships')])
        const before = await accounts()
        const counts = { done: 0, proposed: 0, refused: 0 }
        for (let i = 0; i < STEPS; i++) {
            const walker = pick(world.walkers)
            const answer = await pick(STEPS_OF_WALK)(walker, world)
            if (!answer) continue
            counts[answer.status === 202 ? 'proposed' : answer.status < 300 ? 'done' : 'refused']++
            assert(answer.status < 500, String(answer))
            for (const event of await lookAt(world, model, walker))
                if (event.resource === 'item' && event.action === 'created') world.items.push({ id: event.subject_id })
        }
        assert.equal(await accounts(), before)
        assert(counts.done > STEPS / 20 && counts.proposed > STEPS / 20 && counts.refused > STEPS / 20, JSON.stringify(counts))
        console.log(`# escalation: ${STEPS} steps, ${counts.done} done, ${counts.proposed} proposed, ${counts.refused} refused, 0 rights gained`)
    } finally {
        await world.server.remove()
    }
})
