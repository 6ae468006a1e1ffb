// Export: a file that other programs read, and that comes back as the same plan.
import assert from 'node:assert/strict'
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
