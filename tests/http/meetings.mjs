// Meetings: agenda out of what changed, deciding and taking on tasks, minutes with frozen figures, and notes that
// only their author ever sees.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { EventStream } from './lib/stream.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

const post = async (client, row, verb, body, status = 200) =>
    must(await client.send('POST', client.w(row.collection, row.id, verb), { body }), status).json

let number = 0
/** A product and a project of their own with a weekly about the project, and one meeting of it. */
async function scene(more = {}) {
    const world = await theWorld()
    const { product, project, theProduct } = world
    const name = `Weekly ${++number}`
    const { project: own } = await makeProject(project, name)
    const abc = await product.create('items', { kind: 'feature', title: `ABC ${number}`, product_id: theProduct.id, value: 5, rank: 'k' })
    const build = await project.create('items', { kind: 'task', title: `Build ${number}`, parent_id: abc.id, project_id: own.id, duration_minutes: 960 })
    const series = await project.create('meeting_series', {
        name,
        template: 'weekly',
        first_at: '2030-01-07T10:00',
        time_zone: 'Europe/Berlin',
        project_id: own.id,
        participant_ids: [product.person.id, project.person.id],
        ...more,
    })
    const meeting = await project.create('meetings', { series_id: series.id })
    return { ...world, own, abc, build, series, meeting }
}
const pointsOf = async (client, meeting) => await client.all('meeting_points', `&meeting_id=${meeting.id}`)
async function hold(client, meeting) {
    await post(client, meeting, 'begin')
    return post(client, meeting, 'close')
}
const nextOf = async (client, series) =>
    (await client.all('meetings', `&series_id=${series.id}&state=planned`)).map((row) => ({ ...row, collection: 'meetings' }))[0]

test('a new workspace has the weekly of the two managers, and its first meeting', async () => {
    const { stranger, admin } = await theWorld()
    for (const client of [stranger, admin]) {
        const series = (await client.all('meeting_series')).find((row) => row.name === 'Weekly of the two managers')
        assert.deepEqual([series.duration_minutes, series.recurrence, series.participant_roles], [30, 'weekly', ['product_manager', 'project_manager']])
        const [meeting] = await client.all('meetings', `&series_id=${series.id}`)
        assert.equal(new Date(`${meeting.starts_at}Z`).getUTCDay(), 1)
    }
})

test('a meeting takes time and length from its series, the next one the next turn', async () => {
    const { project, series, meeting } = await scene()
    assert.deepEqual([meeting.starts_at, meeting.duration_minutes, meeting.state], ['2030-01-07T10:00', 30, 'planned'])
    const second = await project.create('meetings', { series_id: series.id })
    assert.equal(second.starts_at, '2030-01-14T10:00')
})

test('templates bring their standing points; a wrong zone, role or template is refused by name', async () => {
    const { project } = await theWorld()
    const good = { name: 'Retro', template: 'retrospective', first_at: '2030-01-07T10:00', time_zone: 'UTC' }
    const series = await project.create('meeting_series', good)
    assert.deepEqual(series.standing_points.map((one) => one.title), ['What went well', 'What did not', 'What we try next'])
    for (const [field, value] of [['time_zone', 'Mars/Base'], ['participant_roles', ['boss']], ['template', 'party']])
        mustRefuse(await project.send('POST', project.w('meeting_series'), { body: { ...good, [field]: value } }), 422, { field })
    mustRefuse(await project.send('POST', project.w('meetings'), { body: { series_id: '0000000000001' } }), 422, { field: 'series_id' })
})

test('what changed since the last meeting is its agenda; a quiet week may be cancelled', async () => {
    const { product, project, abc, build, series, meeting } = await scene()
    const first = await project.get(project.w('meetings', meeting.id, 'agenda'))
    assert.equal(first.first, true)
    await hold(project, meeting)
    const next = await nextOf(project, series)
    const quiet = await project.get(project.w('meetings', next.id, 'agenda'))
    const others = quiet.points.filter((point) => !['slip', 'change'].includes(point.kind))
    assert.deepEqual(quiet.points, others, 'nothing of its own project changed')
    await product.patch(abc, { value: 8 })
    await project.patch(build, { duration_minutes: 2400 })
    const { points } = await project.get(project.w('meetings', next.id, 'agenda'))
    const own = points.filter((point) => !others.some((one) => one.subject_id === point.subject_id))
    assert.deepEqual(own.map((point) => [point.kind, point.subject_id]), [['slip', abc.id], ['change', abc.id]])
    await post(project, next, 'agenda')
    const written = await pointsOf(project, next)
    const slip = written.find((point) => point.kind === 'slip')
    assert.deepEqual([slip.presenter_id, slip.minutes_planned], [project.person.id, 3])
    assert.equal(written.find((point) => point.kind === 'change').presenter_id, product.person.id)
    await project.patch({ ...slip, collection: 'meeting_points' }, { notes: 'Two weeks.' })
    await project.patch(build, { duration_minutes: 960 })
    await product.patch(abc, { value: 5 })
    await post(project, next, 'agenda')
    const again = await pointsOf(project, next)
    assert.equal(again.find((point) => point.kind === 'change'), undefined, 'true no more, and nobody touched it')
    assert.equal(again.find((point) => point.kind === 'slip').notes, 'Two weeks.', 'what somebody noted stays')
})

test('a quiet meeting is cancelled with a reason, everybody is told, the next is planned', async () => {
    const { product, project, series, meeting } = await scene({ template: 'retrospective', standing_points: [{ title: 'How was it?' }] })
    assert.equal((await project.get(project.w('meetings', meeting.id, 'agenda'))).quiet, true)
    await post(project, meeting, 'agenda')
    assert.equal((await project.get(project.w('meetings', meeting.id, 'agenda'))).quiet, true, 'a standing point alone is no reason to meet')
    const cancelled = await post(project, meeting, 'cancel', { reason: 'Nothing to decide.' })
    assert.deepEqual([cancelled.state, cancelled.cancel_reason], ['cancelled', 'Nothing to decide.'])
    const told = (await product.all('notices')).find((one) => one.subject_id === meeting.id)
    assert.deepEqual([told.kind, told.text], ['meeting', 'Nothing to decide.'])
    assert.equal((await nextOf(project, series)).starts_at, '2030-01-14T10:00')
    mustRefuse(await project.send('POST', project.w('meetings', meeting.id, 'begin'), { body: {} }), 409)
})

test('a proposal accepted in the meeting is applied, and its decision names the meeting', async () => {
    const { product, project, build, meeting } = await scene()
    const { proposal } = await product.patch(build, { duration_minutes: 480 }, 202)
    await post(project, meeting, 'begin')
    const point = (await pointsOf(project, meeting)).find((one) => one.subject_id === proposal.id)
    assert.deepEqual([point.kind, point.presenter_id], ['proposal', product.person.id])
    const path = project.w('meeting_points', point.id, 'decide')
    mustRefuse(await product.send('POST', path, { body: { accept: true } }), [403, 409])
    const decided = must(await project.send('POST', path, { body: { accept: true, note: 'Agreed.' } }), 200).json
    assert.equal(decided.outcome, 'decided')
    assert.equal((await project.fetch(build)).duration_minutes, 480)
    const decision = (await project.all('decisions')).find((one) => one.proposal_ids.includes(proposal.id))
    assert.equal(decision.meeting_id, meeting.id)
    const { fields } = await project.get(`${project.w('origins')}?subject_id=${build.id}`)
    assert.deepEqual(fields.map((one) => [one.field, one.decision_id, one.meeting_id]), [['duration_minutes', decision.id, meeting.id]])
    assert.deepEqual((await project.all('decisions', `&meeting_id=${meeting.id}`)).map((one) => one.id), [decision.id])
    const nowhere = { title: 'By hand', meeting_id: '0000000000001' }
    mustRefuse(await project.send('POST', project.w('decisions'), { body: nowhere }), 422, { field: 'meeting_id' })
    const other = (await product.patch(build, { duration_minutes: 490 }, 202)).proposal
    mustRefuse(await project.send('POST', project.w('proposals', other.id, 'decline'), { body: { meeting_id: '0000000000001' } }), 422, { field: 'meeting_id' })
    await product.post(product.w('proposals', other.id, 'withdraw'), {}, 200)
    const topic = await project.create('meeting_points', { meeting_id: meeting.id, title: 'Holidays' })
    mustRefuse(await project.send('POST', project.w('meeting_points', topic.id, 'decide'), { body: { accept: true } }), 409)
    await post(project, meeting, 'close')
    const { minutes } = await project.get(project.w('meetings', meeting.id))
    assert.match(minutes, /## Decisions\n\n- No\. \d+, accepted: /)
})

test('the agenda of a project lists what is of that project, that of the workspace all', async () => {
    const here = await scene()
    const there = await scene()
    const everywhere = await scene({ project_id: null })
    const { product, project, member, admin, theProduct } = here
    const own = []
    for (const { own: plan, build, abc } of [here, there]) {
        const release = await product.create('releases', { product_id: theProduct.id, name: `Of ${abc.title}` })
        await product.patch(abc, { release_id: release.id })
        const late = { account: 'Acme', promised_on: '2026-01-05' }
        const promises = [await product.create('promises', { ...late, item_id: abc.id }), await product.create('promises', { ...late, release_id: release.id })]
        const proposals = [await member.patch(build, { duration_minutes: 1000 }, 202), await member.patch(abc, { value: 6 }, 202)].map((one) => one.proposal)
        await project.create('baselines', { name: 'Agreed', project_id: plan.id })
        const held = { project_id: plan.id, aspect: 'time', allowed: 0 }
        const tolerance = await admin.create('tolerances', held)
        await project.patch(build, { duration_minutes: 1920 })
        let exception
        for (let tries = 0; tries < 200 && !exception; tries++) {
            exception = (await project.all('exceptions')).find((one) => one.tolerance_id === tolerance.id)
            if (!exception) await new Promise((resolve) => setTimeout(resolve, 50))
        }
        own.push([...promises, ...proposals, exception].map((one) => one.id))
    }
    const listed = async ({ meeting }) => (await project.get(project.w('meetings', meeting.id, 'agenda'))).points.map((point) => point.subject_id)
    const has = async (place, ids) => {
        const all = await listed(place)
        return ids.map((id) => all.includes(id))
    }
    const [yes, no] = [own[0].map(() => true), own[0].map(() => false)]
    assert.deepEqual([await has(here, own[0]), await has(here, own[1])], [yes, no])
    assert.deepEqual([await has(there, own[0]), await has(there, own[1])], [no, yes])
    assert.deepEqual([await has(everywhere, own[0]), await has(everywhere, own[1])], [yes, yes])
})

test('an action item is a task with a deadline; overdue it comes back by itself', async () => {
    const { product, project, series, meeting } = await scene()
    await post(project, meeting, 'begin')
    const topic = await project.create('meeting_points', { meeting_id: meeting.id, title: 'Customers' })
    const body = { title: 'Call Acme', person_id: product.person.id, due_on: '2026-01-05' }
    const action = must(await project.send('POST', project.w('meeting_points', topic.id, 'actions'), { body }), 201).json
    const task = await project.get(project.w('items', action.item_id))
    assert.deepEqual([task.kind, task.title, task.deadline_at, task.state], ['task', 'Call Acme', '2026-01-05T17:00', 'new'])
    assert((await product.all('notices')).some((one) => one.kind === 'action' && one.subject_id === task.id))
    assert.deepEqual((await project.all('meeting_actions', `&meeting_id=${meeting.id}`)).map((row) => row.id), [action.id])
    await project.get(project.w('meeting_actions', action.id))
    const nobody = { ...body, person_id: '0000000000001' }
    mustRefuse(await project.send('POST', project.w('meeting_points', topic.id, 'actions'), { body: nobody }), 422, { field: 'person_id' })
    await post(project, meeting, 'close')
    const next = await nextOf(project, series)
    const points = async () => (await project.get(project.w('meetings', next.id, 'agenda'))).points.filter((one) => one.subject_id === task.id)
    assert.equal((await points())[0].kind, 'action')
    await project.patch({ ...task, collection: 'items' }, { state: 'done' })
    assert.deepEqual(await points(), [])
})

test('what is open is carried on, and counted', async () => {
    const { project, series, meeting } = await scene()
    await post(project, meeting, 'begin')
    const topic = await project.create('meeting_points', { meeting_id: meeting.id, title: 'Office' })
    const done = await project.create('meeting_points', { meeting_id: meeting.id, title: 'Coffee' })
    await project.patch(done, { outcome: 'discussed' })
    await post(project, meeting, 'close')
    let next = await nextOf(project, series)
    for (const count of [1, 2]) {
        await post(project, next, 'begin')
        const carried = (await pointsOf(project, next)).filter((point) => point.kind === 'topic')
        assert.deepEqual(carried.map((point) => [point.title, point.carried_count, point.subject_id]), [['Office', count, topic.id]])
        await post(project, next, 'close')
        next = await nextOf(project, series)
    }
})

test('the clock runs for what is talked about', async () => {
    const { project, meeting } = await scene()
    const one = await project.create('meeting_points', { meeting_id: meeting.id, title: 'One' })
    const foreign = await project.create('meeting_points', { meeting_id: (await scene()).meeting.id, title: 'Of another' })
    mustRefuse(await project.send('POST', project.w('meetings', meeting.id, 'present'), { body: { point_id: one.id } }), 409)
    await post(project, meeting, 'begin')
    const running = await post(project, meeting, 'present', { point_id: one.id })
    assert.deepEqual([running.current_point_id, running.state], [one.id, 'running'])
    mustRefuse(await project.send('POST', project.w('meetings', meeting.id, 'present'), { body: { point_id: foreign.id } }), 422, { field: 'point_id' })
    await new Promise((resolve) => setTimeout(resolve, 1100))
    await post(project, meeting, 'present', { point_id: null })
    const { seconds_used } = await project.get(project.w('meeting_points', one.id))
    assert(seconds_used >= 1 && seconds_used < 5, `${seconds_used} s`)
})

test('minutes freeze the figures: what changes later changes them no more', async () => {
    const { project, own, build, meeting } = await scene()
    await project.patch(meeting, { notes: 'Everybody was *there*.' })
    await post(project, meeting, 'begin')
    await project.create('meeting_points', { meeting_id: meeting.id, title: 'Money | time' })
    const held = await post(project, meeting, 'close')
    const figure = held.figures.find((one) => one.subject_id === own.id)
    assert.equal(figure.subject, 'project')
    const file = must(await project.send('GET', project.w('meetings', meeting.id, 'minutes')), 200)
    assert.match(file.headers['content-type'], /^text\/markdown/)
    for (const part of [/^# Weekly/, /Present: /, /Money \\\| time/, /> Everybody was \\\*there\\\*\./, /## Figures when the meeting closed/])
        assert.match(file.text, part)
    await project.patch(build, { duration_minutes: 9600 })
    assert.equal(must(await project.send('GET', project.w('meetings', meeting.id, 'minutes')), 200).text, file.text)
    const later = await project.get(project.w('meetings', meeting.id))
    assert.deepEqual(later.figures, held.figures)
    const [point] = await pointsOf(project, meeting)
    for (const [path, body] of [[project.w('meetings', meeting.id), { notes: 'x' }], [project.w('meeting_points', point.id), { notes: 'x' }]])
        mustRefuse(await project.send('PATCH', path, { body, headers: { 'if-match': '*' } }), 409, { says: /over/ })
    mustRefuse(await project.send('POST', project.w('meeting_points'), { body: { meeting_id: meeting.id, title: 'Late' } }), 409)
    mustRefuse(await project.send('GET', project.w('meetings', (await scene()).meeting.id, 'minutes')), 409)
})

test('the invitation is a calendar entry with the rules of its zone', async () => {
    const { project, series, meeting } = await scene({ purpose: 'One, two; three' })
    for (const path of [project.w('meetings', meeting.id, 'invitation'), project.w('meeting_series', series.id, 'invitation')]) {
        const { text, headers } = must(await project.send('GET', path), 200)
        assert.match(headers['content-type'], /^text\/calendar/)
        for (const line of text.split('\r\n')) assert(Buffer.byteLength(line) <= 75, line)
        const unfolded = text.replaceAll('\r\n ', '')
        for (const part of ['DTSTART;TZID=Europe/Berlin:20300107T100000', 'DTEND;TZID=Europe/Berlin:20300107T103000', 'TZOFFSETTO:+0200',
            'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=25,26,27,28,29,30,31', 'DESCRIPTION:One\\, two\\; three', 'mailto:project@example.com'])
            assert(unfolded.includes(part), `${part} is not in ${unfolded}`)
        assert.equal(unfolded.includes('\r\nRRULE:FREQ=WEEKLY'), path.includes('series'))
    }
})

test('who only reads does not run a meeting', async () => {
    const { stakeholder, meeting } = await scene()
    for (const verb of ['agenda', 'begin'])
        mustRefuse(await stakeholder.send('POST', stakeholder.w('meetings', meeting.id, verb), { body: {} }), 403)
})

test('a private note is seen by its author and by nobody else, ever', async () => {
    const { product, project, admin, member, stakeholder, stranger, meeting } = await scene()
    const secret = `between me and me ${Math.random()}`
    const stream = await new EventStream(member).opened
    const own = await new EventStream(stakeholder).opened
    const note = await stakeholder.create('private_notes', { meeting_id: meeting.id, text: secret })
    assert.equal(note.author_id, stakeholder.person.id, 'whatever his role, his notes are his')
    await own.until((frame) => frame.json?.subject_id === note.id)
    const changed = await stakeholder.patch(note, { text: `${secret}, changed` })
    const behind = await product.create('items', { kind: 'task', title: 'Behind it' })
    await stream.until((frame) => frame.json?.subject_id === behind.id)
    for (const open of [stream, own]) open.close()
    assert(!stream.frames.some((frame) => frame.data.includes(secret) || frame.data.includes(note.id)))
    const caughtUp = await new EventStream(member, { after: 1 }).opened
    await caughtUp.until((frame) => frame.json?.subject_id === behind.id || frame.event === 'resync')
    caughtUp.close()
    assert(!caughtUp.frames.some((frame) => frame.data.includes(secret)))
    for (const client of [product, project, admin, member, stranger]) {
        const path = client.w('private_notes', note.id)
        mustRefuse(await client.send('GET', path), 404)
        mustRefuse(await client.send('PATCH', path, { body: { text: 'x' }, headers: { 'if-match': '*' } }), 404)
        mustRefuse(await client.send('DELETE', path, { headers: { 'if-match': '*' } }), 404)
        mustRefuse(await client.send('POST', `${path}/restore`, { body: {} }), 404)
        for (const where of ['private_notes?limit=500', 'snapshot', 'events?limit=500', `events?subject_id=${note.id}`])
            assert(!must(await client.send('GET', client.w(where)), 200).text.includes(secret), where)
        const change = { action: 'update', resource: 'private_note', subject_id: note.id, field: 'text', to: 'x' }
        const answer = await client.send('POST', client.w('proposals'), { body: { changes: [change] } })
        assert(answer.status >= 400 && !answer.text.includes(secret), String(answer))
        const asked = await client.send('POST', client.w('impact'), { body: { changes: [change] } })
        assert(!asked.text.includes(secret), String(asked))
    }
    assert.equal((await stakeholder.all('private_notes')).find((row) => row.id === note.id).text, changed.text)
    assert((await stakeholder.get(stakeholder.w('snapshot'))).private_notes.some((row) => row.id === note.id))
    await stakeholder.remove(note)
    for (const client of [admin, member]) mustRefuse(await client.send('POST', `${client.w('private_notes', note.id)}/restore`, { body: {} }), 404)
    must(await stakeholder.send('POST', `${stakeholder.w('private_notes', note.id)}/restore`), 200)
    await post(project, meeting, 'begin')
    const held = await post(project, meeting, 'close')
    assert(!held.minutes.includes(secret))
})
