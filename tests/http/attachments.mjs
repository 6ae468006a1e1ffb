// Files attached to items and projects: kept once, handed out and never shown, deleted with their last row.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { must, mustRefuse } from './lib/client.mjs'
import { Server } from './lib/server.mjs'
import { test } from './lib/tap.mjs'
import { setUp, theWorld } from './lib/world.mjs'

const attach = (client, where, name, bytes) => {
    const query = new URLSearchParams({ ...where, ...(name === undefined ? {} : { name }) })
    const headers = { 'content-type': 'application/octet-stream' }
    return client.send('POST', `${client.w('attachments')}?${query}`, { raw: bytes, headers })
}
const content = (client, id) => client.send('GET', client.w('attachments', id, 'content'))

test('a file comes back byte for byte, as something to save', async () => {
    const { member, product, design, theProject } = await theWorld()
    for (const size of [1, 3, 196_607, 196_608, 196_609, 3_000_000]) {
        const bytes = randomBytes(size)
        const made = must(await attach(member, { item_id: design.id }, `plan ${size}.pdf`, bytes), 201)
        assert.deepEqual([made.json.name, made.json.size_bytes, made.json.author_id], [`plan ${size}.pdf`, size, member.person.id])
        const got = must(await content(product, made.json.id), 200)
        assert(got.body.equals(bytes), `${size} bytes changed`)
    }
    const { id } = must(await attach(member, { project_id: theProject.id }, 'Übersicht "1"\u202e.html', '<script>1</script>'), 201).json
    const { headers } = must(await content(member, id), 200)
    assert.equal(headers['content-type'], 'application/octet-stream')
    assert.match(headers['content-disposition'], /^attachment; filename\*=UTF-8''%C3%9Cbersicht%20%221%22%E2%80%AE\.html$/)
    assert.match(headers['content-security-policy'], /sandbox/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    const { data } = await member.get(`${member.w('attachments')}?item_id=${design.id}`)
    assert.equal(data.length, 6)
    assert((await member.get(member.w('snapshot'))).attachments.some((one) => one.id === id))
})

test('a name is never a path, and not everything is one', async () => {
    const { member, design } = await theWorld()
    const where = { item_id: design.id }
    for (const [given, kept] of [
        ['../../etc/passwd', 'passwd'],
        ['C:\\Users\\me\\plan.xlsx', 'plan.xlsx'],
        ['/etc/shadow', 'shadow'],
        ['a%2fb.txt', 'a%2fb.txt'],
        ['....', '....'],
    ])
        assert.equal(must(await attach(member, where, given, 'x'), 201).json.name, kept)
    for (const name of ['', ' ', '.', '..', '../', 'a/..', 'a\nb', 'a\tb', 'a\u0007b', 'x'.repeat(201), undefined])
        mustRefuse(await attach(member, where, name, 'x'), 422, { field: 'name' })
    mustRefuse(await attach(member, where, 'empty.txt', undefined), [400, 422])
    mustRefuse(await attach(member, {}, 'nowhere.txt', 'x'), 422, { field: 'item_id' })
    mustRefuse(await attach(member, { item_id: design.id, project_id: design.id }, 'both.txt', 'x'), 422)
    mustRefuse(await attach(member, { item_id: 'nothing' }, 'x.txt', 'x'), 422, { field: 'item_id' })
    mustRefuse(await attach(member, { item_id: member.person.id }, 'x.txt', 'x'), 422, { field: 'item_id' })
    mustRefuse(await attach(member, where, 'large.bin', Buffer.alloc(16 * 1024 * 1024 + 1)), 413)
})

test('the same content lies there once and goes with its last row, for good', async () => {
    const { server, admin } = await setUp('Files', new Server([], ['--files-max-mb', '3']))
    try {
        const item = must(await admin.send('POST', admin.w('items'), { body: { kind: 'task', title: 'Dig' } }), 201).json
        const bytes = randomBytes(1_000_000)
        const [one, two] = [await attach(admin, { item_id: item.id }, 'a.bin', bytes), await attach(admin, { item_id: item.id }, 'b.bin', bytes)].map((a) => must(a, 201))
        assert.equal(one.json.hash, two.json.hash)
        const remove = ({ json, headers }) => admin.send('DELETE', admin.w('attachments', json.id), { headers: { 'if-match': headers.etag } })
        mustRefuse(await admin.send('DELETE', admin.w('attachments', one.json.id)), 428)
        must(await remove(one), 204)
        mustRefuse(await content(admin, one.json.id), 404)
        assert((await content(admin, two.json.id)).body.equals(bytes))
        mustRefuse(await attach(admin, { item_id: item.id }, 'c.bin', randomBytes(2_500_000)), 413, { says: /room/ })
        must(await remove(two), 204)
        const three = must(await attach(admin, { item_id: item.id }, 'c.bin', randomBytes(2_500_000)), 201)
        await server.stop('SIGKILL')
        await server.start()
        assert.equal((await content(admin, three.json.id)).body.length, 2_500_000)
    } finally {
        await server.remove()
    }
})

test('files are the workspace\'s own, and deleted by their author or an administrator', async () => {
    const { admin, member, project, stranger, design } = await theWorld()
    const made = must(await attach(member, { item_id: design.id }, 'own.txt', 'mine'), 201)
    const headers = { 'if-match': made.headers.etag }
    mustRefuse(await content(stranger, made.json.id), 404)
    mustRefuse(await stranger.send('GET', member.w('attachments', made.json.id, 'content')), 404)
    mustRefuse(await attach(stranger, { item_id: design.id }, 'theirs.txt', 'x'), 422, { field: 'item_id' })
    mustRefuse(await project.send('DELETE', project.w('attachments', made.json.id), { headers }), 403)
    assert.equal((await member.get(member.w('attachments', made.json.id))).name, 'own.txt')
    must(await admin.send('DELETE', admin.w('attachments', made.json.id), { headers }), 204)
})
