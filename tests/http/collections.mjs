// The same life for every kind of row: create, read, list, change, delete, and bring back where that is promised.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { theContract } from './lib/contract.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld, WEEK } from './lib/world.mjs'

/** Those that a sample stands for below. */
export const COLLECTIONS = [
    'people', 'memberships', 'calendars', 'product_lines', 'programs', 'products', 'projects', 'releases', 'items', 'risks', 'links',
    'resources', 'assignments', 'baselines', 'time_entries', 'expenses', 'formulas', 'tolerances', 'scenarios',
    'promises', 'meeting_series', 'meeting_points',
]

/** Of what was agreed, and what it became. */
const agreedSamples = ({ admin, product, project }, { own, one, resource, meeting }) => ({
    baselines: [project, { name: 'Agreed', text: 'First.', project_id: own.id }, { name: 'Agreed in January' }],
    time_entries: [
        project,
        { resource_id: resource.id, item_id: one.id, day: '2026-01-05', minutes: 90, note: 'Dug.' },
        { minutes: 75, submitted: true },
    ],
    expenses: [
        project,
        { project_id: own.id, item_id: one.id, title: 'Gravel', day: '2026-01-07', amount_cents: 12_50, kind: 'committed' },
        { kind: 'actual', amount_cents: -5_00 },
    ],
    scenarios: [
        project,
        { name: 'Two days less', changes: [{ action: 'update', resource: 'item', subject_id: one.id, field: 'duration_minutes', from: null, to: 480 }] },
        { name: 'As it is', text: 'Nothing changes.', changes: [] },
    ],
    promises: [
        product,
        { account: 'Acme', promised_on: '2026-09-30', item_id: one.id, amount_cents: 90_000_00, note: 'By phone.' },
        { promised_on: '2026-10-31', contact: 'Ann' },
    ],
    meeting_series: [
        project,
        { name: 'Stand-up', template: 'stand_up', first_at: '2030-01-07T09:00', time_zone: 'Europe/Berlin', project_id: own.id },
        { duration_minutes: 10, ended: true },
    ],
    meeting_points: [project, { meeting_id: meeting.id, title: 'Rain', minutes_planned: 5 }, { notes: 'None.', title: 'Rain, again' }],
    tolerances: [
        admin,
        { project_id: own.id, aspect: 'quality', allowed: 3, unit: 'open defects', target: 5 },
        { allowed: 4, warning_percent: 100, less_is_worse: true },
    ],
})

/** For each collection: who writes it, a whole valid body, a change of it. */
export async function samples(world) {
    const { project, product, admin } = world
    const { calendar, project: own } = await makeProject(project, `Samples ${Math.random()}`)
    const task = (title) => project.create('items', { kind: 'task', title, project_id: own.id })
    const [one, two] = [await task('One'), await task('Two')]
    const resource = await project.create('resources', { name: 'Ravi' })
    const theProduct = await product.create('products', { name: 'Sample product' })
    const person = await admin.create('people', { name: 'P', email: `p${Math.random()}@example.com` })
    const series = await project.create('meeting_series', { name: 'Samples', template: 'weekly', first_at: '2030-01-07T10:00', time_zone: 'UTC', project_id: own.id })
    const meeting = await project.create('meetings', { series_id: series.id })
    const span = { from_minute: 0, to_minute: 1440 }
    const holiday = { name: 'Fair', first_day: '2026-05-01', last_day: '2026-05-02', spans: [span] }
    return {
        people: [admin, { name: 'Quinn', email: `q${Math.random()}@example.com`, password: 'long enough it is' }, { name: 'Quentin' }],
        memberships: [admin, { person_id: person.id, role: 'pmo' }, { role: 'member', project_id: own.id }],
        calendars: [project, { name: 'Odd', week: WEEK, exceptions: [holiday] }, { exceptions: [] }],
        product_lines: [product, { name: 'Carts', vision: 'All that rolls.' }, { name: 'Carts and bikes' }],
        programs: [project, { name: 'Move', purpose: 'One depot less.' }, { purpose: '' }],
        products: [product, { name: 'Cart', vision: 'Carry.\nMore.', life_cycle_stage: 'growth' }, { rank: 'b' }],
        projects: [
            project,
            {
                name: 'Tunnel',
                start_at: '2026-02-02T08:00',
                status_at: null,
                calendar_id: calendar.id,
                budget_cents: 100_000_00,
                product_ids: [theProduct.id],
            },
            { must_finish_at: '2026-12-24T17:00', budget_cents: null },
        ],
        releases: [product, { product_id: theProduct.id, name: '2.0', target_on: '2026-09-30' }, { state: 'released' }],
        items: [
            product,
            {
                kind: 'feature',
                title: 'Bell',
                text: 'Rings.\n\nTwice.',
                labels: ['sound', 'safety'],
                value: 12.5,
                reach: 1000,
                confidence_percent: 80,
                rank: 'a1',
                acceptance_criteria: [{ text: 'It rings.', accepted: false }],
                impact: 2,
                moscow: 'should',
                kano_answers: [{ who: 'Ada', functional: 'like', dysfunctional: 'neutral' }],
                variants: [{ name: 'Small', value_percent: 60, tasks: [{ item_id: one.id, left_out: true, effort_minutes: null }] }],
                variant: 'Small',
            },
            { title: 'Bells', labels: [], acceptance_criteria: [{ text: 'It rings.', accepted: true }] },
        ],
        risks: [
            project,
            { project_id: own.id, title: 'Rain', probability_percent: 30, effect_kind: 'minutes', item_ids: [one.id], duration_low: 480, duration_high: 960 },
            { state: 'closed', cost_low_cents: 1000, cost_high_cents: 5000, item_ids: [], effect_kind: 'percent', owner_id: person.id },
        ],
        links: [project, { predecessor_id: one.id, successor_id: two.id, type: 'start_start' }, { lag_minutes: -60 }],
        resources: [project, { name: 'Crane', kind: 'machine', rate_cents_per_hour: 9900 }, { units_percent: 300 }],
        ...agreedSamples(world, { own, one, resource, meeting }),
        formulas: [product, { name: 'Per day', product_id: theProduct.id, text: 'value / max(effort, 0.5)' }, { text: 'sqrt(value)' }],
        assignments: [project, { item_id: one.id, resource_id: resource.id, units_percent: 50 }, { work_minutes: 60, delay_minutes: 30, contour: 'bell' }],
    }
}

/** Whether the contract has the operation, of which path is the part behind the workspace. */
export const promised = (method, path) =>
    Boolean(theContract().document.paths[`/v1/workspaces/{workspace_id}/${path}`]?.[method])

/** The document's schema of the body that creates a row of the collection. */
export function createSchema(collection) {
    const { document } = theContract()
    const { post } = document.paths[`/v1/workspaces/{workspace_id}/${collection}`]
    let schema = post.requestBody.content['application/json'].schema
    while (schema.$ref) schema = document.components.schemas[schema.$ref.split('/').pop()]
    return schema
}

test('every collection with a sample is one of those tested here', async () => {
    assert.deepEqual(Object.keys(await samples(await theWorld())).sort(), [...COLLECTIONS].sort())
})

for (const collection of COLLECTIONS)
    test(`${collection}: created, read, listed, changed, deleted and brought back`, async () => {
        const world = await theWorld()
        const [client, body, change] = (await samples(world))[collection]
        const created = must(await client.send('POST', client.w(collection), { body }), 201)
        const row = created.json
        assert.equal(row.revision, 1)
        assert.equal(row.workspace_id, client.workspace.id)
        for (const [key, value] of Object.entries(body)) if (key !== 'password') assert.deepEqual(row[key], value, key)
        for (const [key, field] of Object.entries(createSchema(collection).properties))
            if (!(key in body) && 'default' in field) assert.deepEqual(row[key], field.default, `${key} by default`)

        const place = created.headers.location
        assert(place.endsWith(client.w(collection, row.id)), `Location is ${place}`)
        const read = must(await client.send('GET', new URL(place, 'http://h').pathname), 200)
        assert.deepEqual(read.json, row)
        assert.equal(read.headers.etag, created.headers.etag)
        assert((await client.all(collection)).some((other) => other.id === row.id))

        const headers = { 'if-match': read.headers.etag }
        const changed = must(await client.send('PATCH', client.w(collection, row.id), { body: change, headers }), 200)
        assert.deepEqual(changed.json, { ...row, ...change, revision: 2, updated_at: changed.json.updated_at })
        assert.notEqual(changed.headers.etag, read.headers.etag)
        const same = { body: change, headers: { 'if-match': changed.headers.etag } }
        const unchanged = must(await client.send('PATCH', client.w(collection, row.id), same), 200)
        assert.equal(unchanged.json.revision, 2, 'nothing changed and the revision rose')

        if (!promised('delete', `${collection}/{id}`)) return
        const gone = { headers: { 'if-match': changed.headers.etag } }
        must(await client.send('DELETE', client.w(collection, row.id), gone), 204)
        mustRefuse(await client.send('GET', client.w(collection, row.id)), 404)
        mustRefuse(await client.send('DELETE', client.w(collection, row.id), gone), 404)
        assert(!(await client.all(collection)).some((other) => other.id === row.id))
        if (!promised('post', `${collection}/{id}/restore`)) return
        const back = must(await client.send('POST', client.w(collection, row.id, 'restore')), 200).json
        assert.deepEqual({ ...back, revision: 0, updated_at: 0 }, { ...changed.json, revision: 0, updated_at: 0 })
        assert(back.revision > 2, 'a new revision')
    })

test('an unknown id is not there, one of another kind neither, nonsense neither', async () => {
    const { project, design } = await theWorld()
    for (const id of ['0000000000001', design.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')), 'x', '7zzzzzzzzzzzz', '%00', '..%2f..'])
        mustRefuse(await project.send('GET', project.w('items', id), { outside: id === '%00' }), [400, 404])
    mustRefuse(await project.send('GET', project.w('links', design.id)), 404)
})

test('deleting an item takes what is below it along; each can be brought back, the item first', async () => {
    const { project, product, resource, theProject } = await theWorld()
    const feature = await product.create('items', { kind: 'feature', title: 'Whole' })
    const under = { kind: 'task', parent_id: feature.id, project_id: theProject.id }
    const a = await project.create('items', { ...under, title: 'A' })
    const b = await project.create('items', { ...under, title: 'B', parent_id: a.id })
    const c = await project.create('items', { ...under, title: 'C' })
    const link = await project.create('links', { predecessor_id: b.id, successor_id: c.id })
    const assignment = await project.create('assignments', { item_id: c.id, resource_id: resource.id })
    const { proposal } = await product.remove(feature, 202)
    must(await project.send('POST', project.w('proposals', proposal.id, 'accept'), { body: {} }), 200)
    mustRefuse(await project.send('POST', project.w('items', b.id, 'restore')), [404, 409, 422])
    const rows = [feature, a, b, c, link, assignment]
    for (const row of rows) mustRefuse(await project.send('GET', project.w(row.collection, row.id)), 404)
    must(await product.send('POST', product.w('items', feature.id, 'restore')), 200)
    for (const row of rows.slice(1)) must(await project.send('POST', project.w(row.collection, row.id, 'restore')), 200)
    for (const row of rows) await project.fetch(row)
})

test('what others still use is not deleted, and the answer says by what', async () => {
    const { project, product, calendar, theProject, theProduct, resource, release } = await theWorld()
    const used = [
        [project, 'calendars', calendar],
        [project, 'projects', theProject],
        [product, 'products', theProduct],
        [project, 'resources', resource],
        [product, 'releases', release],
    ]
    const headers = { 'if-match': '*' }
    for (const [client, collection, row] of used)
        mustRefuse(await client.send('DELETE', client.w(collection, row.id), { headers }), 409, { says: /still used by/ })
})
