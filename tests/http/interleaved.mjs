// Two to four people at the same things in the same moment: the outcome is that of one order of their requests, and the
// same on SQLite and on PostgreSQL.
import assert from 'node:assert/strict'
import { must, signIn } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { join, makeProject, PASSWORD, setUp } from './lib/world.mjs'

const ROUNDS = 8
const tally = (answers) => answers.map((answer) => answer.status).sort()

async function planning(name, use) {
    const { server, admin } = await setUp(name)
    try {
        const one = await join(admin, 'Pm', 'project_manager')
        const { project } = await makeProject(one, name)
        const people = [one, ...(await Promise.all([1, 2, 3].map(() => signIn(server, one.person.email, PASSWORD))))]
        await use({ admin, people, project })
    } finally {
        await server.remove()
    }
}

const task = (client, project, more = {}) =>
    client.create('items', { kind: 'task', title: 'Task', project_id: project.id, duration_minutes: 480, ...more })

test('of four changes of one revision one is made', () =>
    planning('One', async ({ people, project }) => {
        for (let round = 0; round < ROUNDS; round++) {
            const item = await task(people[0], project)
            const change = (client, i) =>
                client.send('PATCH', client.w('items', item.id), { body: { title: `By ${i}` }, headers: { 'if-match': item.etag } })
            const answers = await Promise.all(people.map(change))
            assert.deepEqual(tally(answers), [200, 412, 412, 412])
            const winner = answers.find((answer) => answer.status === 200)
            assert.deepEqual((await people[1].fetch(item)).title, winner.json.title)
        }
    }))

test('links that close a circle only together are not both made', () =>
    planning('Circle', async ({ people, project }) => {
        for (let round = 0; round < ROUNDS; round++) {
            const items = []
            for (let i = 0; i < 3; i++) items.push(await task(people[0], project))
            const link = (client, i) => {
                const body = { predecessor_id: items[i].id, successor_id: items[(i + 1) % 3].id }
                return client.send('POST', client.w('links'), { body })
            }
            const answers = await Promise.all(people.slice(0, 3).map(link))
            const statuses = tally(answers)
            assert.deepEqual(statuses.slice(0, 2), [201, 201], statuses.join())
            assert([409, 422].includes(statuses[2]), statuses.join())
        }
        must(await people[0].send('GET', people[0].w('schedule')), 200)
    }))

test('one address is given to one of four new people', () =>
    planning('Address', async ({ admin }) => {
        for (let round = 0; round < ROUNDS; round++) {
            const body = { name: 'New', email: `new${round}@example.com` }
            const answers = await Promise.all([1, 2, 3, 4].map(() => admin.send('POST', admin.w('people'), { body })))
            assert.deepEqual(tally(answers), [201, 409, 409, 409])
        }
    }))

test('a parent that goes and a child that comes leave no child behind', () =>
    planning('Orphan', async ({ people, project }) => {
        const [one, other] = people
        for (let round = 0; round < ROUNDS; round++) {
            const parent = await task(one, project)
            const body = { kind: 'task', title: 'Child', project_id: project.id, parent_id: parent.id }
            const [gone, come] = await Promise.all([
                one.send('DELETE', one.w('items', parent.id), { headers: { 'if-match': '*' } }),
                other.send('POST', other.w('items'), { body }),
            ])
            must(gone, 204, 200, 409, 412)
            must(come, 201, 404, 409, 422)
            const left = await one.all('items')
            const ids = new Set(left.map((item) => item.id))
            for (const item of left) assert(!item.parent_id || ids.has(item.parent_id), 'a child without its parent')
        }
    }))

test('two that move into each other do not both', () =>
    planning('Moved', async ({ people, project }) => {
        for (let round = 0; round < ROUNDS; round++) {
            const [a, b] = [await task(people[0], project), await task(people[0], project)]
            const move = (client, item, into) =>
                client.send('PATCH', client.w('items', item.id), { body: { parent_id: into.id }, headers: { 'if-match': item.etag } })
            const statuses = tally(await Promise.all([move(people[0], a, b), move(people[1], b, a)]))
            assert.equal(statuses[0], 200, statuses.join())
            assert([409, 422].includes(statuses[1]), statuses.join())
        }
    }))
