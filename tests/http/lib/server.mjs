// A server under test: the program of TRIVET_BIN on a free loopback port with its own data folder.
// Ended by its own process id; its folder is removed at the end of the run.
import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { Place } from './place.mjs'
import { rawRequest } from './wire.mjs'

export const program = resolve(process.env.TRIVET_BIN ?? 'build/release/src/cli/trivet')
const alive = new Set()

function freePort() {
    return new Promise((done, failed) => {
        const probe = createServer()
        probe.once('error', failed)
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address()
            probe.close(() => done(port))
        })
    })
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms))

export class Server {
    /** around: a command and its arguments that start the program given behind them; none: the program itself.
     *  options: more of `trivet serve`; env: more variables; place: of another server, to be a second one on it. */
    constructor(around = [], options = [], env = {}, place = new Place()) {
        Object.assign(this, { around, options, env, place, folder: place.folder })
        this.output = ''
        this.port = 0
    }

    /** Runs `trivet COMMAND ...` and answers {status, stdout, stderr}. */
    command(args, input = '') {
        const run = spawnSync(program, args, { input, encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 28 })
        return { status: run.status ?? run.signal, stdout: run.stdout, stderr: run.stderr }
    }

    async start() {
        this.port ||= await freePort()
        this.output = ''
        this.ended = new Promise((done) => {
            const data = [...this.place.options, '--listen', `127.0.0.1:${this.port}`]
            const [first, ...rest] = [...this.around, program, 'serve', ...data, ...this.options]
            this.process = spawn(first, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...this.place.env, ...this.env } })
            for (const stream of [this.process.stdout, this.process.stderr])
                stream.on('data', (chunk) => (this.output += chunk))
            this.process.on('close', (code, signal) => done(code ?? signal))
        })
        alive.add(this)
        await this.ready()
        return this
    }

    async ready() {
        const began = performance.now()
        let ended = false
        this.ended.then(() => (ended = true))
        while (performance.now() - began < 30_000) {
            if (ended) throw new Error(`the server ended while starting:\n${this.output}`)
            const answer = await rawRequest(this.port, { path: '/readyz' }).catch(() => null)
            if (answer?.status === 200) return
            await pause(2)
        }
        throw new Error(`the server is not ready after 30 s:\n${this.output}`)
    }

    /** The one-time token that the server printed on its first start. */
    async setupToken() {
        for (let i = 0; i < 200; i++) {
            const found = this.output.match(/setup#token=([\w-]+)/)
            if (found) return found[1]
            await pause(10)
        }
        throw new Error(`the server printed no set-up link:\n${this.output}`)
    }

    /** Ends it by a signal and answers its exit code. */
    async stop(signal = 'SIGTERM') {
        if (!this.process) return 0
        this.process.kill(signal)
        const code = await this.ended
        this.process = null
        alive.delete(this)
        return code
    }

    async remove() {
        const code = await this.stop()
        this.place.remove()
        return code
    }
}

export async function removeAll() {
    for (const server of [...alive]) await server.remove()
}

process.on('exit', () => {
    for (const server of alive) server.process?.kill('SIGKILL')
})
