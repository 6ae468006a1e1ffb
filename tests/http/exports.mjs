// Export: a file that other programs read, and that comes back as the same plan.
import assert from 'node:assert/strict'
import { inflateRawSync } from 'node:zlib'
import { must, mustRefuse } from './lib/client.mjs'
import { smallPlan } from './lib/files.mjs'
import { sendFile } from './imports.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

async function imported(project, raw, name) {
    const { project_id } = must(await sendFile(project, `format=mspdi&project_name=${encodeURIComponent(name)}`, raw), 200).json
    const items = await project.all('items', `&project_id=${project_id}`)
    const { tasks } = await project.get(project.w('schedule'))
    const dates = new Map(tasks.map((task) => [task.item_id, task]))
    const show = (item) => [item.title, item.kind, item.duration_minutes, dates.get(item.id)?.start_at, dates.get(item.id)?.finish_at]
    return { project_id, plan: items.map(show).toSorted() }
}

const exported = async (client, id, format) =>
    must(await client.send('GET', `${client.w('projects', id, 'export')}?format=${format}`), 200)

test('MSPDI written and read again is the same plan', async () => {
    const { project } = await theWorld()
    const first = await imported(project, smallPlan('Exported'), 'Out')
    const file = await exported(project, first.project_id, 'mspdi')
    assert.match(file.headers['content-disposition'], /^attachment;.*\.xml/)
    const tops = (await project.all('items', `&project_id=${first.project_id}`)).filter((item) => !item.parent_id)
    for (const item of tops) await project.remove({ ...item, collection: 'items' })
    const second = await imported(project, file.body, 'Back')
    assert.deepEqual(second.plan, first.plan)
})

test('what Trivet has no field for comes with the item, not with the snapshot, and goes back into the file', async () => {
    const { project } = await theWorld()
    const { project_id } = await imported(project, smallPlan('Details'), 'With details')
    const item = (await project.all('items', `&project_id=${project_id}`)).find((one) => one.title === 'Done')
    assert.deepEqual(item.file_details, { mspdi: [['Hyperlink', 'https://example.com']] })
    const { items } = await project.get(project.w('snapshot'))
    assert(items.length > 0 && items.every((one) => !('file_details' in one)))
    const { text } = await exported(project, project_id, 'mspdi')
    assert.match(text, /<Hyperlink>https:\/\/example.com<\/Hyperlink>/)
})

test('CSV written and read again changes nothing', async () => {
    const { project } = await theWorld()
    const { project_id } = await imported(project, smallPlan(), 'Csv out')
    const file = await exported(project, project_id, 'csv')
    assert.match(file.headers['content-disposition'], /^attachment;.*\.csv/)
    assert.match(file.headers['content-type'], /^text\/csv/)
    const back = must(await sendFile(project, `format=csv&project_id=${project_id}`, file.body), 200).json
    assert.deepEqual([back.created, back.updated, back.proposed], [0, 0, 0], JSON.stringify(back))
})

test('a cell that a spreadsheet would run is written harmlessly', async () => {
    const { project, theProject } = await theWorld()
    const title = '=HYPERLINK("http://evil.example","x")'
    await project.create('items', { kind: 'task', title, project_id: theProject.id })
    const { text } = await exported(project, theProject.id, 'csv')
    assert(!/(^|[,\n])"?=HYPERLINK/.test(text), 'the cell begins with =')
    must(await sendFile(project, `format=csv&dry_run=true&project_id=${theProject.id}`, text), 200)
})

test('an unknown project or format is refused', async () => {
    const { project, theProject } = await theWorld()
    mustRefuse(await project.send('GET', `${project.w('projects', '0000000000001', 'export')}?format=csv`), 404)
    mustRefuse(await project.send('GET', `${project.w('projects', theProject.id, 'export')}?format=pdf`), [400, 422])
})

test('every format that is written can be exported, and the list says which there are', async () => {
    const { project } = await theWorld()
    const { formats } = await project.get('/v1/formats')
    const { project_id } = await imported(project, smallPlan(), 'All formats')
    assert(formats.some((one) => one.name === 'xer' && one.read), JSON.stringify(formats))
    for (const one of formats) {
        assert(one.read || one.written, one.name)
        if (!one.written) mustRefuse(await project.send('GET', `${project.w('projects', project_id, 'export')}?format=${one.name}`), 422)
        else assert((await exported(project, project_id, one.name)).headers['content-disposition'].includes(one.endings.split(',')[0]), one.name)
    }
})

/** The parts of a zip file as text, by name. */
function unzip(bytes) {
    const parts = new Map()
    const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
    for (let at = bytes.readUInt32LE(end + 16); at < end; ) {
        const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
        const [name, extra, comment] = [28, 30, 32].map((k) => bytes.readUInt16LE(at + k))
        const local = bytes.readUInt32LE(at + 42)
        const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
        const packed = bytes.subarray(from, from + size)
        parts.set(bytes.toString('utf8', at + 46, at + 46 + name), (method ? inflateRawSync(packed) : packed).toString('utf8'))
        at += 46 + name + extra + comment
    }
    return parts
}

test('a workbook has a sheet for each table, and no text of it is a formula', async () => {
    const { project, theProject } = await theWorld()
    await project.create('items', { kind: 'task', title: '=HYPERLINK("http://evil.example","y")', project_id: theProject.id })
    const file = await exported(project, theProject.id, 'xlsx')
    assert.match(file.headers['content-disposition'], /^attachment;.*\.xlsx/)
    const parts = unzip(file.body)
    for (const name of ['Plan', 'Links', 'People', 'Assignments', 'Calendars'])
        assert(parts.get('xl/workbook.xml').includes(`name="${name}"`), name)
    assert(parts.get('xl/sharedStrings.xml').includes('=HYPERLINK(&quot;http://evil') || parts.get('xl/sharedStrings.xml').includes('=HYPERLINK("http://evil'))
    for (const [name, text] of parts) if (name.includes('worksheets/')) assert(!text.includes('<f>'), `${name} holds a formula`)
})
