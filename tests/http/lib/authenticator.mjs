// An authenticator in software (WebAuthn, level 2), and the browser before it: makes passkeys and signs with them.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const sha256 = (bytes) => createHash('sha256').update(bytes).digest()
export const base64url = (bytes) => Buffer.from(bytes).toString('base64url')

function cborHead(type, n) {
    if (n < 24) return Buffer.from([(type << 5) | n])
    if (n < 256) return Buffer.from([(type << 5) | 24, n])
    return Buffer.from([(type << 5) | 25, n >> 8, n & 255])
}

/** Numbers, texts, buffers, arrays and maps as CBOR (RFC 8949). */
export function cbor(value) {
    if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value)
    if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)])
    if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value])
    if (Array.isArray(value)) return Buffer.concat([cborHead(4, value.length), ...value.map(cbor)])
    return Buffer.concat([cborHead(5, value.size), ...[...value].flat().map(cbor)])
}

const bytesOf = (jwk, name) => Buffer.from(jwk[name], 'base64url')
const KINDS = {
    ES256: {
        pair: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
        cose: (jwk) => new Map([[1, 2], [3, -7], [-1, 1], [-2, bytesOf(jwk, 'x')], [-3, bytesOf(jwk, 'y')]]),
        hash: 'sha256',
    },
    EdDSA: {
        pair: () => generateKeyPairSync('ed25519'),
        cose: (jwk) => new Map([[1, 1], [3, -8], [-1, 6], [-2, bytesOf(jwk, 'x')]]),
        hash: null,
    },
    RS256: {
        pair: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
        cose: (jwk) => new Map([[1, 3], [3, -257], [-1, bytesOf(jwk, 'n')], [-2, bytesOf(jwk, 'e')]]),
        hash: 'sha256',
    },
}

export const PRESENT = 1
export const VERIFIED = 4
const HAS_KEY = 64

export class Authenticator {
    /** origin: where its browser believes to be; counts: whether it has a counter. */
    constructor(origin, { kind = 'ES256', counts = true } = {}) {
        Object.assign(this, { origin, kind: KINDS[kind], algorithm: kind, counts, count: 0 })
        this.id = randomBytes(32)
        this.keys = this.kind.pair()
    }

    /** What the page was told to have signed: its type and challenge, and where it is. */
    clientData(type, challenge, more = {}) {
        return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false, ...more }))
    }

    data(rpId, flags, key = Buffer.alloc(0)) {
        const count = Buffer.alloc(4)
        count.writeUInt32BE(this.counts ? ++this.count : 0)
        return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, key])
    }

    sign(data, clientData) {
        return sign(this.kind.hash, Buffer.concat([data, sha256(clientData)]), this.keys.privateKey)
    }

    /** The body that makes a passkey. format: none, or packed: signed by the key itself. */
    make(question, { name = 'Key', format = 'none', flags = PRESENT | VERIFIED, type = 'webauthn.create', more } = {}) {
        const clientData = this.clientData(type, question.challenge, more)
        this.userHandle = question.user_id
        const key = cbor(this.kind.cose(this.keys.publicKey.export({ format: 'jwk' })))
        const length = Buffer.from([this.id.length >> 8, this.id.length & 255])
        const data = this.data(question.rp_id, flags | HAS_KEY, Buffer.concat([Buffer.alloc(16), length, this.id, key]))
        const packed = () => new Map([['alg', this.kind.cose(this.keys.publicKey.export({ format: 'jwk' })).get(3)], ['sig', this.sign(data, clientData)]])
        const object = cbor(new Map([['fmt', format], ['attStmt', format === 'packed' ? packed() : new Map()], ['authData', data]]))
        return { name, client_data_json: base64url(clientData), attestation_object: base64url(object) }
    }

    /** The body that signs in or confirms. */
    answer(question, { flags = PRESENT | VERIFIED, type = 'webauthn.get', rpId = question.rp_id, more } = {}) {
        const clientData = this.clientData(type, question.challenge, more)
        const data = this.data(rpId, flags)
        return {
            credential_id: base64url(this.id),
            client_data_json: base64url(clientData),
            authenticator_data: base64url(data),
            signature: base64url(this.sign(data, clientData)),
            user_handle: this.userHandle,
        }
    }
}
