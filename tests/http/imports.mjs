// Files of other programs, read in a sandboxed child: what was read, what was dropped, what is refused.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { mspdi, smallPlan } from './lib/files.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

const headers = { 'content-type': 'application/octet-stream' }
export const sendFile = (client, query, raw) => client.send('POST', `${client.w('imports')}?${query}`, { raw, headers })

const importFile = async (client, query, raw) => must(await sendFile(client, query, raw), 200).json

test('an MSPDI file becomes a project with tasks, links, calendar, people and work', async () => {
    const { project } = await theWorld()
    const report = await importFile(project, 'format=mspdi&project_name=Imported', smallPlan())
    assert.equal(report.format, 'mspdi')
    assert.equal(report.dry_run, false)
    assert(report.created >= 5, JSON.stringify(report))
    const items = await project.all('items', `&project_id=${report.project_id}`)
    const title = (uid) => items.find((item) => item.external_id === String(uid))
    assert.deepEqual([1, 2, 3, 4, 5].map((uid) => title(uid)?.title), ['Phase one', 'Dig', 'Phase two', 'Build <fast>', 'Done'])
    assert.equal(title(2).parent_id, title(1).id)
    assert.equal(title(5).kind, 'milestone')
    const { tasks } = await project.get(project.w('schedule'))
    const finish = (uid) => tasks.find((task) => task.item_id === title(uid).id).finish_at
    assert.deepEqual([finish(2), finish(4), finish(5)], ['2026-01-06T17:00', '2026-01-09T17:00', '2026-01-09T17:00'])
    assert(report.kept.some((note) => /Hyperlink/.test(note.what)), JSON.stringify(report.kept))
    for (const note of [...report.dropped, ...report.kept]) assert(note.count >= 1 && note.why.length)
})

test('a dry run says the same and changes nothing', async () => {
    const { project } = await theWorld()
    const seq = await project.lastSeq()
    const dry = await importFile(project, 'format=mspdi&dry_run=true&project_name=Dry', smallPlan())
    assert.equal(await project.lastSeq(), seq)
    assert.equal(dry.dry_run, true)
    const real = await importFile(project, 'format=mspdi&project_name=Dry', smallPlan())
    assert.deepEqual(dry.created, real.created)
    assert.deepEqual(dry.dropped, real.dropped)
})

test('the same file again changes nothing; a changed one changes what differs', async () => {
    const { project } = await theWorld()
    const first = await importFile(project, 'format=mspdi&project_name=Twice', smallPlan())
    const query = `format=mspdi&project_id=${first.project_id}`
    const again = await importFile(project, query, smallPlan())
    assert.deepEqual([again.created, again.updated], [0, 0], JSON.stringify(again))
    assert(again.unchanged >= 5, JSON.stringify(again))
    const changed = await importFile(project, query, smallPlan().replace('PT24H0M0S', 'PT40H0M0S'))
    assert.equal(changed.updated, 1, JSON.stringify(changed))
})

test('a table is known by the name of its file, and what is no plan is refused by what it is', async () => {
    const { project } = await theWorld()
    const table = 'Task name;Duration;Resource names\nDig;2 days;Ana\n'
    mustRefuse(await sendFile(project, 'dry_run=true', table), [422])
    const report = await importFile(project, 'dry_run=true&name=plan.CSV', table)
    assert.deepEqual([report.format, report.tasks[0].title], ['csv', 'Dig'])
    const dated = 'Task name;Start;Finish\nDig;06.01.2025;07.01.2025\nPour;08.01.2025;08.01.2025\n'
    const { tasks } = await importFile(project, 'dry_run=true&name=plan.csv', dated)
    assert.deepEqual(tasks.map((task) => task.start_at.slice(0, 10)), ['2025-01-06', '2025-01-08'], 'the project starts with them')
    const refused = await sendFile(project, 'name=plan.xml', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))
    mustRefuse(refused, [422])
    assert.match(JSON.stringify(refused.json), /MS Project.*Save As/)
})

test('the baselines of a file become baselines of the project, the one that counts last, and only once', async () => {
    const { project, product } = await theWorld()
    const baseline = (number, start, finish, cost) =>
        `<Baseline><Number>${number}</Number><Start>${start}T08:00:00</Start><Finish>${finish}T17:00:00</Finish>` +
        `<Duration>PT16H0M0S</Duration><Work>PT16H0M0S</Work><Cost>${cost}</Cost></Baseline>`
    const file = smallPlan('Baselined').replace('<UID>2</UID>', `<UID>2</UID>${baseline(0, '2026-01-05', '2026-01-06', 80000)}${baseline(3, '2026-01-12', '2026-01-13', 70000)}`)
    const counted = (report) => report.counts.find((row) => row.resource === 'baseline')
    const report = await importFile(project, 'format=mspdi&project_name=Baselined', file)
    assert.equal(counted(report).created, 2, JSON.stringify(report.counts))
    const set = (await project.all('baselines')).filter((row) => row.project_id === report.project_id).toSorted((a, b) => a.number - b.number)
    assert.deepEqual(set.map((row) => [row.name, row.start_at, row.finish_at, row.cost_cents, row.work_minutes]), [
        ['Baseline 3', '2026-01-12T08:00', '2026-01-13T17:00', 70000, 960],
        ['Baseline', '2026-01-05T08:00', '2026-01-06T17:00', 80000, 960],
    ])
    const { items } = await project.get(project.w('baselines', set[1].id, 'items'))
    assert.deepEqual(items.map((row) => [row.title, row.summary, row.finish_at]), [['Phase one', true, '2026-01-06T17:00'], ['Dig', false, '2026-01-06T17:00']])
    assert.equal(items[1].cost_spread, '2026-01-05 40000x2')
    const moved = await project.get(`${project.w('baselines', set[0].id, 'comparison')}?with=plan`)
    assert(moved.rows.some((row) => row.title === 'Dig' && row.finish_before === '2026-01-13T17:00'), JSON.stringify(moved))
    const query = `format=mspdi&project_id=${report.project_id}`
    assert.equal(counted(await importFile(project, query, file)).unchanged, 2)
    assert.equal(counted(await importFile(project, query, file.replace('80000', '90000'))).created, 1)
    const out = async () => (await project.send('GET', `${project.w('projects', report.project_id, 'export')}?format=mspdi`)).text
    assert.match(await out(), /<Number>0<\/Number><Start>2026-01-05T08:00:00<[^]*<Number>3<\/Number>/, 'as they came')
    await project.create('baselines', { project_id: report.project_id, name: 'Signed' })
    const signed = await out()
    assert.equal(signed.match(/<Number>0</g).length, 5, 'the one that was set here, of every task')
    assert.equal(signed.match(/<Number>3</g).length, 2, 'beside those of the file that have a number')
    assert.equal(counted(await importFile(project, query, signed)).unchanged, 2, 'which are known when they come back')
    const foreign = await importFile(product, query, file)
    assert(!counted(foreign) && foreign.warnings.some((note) => note.what === 'Baseline'), JSON.stringify(foreign.warnings))
})

test('amounts in another currency are taken as they are, and told; an export says which it is', async () => {
    const { project } = await theWorld()
    const { currency } = await project.get(project.base)
    const told = (report) => report.warnings.filter((note) => note.what === 'Currency').map((note) => note.why)
    const other = smallPlan().replace('<StartDate>', '<CurrencyCode>JPY</CurrencyCode><StartDate>')
    assert.match(told(await importFile(project, 'format=mspdi&dry_run=true', other)).join(), new RegExp(`JPY.*${currency}`))
    assert.deepEqual(told(await importFile(project, 'format=mspdi&dry_run=true', other.replace('JPY', currency))), [])
    const { project_id } = await importFile(project, 'format=mspdi&project_name=Money', smallPlan())
    for (const [format, pattern] of [['mspdi', `<CurrencyCode>${currency}<`], ['pmxml', `<Id>${currency}<`], ['xer', `\\t${currency}\r?\n`]])
        assert.match((await project.send('GET', `${project.w('projects', project_id, 'export')}?format=${format}`)).text, new RegExp(pattern))
})

test('top-level summaries become features when asked', async () => {
    const { product, theProduct } = await theWorld()
    const report = await importFile(product, `format=mspdi&dry_run=true&features=top&product_id=${theProduct.id}`, smallPlan())
    assert(report.proposed > 0 || report.created, JSON.stringify(report))
})

test('CSV makes and changes items; a bad cell is named by row and column', async () => {
    const { project } = await theWorld()
    const { project: own } = await makeProject(project, 'Csv')
    const query = `format=csv&project_id=${own.id}`
    const made = await importFile(project, query, 'title,duration_minutes,labels\n"Dig, deep",960,\nFill,480,\n')
    assert.equal(made.created, 2, JSON.stringify(made))
    const items = await project.all('items', `&project_id=${own.id}`)
    assert.deepEqual(items.map((item) => item.title).toSorted(), ['Dig, deep', 'Fill'])
    const dig = items.find((item) => item.title.startsWith('Dig'))
    const changed = await importFile(project, query, `\u{FEFF}id;title;duration_minutes\r\n${dig.id};"Dig; deeper";1440\r\n`)
    assert.equal(changed.updated, 1, JSON.stringify(changed))
    assert.equal((await project.fetch({ ...dig, collection: 'items' })).title, 'Dig; deeper')
    const answer = await sendFile(project, query, 'title,duration_minutes\nFine,480\nBad,many\n')
    if (answer.status === 200) assert(answer.json.warnings.some((w) => /3|row 2|Bad/.test(w.where)), answer.text)
    else mustRefuse(answer, 422, { says: /3|duration/ })
})

const bomb = `<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'.split('').map((n, i) => `<!ENTITY ${n} "${`&${'abcdefghij'[i]};`.repeat(10)}">`).join('')}]>`
const task = (fields) => mspdi({ tasks: [{ uid: 1, name: 'T', ...fields }] })

const HOSTILE = {
    'an empty file': '',
    'no XML': 'hello',
    'XML of something else': '<?xml version="1.0"?><html/>',
    'half a file': smallPlan().slice(0, 900),
    'a DOCTYPE': mspdi({ head: '<!DOCTYPE Project>', tasks: [] }),
    'an entity bomb': `${bomb}<Project><Name>&j;</Name></Project>`,
    'an external entity': '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project><Name>&x;</Name></Project>',
    'a million levels': `<?xml version="1.0"?><Project>${'<a>'.repeat(1_000_000)}`,
    'NUL bytes': Buffer.from([0x3c, 0x3f, 0, 0, 0, 0]),
    'a lie about its encoding': smallPlan().replace('UTF-8', 'UTF-16'),
}

for (const [what, content] of Object.entries(HOSTILE))
    test(`${what} is refused in words, and nothing is left behind`, async () => {
        const { project } = await theWorld()
        const seq = await project.lastSeq()
        const began = performance.now()
        mustRefuse(await sendFile(project, 'format=mspdi&project_name=Hostile', content), [400, 413, 422])
        assert(performance.now() - began < 60_000, 'quickly')
        assert.equal(await project.lastSeq(), seq)
    })

const DOUBTFUL = {
    'a task without end': task({ hours: 999_999_999 }),
    'a negative duration': task({ hours: -8 }),
    'a date out of range': task({ extra: '<ConstraintType>4</ConstraintType><ConstraintDate>9999-99-99T00:00:00</ConstraintDate>' }),
    'a link to nothing': task({ after: [77] }),
    'a link to itself': task({ after: [1] }),
    'two tasks of one number': mspdi({ tasks: [{ uid: 1, name: 'A' }, { uid: 1, name: 'B' }] }),
    'a circle': mspdi({ tasks: [{ uid: 1, name: 'Hen', after: [2] }, { uid: 2, name: 'Egg', after: [1] }] }),
    'a title without end': task({ name: 'x'.repeat(5000) }),
}

for (const [what, content] of Object.entries(DOUBTFUL))
    test(`${what} is mended with a warning, or refused by name`, async () => {
        const { project } = await theWorld()
        const answer = await sendFile(project, 'format=mspdi&project_name=Doubtful', content)
        if (answer.status !== 200) mustRefuse(answer, [400, 409, 422])
        else assert(answer.json.warnings.length + answer.json.dropped.length > 0, answer.text)
        assert((await project.get(project.w('schedule'))).tasks.length > 0, 'the plan can still be computed')
    })

test('what a circle in a file is made of is named', async () => {
    const { project } = await theWorld()
    const answer = await sendFile(project, 'format=mspdi&project_name=Circle', DOUBTFUL['a circle'])
    assert(/Hen/.test(answer.text) && /Egg/.test(answer.text), answer.text)
})

test('a wrong question is refused by name', async () => {
    const { project } = await theWorld()
    for (const query of ['format=pdf', 'format=csv&project_id=x', 'format=csv&dry_run=perhaps', 'format=csv&features=all', 'format=csv&colour=red'])
        mustRefuse(await sendFile(project, query, 'title\nx\n'), [400, 404, 422])
})

test('CSV that is broken is refused or warned of, never half read in silence', async () => {
    const { project } = await theWorld()
    const { project: own } = await makeProject(project, 'Broken csv')
    for (const raw of ['', 'title\n"open', 'colour,size\nred,1\n', 'title,title\na,b\n', 'title\n\0\n', Buffer.from('title\n\xff\xfe\n', 'latin1'), `id,title\n${own.id},x\n`]) {
        const answer = await sendFile(project, `format=csv&project_id=${own.id}`, raw)
        if (answer.status !== 200) mustRefuse(answer, [400, 404, 409, 422])
        else assert(answer.json.warnings.length + answer.json.dropped.length > 0, `${raw}: ${answer.text}`)
    }
})
