// Prometheus' text format, read strictly: every sample belongs to a metric declared before, once, in one block;
// histograms are cumulative, end with +Inf, and agree with their count.
import assert from 'node:assert/strict'

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const SAMPLE = new RegExp(`^(${NAME})(?:\\{((?:[a-zA-Z_]\\w*="(?:[^"\\\\\\n]|\\\\["\\\\n])*",?)*)\\})? (\\S+)$`)

function checkHistogram(name, samples) {
    const groups = new Map()
    for (const { name: sample, labels, value } of samples) {
        const { le, ...rest } = labels
        const key = JSON.stringify(rest)
        const group = groups.get(key) ?? groups.set(key, { buckets: [] }).get(key)
        if (sample === `${name}_bucket`) group.buckets.push([le === '+Inf' ? Infinity : Number(le), value])
        else group[sample.slice(name.length + 1)] = value
    }
    for (const { buckets, count, sum } of groups.values()) {
        assert(count !== undefined && sum !== undefined, `${name} has no count or no sum`)
        for (let i = 1; i < buckets.length; i++) {
            assert(buckets[i][0] > buckets[i - 1][0], `the buckets of ${name} are not in order`)
            assert(buckets[i][1] >= buckets[i - 1][1], `the buckets of ${name} are not cumulative`)
        }
        assert.deepEqual(buckets.at(-1), [Infinity, count])
    }
}

/** Answers Map(name of metric → {type, samples: [{name, labels, value}]}). */
export function parsePrometheus(text) {
    const metrics = new Map()
    const seen = new Set()
    let current = null
    assert(text.endsWith('\n'), 'the last line does not end')
    for (const line of text.slice(0, -1).split('\n')) {
        const [, kind, name, rest] = line.match(new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`)) ?? []
        if (kind === 'HELP') {
            assert(!metrics.has(name), `${name} is declared twice`)
            metrics.set(name, (current = { name, help: rest, samples: [] }))
        } else if (kind === 'TYPE') {
            assert.equal(current?.name, name, 'TYPE without its HELP')
            assert(['counter', 'gauge', 'histogram'].includes(rest), line)
            current.type = rest
        } else {
            const [, sample, labels = '', value] = line.match(SAMPLE) ?? assert.fail(`not a sample: ${line}`)
            const own = current.type === 'histogram' ? sample.replace(/_(bucket|sum|count)$/, '') : sample
            assert.equal(own, current.name, `${line} is not below its TYPE`)
            assert(Number.isFinite(Number(value)), line)
            assert(!seen.has(`${sample}{${labels}}`), `${line} is there twice`)
            seen.add(`${sample}{${labels}}`)
            const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key, text])
            current.samples.push({ name: sample, labels: Object.fromEntries(pairs), value: Number(value) })
        }
    }
    for (const [name, { type, samples }] of metrics) {
        if (type === 'counter') assert.match(name, /_total$/, `the counter ${name} has no _total`)
        if (type === 'histogram') checkHistogram(name, samples)
    }
    return metrics
}
