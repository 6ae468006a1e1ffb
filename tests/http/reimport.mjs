// An updated plan over the one that is there: told row by row before, matched by the file's own ids, and nothing
// taken away that nobody asked to take.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { must, mustRefuse } from './lib/client.mjs'
import { mspdi, smallPlan } from './lib/files.mjs'
import { sendFile } from './imports.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

const importFile = async (client, query, raw) => must(await sendFile(client, `format=mspdi&${query}`, raw), 200).json
const numbers = ({ created, updated, unchanged, missing, proposed }) => ({ created, updated, unchanged, missing, proposed })

/** Without the last task, and with more work in the second. */
const updated = () =>
    mspdi({
        name: 'Small & good',
        tasks: [
            { uid: 1, name: 'Phase one', summary: true },
            { uid: 2, name: 'Dig', level: 2, hours: 16 },
            { uid: 3, name: 'Phase two', summary: true },
            { uid: 4, name: 'Build <fast>', level: 2, hours: 40 },
            { uid: 6, name: 'Paint', level: 2, hours: 8, after: [4] },
        ],
        resources: '<Resource><UID>1</UID><ID>1</ID><Name>Gräber</Name><Type>1</Type><MaxUnits>1</MaxUnits><StandardRate>50</StandardRate></Resource>',
        assignments: '<Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units><Work>PT16H0M0S</Work></Assignment>',
    })

async function first(client, name) {
    const { project_id } = await importFile(client, `project_name=${name}`, smallPlan())
    const items = () => client.all('items', `&project_id=${project_id}`)
    return { project_id, items, query: `project_id=${project_id}` }
}

test('the preview tells what is new, each field that changes, and what is no longer in the file', async () => {
    const { project } = await theWorld()
    const { query } = await first(project, 'Told')
    const dry = await importFile(project, `${query}&dry_run=true`, updated())
    const change = dry.changes.find((one) => one.title === 'Build <fast>')
    assert.deepEqual(change.changes, [{ field: 'duration_minutes', from: 1440, to: 2400 }], JSON.stringify(dry.changes))
    const gone = dry.changes.filter((one) => one.action === 'delete').map((one) => [one.resource, one.title, one.kept])
    assert.deepEqual(gone, [['link', 'Dig → Build <fast>', true], ['item', 'Done', true]])
    assert.deepEqual(dry.counts.find((one) => one.resource === 'item'), { resource: 'item', created: 1, updated: 1, unchanged: 3, proposed: 0, missing: 1 })
    assert.deepEqual(dry.tasks.map((one) => [one.title, one.depth, one.summary]), [
        ['Phase one', 0, true],
        ['Dig', 1, false],
        ['Phase two', 0, true],
        ['Build <fast>', 1, false],
        ['Paint', 1, false],
    ])
    assert(dry.tasks.every((one) => one.start_at && one.finish_at), JSON.stringify(dry.tasks))
})

test('what is no longer in the file stays until it is asked to go', async () => {
    const { project } = await theWorld()
    const { query, items } = await first(project, 'Kept')
    const own = await project.create('items', { title: 'Made here', kind: 'task', project_id: (await items())[0].project_id })
    const dry = await importFile(project, `${query}&dry_run=true`, updated())
    assert.deepEqual(numbers(await importFile(project, query, updated())), numbers(dry))
    assert((await items()).some((item) => item.title === 'Done'))
    const all = await importFile(project, `${query}&removed=all`, updated())
    assert.deepEqual([all.created, all.updated, all.missing], [0, 0, 2], JSON.stringify(all))
    assert.deepEqual((await items()).map((item) => item.title).toSorted(), ['Build <fast>', 'Dig', 'Made here', 'Paint', 'Phase one', 'Phase two'])
    assert.equal((await project.get(project.w('items', own.id))).title, 'Made here')
    const again = await importFile(project, `${query}&removed=all`, updated())
    assert.deepEqual([again.created, again.updated, again.missing], [0, 0, 0], JSON.stringify(again))
})

test('who has no custody of the plan proposes the differences, and taking away too', async () => {
    const { project, product } = await theWorld()
    const { query, items } = await first(project, 'Foreign')
    const before = await items()
    const dry = await importFile(product, `${query}&removed=all&dry_run=true`, updated())
    assert(dry.changes.every((one) => one.proposed), JSON.stringify(dry.changes))
    const report = await importFile(product, `${query}&removed=all`, updated())
    assert.deepEqual(numbers(report), numbers(dry))
    assert(report.proposal_id, JSON.stringify(report))
    assert.deepEqual(await items(), before)
    const proposal = await project.get(project.w('proposals', report.proposal_id))
    assert(proposal.changes.some((one) => one.action === 'delete') && proposal.changes.some((one) => one.field === 'duration_minutes'))
})

test('people are found by mail and name, suggested when similar, and mapped as the importer says', async () => {
    const { project } = await theWorld()
    const known = await project.create('resources', { name: 'Jane Doe', kind: 'person', email: 'jane@example.org' })
    const resource = (uid, name, mail) =>
        `<Resource><UID>${uid}</UID><ID>${uid}</ID><Name>${name}</Name><Type>1</Type>${mail ? `<EmailAddress>${mail}</EmailAddress>` : ''}<MaxUnits>1</MaxUnits></Resource>`
    const assign = (uid, task) => `<Assignment><UID>${uid}</UID><TaskUID>${task}</TaskUID><ResourceUID>${uid}</ResourceUID><Units>1</Units></Assignment>`
    const file = mspdi({
        tasks: [1, 2, 3, 4].map((uid) => ({ uid, name: `Task ${uid}` })),
        resources: [resource(1, 'JD', 'Jane@Example.org'), resource(2, 'DOE, Jane'), resource(3, 'J. Doe'), resource(4, 'Nobody')].join(''),
        assignments: [1, 2, 3, 4].map((uid) => assign(uid, uid)).join(''),
    })
    const dry = await importFile(project, 'project_name=People&dry_run=true', file)
    assert.deepEqual(dry.people.map((one) => [one.number, one.means, one.resource_id, one.task_count]), [
        [1, 'known', known.id, 1],
        [2, 'known', known.id, 1],
        [3, 'new', null, 1],
        [4, 'new', null, 1],
    ])
    assert.equal(dry.people[2].similar_resource_id, known.id)
    const people = encodeURIComponent(`3=${known.id},4=none,2=new`)
    const report = await importFile(project, `project_name=People&people=${people}`, file)
    const items = await project.all('items', `&project_id=${report.project_id}`)
    const who = (await project.all('assignments')).filter((one) => items.some((item) => item.id === one.item_id))
    assert.deepEqual(who.filter((one) => one.resource_id === known.id).length, 2)
    assert.equal(who.length, 3)
    const names = (await project.all('resources')).map((one) => one.name)
    assert(names.includes('DOE, Jane') && !names.includes('Nobody'), names.join())
    for (const wrong of ['x=new', '1=nobody', '1', `1=${report.project_id}`])
        mustRefuse(await sendFile(project, `format=mspdi&people=${encodeURIComponent(wrong)}`, file), 422, { field: 'people' })
})

test('dates that differ from the file are told with the reason, and what follows them says so', async () => {
    const { project } = await theWorld()
    const dated = (start, finish) => `<Start>${start}T08:00:00</Start><Finish>${finish}T17:00:00</Finish>`
    const file = mspdi({
        tasks: [
            { uid: 1, name: 'As it is', hours: 8, extra: dated('2026-01-05', '2026-01-05') },
            { uid: 2, name: 'Later there', hours: 8, after: [1], extra: dated('2026-01-08', '2026-01-08') },
            { uid: 3, name: 'Follows it', hours: 8, after: [2], extra: dated('2026-01-09', '2026-01-09') },
        ],
    })
    const dry = await importFile(project, 'project_name=Dated&dry_run=true', file)
    assert.deepEqual([dry.dated_count, dry.differing_count], [3, 2], JSON.stringify(dry.dates))
    const [late, follows] = dry.dates
    assert.deepEqual([late.title, late.of, late.file_at, late.computed_at, late.follows_id], ['Later there', 'start', '2026-01-08T08:00', '2026-01-06T08:00', null])
    assert.match(late.reason, /Starts when As it is finishes/)
    assert.equal(follows.follows_id, late.item_id)
})

test('what a format does not say of a task stays as it is, and what it says is taken', async () => {
    const { project } = await theWorld()
    const xer = readFileSync(new URL('../corpus/xer/small.xer', import.meta.url), 'utf8')
    const sent = async (query, file) => must(await sendFile(project, query, file), 200).json
    const split = async (id) => (await project.get(project.w('items', id))).leveling_can_split
    const whole = async (id) => {
        const { revision } = await project.get(project.w('items', id))
        const headers = { 'if-match': `"${revision}"` }
        must(await project.send('PATCH', project.w('items', id), { body: { leveling_can_split: false }, headers }), 200)
    }
    const says = (value) => mspdi({ tasks: [{ uid: 1, name: 'Whole', extra: value === null ? '' : `<LevelingCanSplit>${value}</LevelingCanSplit>` }] })
    for (const [format, file, after] of [['xer', xer, false], ['mspdi', says(null), false], ['mspdi', says(1), true], ['mspdi', says(0), false]]) {
        const { project_id } = await sent(`format=${format}&project_name=Said`, file)
        const [{ id }] = (await project.all('items', `&project_id=${project_id}`)).filter((item) => item.kind === 'task' && item.duration_minutes)
        await whole(id)
        await sent(`format=${format}&project_id=${project_id}`, file)
        assert.equal(await split(id), after, format)
    }
})

test('rates that were changed in the program of the file are taken', async () => {
    const { project } = await theWorld()
    const rate = (table, from, standard) =>
        `<Rate><RatesFrom>${from}T00:00:00</RatesFrom><RatesTo>2049-12-31T23:59:00</RatesTo><RateTable>${table}</RateTable><StandardRate>${standard}</StandardRate><OvertimeRate>90</OvertimeRate><CostPerUse>0</CostPerUse></Rate>`
    const file = (rates, table) =>
        mspdi({
            tasks: [{ uid: 1, name: 'Dig', hours: 8 }],
            resources: `<Resource><UID>1</UID><ID>1</ID><Name>Rated anew</Name><Type>1</Type><MaxUnits>1</MaxUnits><Rates>${rates}</Rates></Resource>`,
            assignments: `<Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units><Work>PT8H0M0S</Work><CostRateTable>${table}</CostRateTable></Assignment>`,
        })
    const { project_id } = await importFile(project, 'project_name=Rated', file(rate(0, '1984-01-01', 60), 0))
    const raised = file(rate(0, '1984-01-01', 60) + rate(0, '2026-07-01', 75) + rate(1, '1984-01-01', 40), 1)
    await importFile(project, `project_id=${project_id}`, raised)
    const resource = (await project.all('resources')).find((one) => one.name === 'Rated anew')
    assert.deepEqual(
        resource.rates.map((one) => [one.rate_table, one.effective_at, one.rate_cents_per_hour, one.overtime_rate_cents_per_hour]),
        [['a', '2026-07-01T00:00', 7500, 9000], ['b', null, 4000, 9000]],
    )
    assert.equal(resource.overtime_rate_cents_per_hour, 9000)
    const [item] = await project.all('items', `&project_id=${project_id}`)
    const assignment = (await project.all('assignments')).find((one) => one.item_id === item.id)
    assert.equal(assignment.rate_table, 'b')
})

test('a field that a format has no word for survives an import of the same file', async () => {
    const { project } = await theWorld()
    const xer = readFileSync(new URL('../corpus/xer/small.xer', import.meta.url), 'utf8')
    const ms = mspdi({ tasks: [{ uid: 1, name: 'Known', hours: 8 }] })
    const everywhere = { optimistic_minutes: 60, pessimistic_minutes: 2400, earned_value_method: 'zero_hundred', steps: [{ title: 'Half', weight: 1 }] }
    const ofMicrosoft = { task_type: 'fixed_work', effort_driven: true, deadline_at: '2027-01-04T17:00', leveling_delay_minutes: 480, cost_accrual: 'end', inactive: true }
    const ofPrimavera = { activity_kind: 'start_milestone', expected_finish_at: '2027-01-04T17:00', constraint_2_kind: 'finish_no_later_than', constraint_2_at: '2027-01-05T17:00', ends_float_paths: true }
    for (const [format, file, foreign] of [['xer', xer, ofMicrosoft], ['mspdi', ms, ofPrimavera]]) {
        const sent = async (query) => must(await sendFile(project, `format=${format}&${query}`, file), 200).json
        const { project_id } = await sent('project_name=Kept')
        const [{ id }] = (await project.all('items', `&project_id=${project_id}`)).filter((item) => item.kind === 'task' && item.duration_minutes)
        const fields = { ...everywhere, ...foreign }
        await project.patch({ collection: 'items', id }, fields)
        const before = await project.get(project.w('items', id))
        const again = await sent(`project_id=${project_id}`)
        const after = await project.get(project.w('items', id))
        for (const name of Object.keys(fields)) assert.deepEqual(after[name], before[name], `${format}: ${name}`)
        assert.deepEqual([again.updated, again.proposed ?? 0], [0, 0], JSON.stringify(again.changes))
    }
})
