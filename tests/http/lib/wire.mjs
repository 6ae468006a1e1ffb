// HTTP on the wire: whole control over method, path, headers and bytes. fetch() would mend what tests break.
import http from 'node:http'
import net from 'node:net'

const agent = new http.Agent({ keepAlive: true, maxSockets: 256 })

/** Nothing came, not even the end of the connection: something hangs. */
export class NoAnswer extends Error {}

/** Answers {status, headers, body}. Headers of undefined are left out. */
export function rawRequest(port, { method = 'GET', path, headers = {}, body }) {
    return new Promise((done, failed) => {
        const kept = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
        if (body !== undefined && kept['content-length'] === undefined && !kept['transfer-encoding'])
            kept['content-length'] = Buffer.byteLength(body)
        const request = http.request({ host: '127.0.0.1', port, method, path, headers: kept, agent }, (answer) => {
            const chunks = []
            answer.on('data', (chunk) => chunks.push(chunk))
            answer.on('error', failed)
            answer.on('end', () =>
                done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
            )
        })
        request.on('error', failed)
        request.setTimeout(60_000, () => request.destroy(new NoAnswer(`${method} ${path}: no answer in 60 s`)))
        request.end(body)
    })
}

/** Sends the bytes as they are and answers what came back until the server closes or the time is over. */
export function rawBytes(port, bytes, milliseconds = 2000) {
    return new Promise((done) => {
        const socket = net.connect(port, '127.0.0.1')
        let answer = ''
        const finish = () => {
            clearTimeout(timer)
            socket.destroy()
            done(answer)
        }
        const timer = setTimeout(finish, milliseconds)
        socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
        socket.on('close', finish)
        socket.on('error', finish)
        socket.write(bytes)
    })
}
