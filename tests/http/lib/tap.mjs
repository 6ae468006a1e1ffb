// Tests by name, run in order, TAP out. A test that throws has failed; skip(reason) leaves it out, counted.
import { inspect } from 'node:util'

const tests = []
let topic = ''

class Skipped extends Error {}

export function begin(name) {
    topic = name
}

/** Registers a test; its title is a sentence. */
export function test(title, body) {
    tests.push({ topic, title: `${topic}: ${title}`, body })
}

export function skip(reason) {
    throw new Skipped(reason)
}

const SECONDS_MAX = Number(process.env.TEST_SECONDS ?? 240)

function withLimit(promise) {
    let timer
    const limit = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`took more than ${SECONDS_MAX} s`)), SECONDS_MAX * 1000)
    })
    return Promise.race([promise, limit]).finally(() => clearTimeout(timer))
}

function explain(error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : inspect(error)
    const own = (line) => !/^\s+at .*(node:|lib\/)/.test(line)
    return text.split('\n').filter(own).slice(0, 200).map((line) => `  # ${line}`).join('\n')
}

/** Runs the tests of the topics named, or whose title holds a phrase (none: all); answers how many failed. */
export async function runAll(words) {
    const fits = (test, word) => (word.includes(' ') ? test.title.includes(word) : test.topic === word)
    const chosen = tests.filter((test) => words.length === 0 || words.some((word) => fits(test, word)))
    let failed = 0
    console.log('TAP version 13')
    for (const [index, { title, body }] of chosen.entries()) {
        const began = performance.now()
        try {
            await withLimit(Promise.resolve().then(body))
            const took = performance.now() - began
            console.log(`ok ${index + 1} - ${title}${took > 2000 ? ` (${(took / 1000).toFixed(1)} s)` : ''}`)
        } catch (error) {
            if (error instanceof Skipped) console.log(`ok ${index + 1} - ${title} # SKIP ${error.message}`)
            else {
                failed++
                console.log(`not ok ${index + 1} - ${title}\n${explain(error)}`)
            }
        }
    }
    console.log(`1..${chosen.length}`)
    return failed
}
