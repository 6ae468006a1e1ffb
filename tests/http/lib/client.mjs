// One person (or program) talking to a server. Every exchange is checked against the contract.
//
//     const item = await project.create('items', { kind: 'task', title: 'Dig' })
//     await project.patch(item, { duration_minutes: 960 })
import assert from 'node:assert/strict'
import { theContract } from './contract.mjs'
import { rawRequest } from './wire.mjs'

class Answer {
    constructor({ status, headers, body }, request) {
        Object.assign(this, { status, headers, body, request })
    }
    get text() {
        return this.body.toString('utf8')
    }
    get json() {
        return JSON.parse(this.text)
    }
    toString() {
        return `${this.request} -> ${this.status} ${this.text.slice(0, 600)}`
    }
}

export function must(answer, ...statuses) {
    assert(statuses.includes(answer.status), `wanted ${statuses.join(' or ')}: ${answer}`)
    return answer
}

/** The answer is a problem of that status, in words; names the field when one is given. */
export function mustRefuse(answer, statuses, { field, says } = {}) {
    must(answer, ...[statuses].flat())
    assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/, String(answer))
    const problem = answer.json
    assert.equal(problem.status, answer.status, String(answer))
    for (const key of ['type', 'title', 'detail']) assert(problem[key]?.length, `no ${key}: ${answer}`)
    if (field !== undefined) {
        const fits = field instanceof RegExp ? field.test(problem.field ?? '') : problem.field === field
        assert(fits, `the problem names the field ${problem.field}, not ${field}: ${answer}`)
    }
    if (says) assert.match(`${problem.detail} ${problem.hint ?? ''}`, says, String(answer))
    return problem
}

/** A row without what snapshots leave aside. */
export const inSnapshot = ({ file_details, ...row }) => row

export class Client {
    constructor(server, { cookie, token } = {}) {
        Object.assign(this, { server, cookie, token })
    }

    get base() {
        return `/v1/workspaces/${this.workspace.id}`
    }

    usualHeaders(method, body) {
        const headers = { accept: 'application/json' }
        if (this.cookie) headers.cookie = this.cookie
        if (this.token) headers.authorization = `Bearer ${this.token}`
        if (method !== 'GET') {
            headers['sec-fetch-site'] = 'same-origin'
            headers.origin = `http://127.0.0.1:${this.server.port}`
        }
        if (body !== undefined)
            headers['content-type'] = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
        return headers
    }

    /** body: a value (sent as JSON); raw: text or bytes. outside: not part of the contract (pages, nonsense). */
    async send(method, path, { body, raw, headers = {}, outside = false } = {}) {
        const bytes = raw ?? (body === undefined ? undefined : JSON.stringify(body))
        const all = { ...this.usualHeaders(method, bytes), ...headers }
        const got = await rawRequest(this.server.port, { method, path, headers: all, body: bytes })
        const answer = new Answer(got, `${method} ${path} ${String(bytes ?? '').slice(0, 300)}`)
        if (outside) return answer
        if (!theContract()) theContract((await rawRequest(this.server.port, { path: '/openapi.json' })).body.toString())
        theContract().check({ ...got, method, path, requestBody: bytes, requestType: all['content-type'] })
        return answer
    }

    async get(path, status = 200) {
        return must(await this.send('GET', path), status).json
    }

    async post(path, body, status = 201, headers = {}) {
        return must(await this.send('POST', path, { body, headers }), status).json
    }

    /** A path below the workspace: w('items', id). */
    w(...parts) {
        return [this.base, ...parts].join('/')
    }

    async create(collection, body, status = 201) {
        const answer = must(await this.send('POST', this.w(collection), { body }), status)
        return status === 201 ? { ...answer.json, etag: answer.headers.etag, collection } : answer.json
    }

    async fetch(row) {
        const answer = must(await this.send('GET', this.w(row.collection, row.id)), 200)
        return { ...answer.json, etag: answer.headers.etag, collection: row.collection }
    }

    /** Changes a row as it stands now; answers the row (200) or the proposal (202). */
    async patch(row, body, status = 200) {
        const { etag } = await this.fetch(row)
        const headers = { 'if-match': etag }
        const answer = must(await this.send('PATCH', this.w(row.collection, row.id), { body, headers }), status)
        return status === 200 ? { ...answer.json, etag: answer.headers.etag, collection: row.collection } : answer.json
    }

    async remove(row, status = 204) {
        const { etag } = await this.fetch(row)
        const path = this.w(row.collection, row.id)
        const answer = must(await this.send('DELETE', path, { headers: { 'if-match': etag } }), status)
        return answer.text ? answer.json : null
    }

    /** Every row of a list, page by page. */
    async all(collection, query = '') {
        const rows = []
        let cursor = ''
        do {
            const page = await this.get(`${this.w(collection)}?limit=500${query}${cursor}`)
            rows.push(...page.data)
            cursor = page.next_cursor ? `&cursor=${encodeURIComponent(page.next_cursor)}` : null
        } while (cursor)
        return rows
    }

    async events(query = '') {
        return (await this.get(`${this.w('events')}?limit=200${query}`)).data
    }

    async lastSeq() {
        return (await this.get(this.w('snapshot'))).seq
    }
}

/** Signs in and answers the client with .person, .workspace and .memberships. */
export async function signIn(server, email, password) {
    const client = new Client(server)
    const answer = must(await client.send('POST', '/v1/session', { body: { email, password } }), 201)
    return adopt(client, answer)
}

export function adopt(client, answer) {
    const [cookie] = answer.headers['set-cookie'] ?? []
    assert(cookie, `no cookie: ${answer}`)
    client.cookie = cookie.split(';')[0]
    return Object.assign(client, answer.json)
}
