// A mail server on loopback that keeps what it is given (RFC 5321, as far as a client that only sends needs it).
import { createServer } from 'node:net'
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

export class MailServer {
    mails = []
    /** Answers to RCPT that are given before mail is taken: ['451 later', '550 nobody']. */
    refusals = []

    async start() {
        this.server = createServer((socket) => this.#talk(socket))
        await new Promise((done) => this.server.listen(0, '127.0.0.1', done))
        this.url = `smtp://127.0.0.1:${this.server.address().port}`
        return this
    }

    #talk(socket) {
        let from = ''
        let to = []
        let data = null
        let rest = ''
        const say = (line) => socket.write(`${line}\r\n`)
        const line = (text) => {
            if (data !== null) {
                if (text !== '.') return void (data += `${text.replace(/^\./, '')}\r\n`)
                this.mails.push(parse(from, to, data))
                data = null
                return say('250 taken')
            }
            const [verb] = text.toUpperCase().split(/[ :]/)
            if (verb === 'EHLO') say('250-test\r\n250 8BITMIME')
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
        say('220 test')
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
