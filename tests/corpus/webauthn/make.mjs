// Makes the files beside it, with the authenticator of the HTTP tests: `node tests/corpus/webauthn/make.mjs`
//
// Each is what a browser brings back: a byte (0: a passkey is made, 1: one is used), the COSE algorithm as two bytes,
// then client data, attestation object or authenticator data, signature and public key as libfido2 keeps it, each
// behind its length in two bytes. The origin is https://plan.example.org. The keys are new every time.
import { writeFileSync } from 'node:fs'
import { Authenticator } from '../../http/lib/authenticator.mjs'

const short = (n) => Buffer.from([(n >> 8) & 255, n & 255])
const bytes = (text) => Buffer.from(text, 'base64url')
const ALGORITHMS = { ES256: -7, EdDSA: -8, RS256: -257 }
const jwk = (authenticator) => authenticator.keys.publicKey.export({ format: 'jwk' })
const KEYS = {
    ES256: (key) => Buffer.concat([bytes(key.x), bytes(key.y)]),
    EdDSA: (key) => bytes(key.x),
    RS256: (key) => Buffer.concat([bytes(key.n), bytes(key.e)]),
}

function write(name, kind, algorithm, pieces) {
    const all = pieces.flatMap((piece) => [short(piece.length), piece])
    writeFileSync(new URL(`${name}.bin`, import.meta.url), Buffer.concat([Buffer.from([kind]), short(algorithm), ...all]))
}

for (const [kind, algorithm] of Object.entries(ALGORITHMS)) {
    const authenticator = new Authenticator('https://plan.example.org', { kind })
    const question = { challenge: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA', rp_id: 'plan.example.org', user_id: 'MDAwMDAwMDAwMDAwMQ' }
    for (const format of ['none', 'packed']) {
        const made = authenticator.make(question, { format })
        write(`made-${kind}-${format}`, 0, algorithm, [bytes(made.client_data_json), bytes(made.attestation_object), Buffer.alloc(0), Buffer.alloc(0)])
    }
    const used = authenticator.answer(question)
    const key = KEYS[kind](jwk(authenticator))
    write(`used-${kind}`, 1, algorithm, [bytes(used.client_data_json), bytes(used.authenticator_data), bytes(used.signature), key])
}
