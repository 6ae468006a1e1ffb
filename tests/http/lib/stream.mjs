// An open event stream: collects the frames that arrive and lets a test wait for one.
import http from 'node:http'
import { theContract } from './contract.mjs'

export class EventStream {
    constructor(client, { lastEventId, after } = {}) {
        this.frames = []
        this.waiting = new Set()
        this.closed = false
        const headers = { ...client.usualHeaders('GET'), accept: 'text/event-stream' }
        if (lastEventId !== undefined) headers['last-event-id'] = String(lastEventId)
        const path = client.w('stream') + (after === undefined ? '' : `?after=${after}`)
        this.opened = new Promise((done, failed) => {
            this.request = http.get({ host: '127.0.0.1', port: client.server.port, path, headers, agent: false }, (answer) => {
                this.status = answer.statusCode
                this.headers = answer.headers
                theContract()?.check({ method: 'GET', path, status: this.status, headers: this.headers, body: '' })
                let text = ''
                answer.setEncoding('utf8')
                answer.on('data', (chunk) => {
                    text += chunk
                    const parts = text.split('\n\n')
                    text = parts.pop()
                    parts.forEach((part) => this.take(part))
                })
                answer.on('close', () => this.close())
                done(this)
            })
            this.request.on('error', (error) => (this.status ? this.close() : failed(error)))
        })
    }

    take(part) {
        const frame = { at: performance.now() }
        for (const line of part.split('\n')) {
            const [, name, value] = line.match(/^([a-z]+): ?(.*)$/) ?? []
            if (name) frame[name] = value
        }
        if (frame.event === undefined && frame.data === undefined) return
        if (frame.data) frame.json = JSON.parse(frame.data)
        this.frames.push(frame)
        for (const look of this.waiting) look()
    }

    close() {
        this.closed = true
        this.request.destroy()
        for (const look of this.waiting) look()
    }

    /** The first frame that fits, now or within the time. */
    until(fits, milliseconds = 3000) {
        return this.wait(() => this.frames.find(fits), milliseconds, 'no such frame')
    }

    untilClosed(milliseconds = 2000) {
        return this.wait(() => this.closed, milliseconds, 'the stream was not closed')
    }

    wait(question, milliseconds, complaint) {
        return new Promise((done, failed) => {
            const timer = setTimeout(() => {
                this.waiting.delete(look)
                failed(new Error(`${complaint} in ${milliseconds} ms; ${this.frames.length} frames came`))
            }, milliseconds)
            const look = () => {
                const answer = question()
                if (!answer) return
                clearTimeout(timer)
                this.waiting.delete(look)
                done(answer)
            }
            this.waiting.add(look)
            look()
        })
    }
}
