// Codes of an authenticator (RFC 6238), computed here and not by the library under test.
import { createHmac } from 'node:crypto'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function base32(text) {
    let bits = ''
    for (const letter of text.replace(/=+$/, '')) bits += LETTERS.indexOf(letter).toString(2).padStart(5, '0')
    return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}

/** The six digits of a secret, `steps` half minutes from now. */
export function code(secret, steps = 0, now = Date.now()) {
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000) + steps))
    const hash = createHmac('sha1', base32(secret)).update(counter).digest()
    const at = hash.at(-1) & 15
    return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
