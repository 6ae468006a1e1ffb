// A full disk: writes are refused in words, reading goes on, and with room again so does writing.
// The data lies on a small file system of its own, mounted in a name space; where that is not allowed, skipped.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { must, mustRefuse } from './lib/client.mjs'
import { postgres } from './lib/place.mjs'
import { pause, Server } from './lib/server.mjs'
import { skip, test } from './lib/tap.mjs'
import { join, setUp } from './lib/world.mjs'

const UNSHARE = ['unshare', '--user', '--map-root-user', '--mount']

/** A server whose data folder is a file system of that many megabytes. */
function onSmallDisk(megabytes) {
    if (spawnSync(UNSHARE[0], [...UNSHARE.slice(1), 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status !== 0)
        skip('this machine does not let the test mount a small file system')
    const server = new Server()
    const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && exec "$@"`
    server.around = [...UNSHARE, 'sh', '-c', mount, server.folder]
    return server
}

const text = 'x'.repeat(40_000)

test('507 in words, nothing acknowledged is lost, reads go on, and with room again writing does', async () => {
    if (postgres) skip('about the disk of a data folder')
    const { server, admin } = await setUp('Small', onSmallDisk(24))
    try {
        const member = await join(admin, 'Writer', 'member')
        const inside = `/proc/${server.process.pid}/root${server.folder}/filler`
        writeFileSync(inside, Buffer.alloc(14 << 20))
        const kept = []
        let refused
        for (let i = 0; i < 1000 && !refused; i++) {
            const answer = await member.send('POST', member.w('items'), { body: { kind: 'task', title: `${i}`, text } })
            if (answer.status === 201) kept.push(answer.json.id)
            else refused = answer
        }
        assert(refused, 'the disk was never full')
        mustRefuse(refused, 507, { says: /room|disk|space/i })
        assert(kept.length > 0)
        assert.equal((await member.all('items')).length, kept.length)
        rmSync(inside)
        const began = performance.now()
        for (;;) {
            const answer = await member.send('POST', member.w('items'), { body: { kind: 'task', title: 'again', text } })
            if (must(answer, 201, 507).status === 201) break
            assert(performance.now() - began < 30_000, 'not writing again')
            await pause(50)
        }
        const there = new Set((await member.all('items')).map((item) => item.id))
        for (const id of kept) assert(there.has(id), `${id} was acknowledged and is gone`)
    } finally {
        await server.remove()
    }
})
