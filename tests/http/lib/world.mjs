// The world that most topics share: one server with two workspaces, people of every role in the first, a
// small plan in it, and a stranger who is alone in the second.
import assert from 'node:assert/strict'
import { adopt, Client, must, signIn } from './client.mjs'
import { Server } from './server.mjs'

export const PASSWORD = 'correct horse battery'

/** A fresh server that was set up; answers {server, admin}. */
export async function setUp(name = 'Acme', server = new Server(), example = false) {
    await server.start()
    const admin = new Client(server)
    const body = {
        token: await server.setupToken(),
        workspace_name: name,
        person_name: 'Ada Admin',
        email: 'ada@example.com',
        password: PASSWORD,
        example,
    }
    adopt(admin, must(await admin.send('POST', '/v1/setup', { body }), 201))
    return { server, admin }
}

/** A second workspace in the server's database, made by the command line while the server is down. */
export async function secondWorkspace(server, email) {
    await server.stop()
    const who = ['--name', 'Globex', '--person-name', 'Stan Stranger', '--email', email]
    const made = server.command(['workspace', 'create', ...server.place.options, ...who, '--password-stdin'], PASSWORD)
    assert.equal(made.status, 0, made.stderr)
    await server.start()
}

/** A new account with one role; answers the signed-in client. */
export async function join(admin, name, role, where = {}) {
    const email = `${name.toLowerCase()}@example.com`
    const person = await admin.create('people', { name, email, password: PASSWORD })
    if (role) await admin.create('memberships', { person_id: person.id, role, ...where })
    return signIn(admin.server, email, PASSWORD)
}

const nineToFive = (days) =>
    days.map((weekday) => ({
        weekday,
        spans: [
            { from_minute: 480, to_minute: 720 },
            { from_minute: 780, to_minute: 1020 },
        ],
    }))

export const WEEK = nineToFive([0, 1, 2, 3, 4])

/** A project with its own calendar: work from Monday 2026-01-05 08:00. */
export async function makeProject(project, name = 'Bridge', more = {}) {
    const calendar = await project.create('calendars', { name: `${name}'s week`, week: WEEK })
    const body = { name, start_at: '2026-01-05T08:00', calendar_id: calendar.id, ...more }
    return { calendar, project: await project.create('projects', body) }
}

/** Two features of a product and their tasks in a project, one person who does both. */
async function makePlan(world) {
    const { product, project } = world
    world.theProduct = await product.create('products', { name: 'Trolley' })
    const made = await makeProject(project, 'Bridge', { product_ids: [world.theProduct.id] })
    world.calendar = made.calendar
    world.theProject = made.project
    world.release = await product.create('releases', { product_id: world.theProduct.id, name: '1.0' })
    world.feature = await product.create('items', {
        kind: 'feature',
        title: 'Brakes',
        product_id: world.theProduct.id,
        release_id: world.release.id,
        rank: 'a1',
    })
    const task = { kind: 'task', project_id: made.project.id, parent_id: world.feature.id }
    world.design = await project.create('items', { ...task, title: 'Design', duration_minutes: 960 })
    world.build = await project.create('items', { ...task, title: 'Build', duration_minutes: 1440 })
    world.link = await project.create('links', { predecessor_id: world.design.id, successor_id: world.build.id })
    world.resource = await project.create('resources', { name: 'Rosa', rate_cents_per_hour: 5000 })
    const work = { item_id: world.design.id, resource_id: world.resource.id }
    world.assignment = await project.create('assignments', work)
}

/** The world on a server that was not started yet. */
export async function makeWorld(unstarted = new Server()) {
    const { server, admin } = await setUp('Acme', unstarted)
    await secondWorkspace(server, 'stan@elsewhere.example')
    const world = { server, admin }
    for (const [name, role] of [
        ['product', 'product_manager'],
        ['project', 'project_manager'],
        ['member', 'member'],
        ['stakeholder', 'stakeholder'],
    ])
        world[name] = await join(admin, name, role)
    world.stranger = await signIn(server, 'stan@elsewhere.example', PASSWORD)
    await makePlan(world)
    return world
}

let promise
/** Made once, on first use. */
export const theWorld = () => (promise ??= makeWorld())
