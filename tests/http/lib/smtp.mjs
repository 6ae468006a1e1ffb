// A mail server on loopback that keeps what it is given (RFC 5321, as far as a client that only sends needs it).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import { pause } from './server.mjs'

function decodeWords(text) {
    return text.replace(/\r?\n[ \t]/g, '').replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, words) => Buffer.from(words, 'base64').toString())
}

function parse(from, to, source) {
    const [head, body] = source.split(/\r\n\r\n([^]*)/)
    const headers = {}
    for (const line of head.replace(/\r\n[ \t]/g, '\n ').split('\r\n')) {
        const [, name, value] = line.match(/^([\w-]+): ([^]*)$/)
        headers[name.toLowerCase()] = decodeWords(value)
    }
    return { from, to, headers, text: Buffer.from(body, 'base64').toString(), source }
}

function openssl(folder, ...args) {
    const run = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    if (run.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${run.stderr || run.error}`)
}

/** An authority of its own: its certificate is a file, and it signs certificates for names. */
export class Authority {
    constructor() {
        this.folder = mkdtempSync(join(tmpdir(), 'trivet-ca-'))
        this.file = join(this.folder, 'ca.pem')
        const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc']
        openssl(this.folder, 'req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test authority')
    }

    /** Key and certificate of a name such as IP:127.0.0.1 or DNS:mail.example.org. */
    certify(name) {
        const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc']
        openssl(this.folder, 'req', ...key, '-keyout', 'own.key', '-out', 'own.csr', '-subj', '/CN=mail')
        writeFileSync(join(this.folder, 'names'), `subjectAltName=${name}`)
        const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names']
        openssl(this.folder, 'x509', '-req', '-in', 'own.csr', '-out', 'own.pem', '-days', '2', ...by)
        return { key: readFileSync(join(this.folder, 'own.key')), cert: readFileSync(join(this.folder, 'own.pem')) }
    }

    remove() {
        rmSync(this.folder, { recursive: true })
    }
}

export class MailServer {
    mails = []
    /** What clients gave to sign in, each with whether it came through TLS: [['user', 'password', true]]. */
    logins = []
    /** Connections whose TLS did not come about. */
    broken = 0
    /** Answers to RCPT that are given before mail is taken: ['451 later', '550 nobody']. */
    refusals = []

    /** tls: {key, cert} of the server; at once: from the first byte, else by STARTTLS. */
    constructor({ tls = null, atOnce = false } = {}) {
        Object.assign(this, { tls, atOnce })
    }

    async start() {
        const talk = (socket) => this.#talk(socket)
        this.server = this.atOnce ? createTlsServer(this.tls, talk) : createServer(talk)
        this.server.on('tlsClientError', () => this.broken++)
        await new Promise((done) => this.server.listen(0, '127.0.0.1', done))
        this.url = `${this.atOnce ? 'smtps' : 'smtp'}://127.0.0.1:${this.server.address().port}`
        return this
    }

    #startTls(socket) {
        socket.removeAllListeners('data')
        const secure = new TLSSocket(socket, { isServer: true, ...this.tls })
        secure.on('error', () => this.broken++)
        this.#talk(secure, false)
    }

    #talk(socket, greets = true) {
        const secure = socket instanceof TLSSocket
        let from = ''
        let to = []
        let data = null
        let signsIn = false
        let rest = ''
        const say = (line) => socket.write(`${line}\r\n`)
        const line = (text) => {
            if (data !== null) {
                if (text !== '.') return void (data += `${text.replace(/^\./, '')}\r\n`)
                this.mails.push(parse(from, to, data))
                data = null
                return say('250 taken')
            }
            if (signsIn) {
                const [, user, word] = Buffer.from(text, 'base64').toString().split('\0')
                this.logins.push([user, word, secure])
                signsIn = false
                return say('235 welcome')
            }
            const [verb] = text.toUpperCase().split(/[ :]/)
            if (verb === 'EHLO') say(`250-test\r\n${this.tls && !secure ? '250-STARTTLS\r\n' : ''}250-AUTH PLAIN\r\n250 8BITMIME`)
            else if (verb === 'STARTTLS' && this.tls && !secure) {
                say('220 go on')
                this.#startTls(socket)
            } else if (verb === 'AUTH') {
                signsIn = true
                say('334 ')
            }
            else if (verb === 'MAIL') {
                from = text.match(/<(.*?)>/)[1]
                to = []
                say('250 ok')
            } else if (verb === 'RCPT') {
                const refusal = this.refusals.shift()
                if (!refusal) to.push(text.match(/<(.*?)>/)[1])
                say(refusal ?? '250 ok')
            } else if (verb === 'DATA') {
                data = ''
                say('354 go on')
            } else if (verb === 'QUIT') {
                say('221 bye')
                socket.end()
            } else say('502 not here')
        }
        if (greets) say('220 test')
        socket.on('error', () => {})
        socket.on('data', (bytes) => {
            rest += bytes
            for (let at; (at = rest.indexOf('\r\n')) >= 0; rest = rest.slice(at + 2)) line(rest.slice(0, at))
        })
    }

    /** The n-th mail, waited for. */
    async mail(n, ms = 10_000) {
        for (const end = Date.now() + ms; Date.now() < end; await pause(20)) if (this.mails.length > n) return this.mails[n]
        throw new Error(`${this.mails.length} mails came, not ${n + 1}`)
    }

    stop() {
        this.server.close()
    }
}
