// Bad values, made from the contract itself: for every field of every body that creates something, values that
// the schema forbids. Each is refused, the field is named, nothing is created.
import assert from 'node:assert/strict'
import { must, mustRefuse } from './lib/client.mjs'
import { COLLECTIONS, createSchema, samples } from './collections.mjs'
import { test } from './lib/tap.mjs'
import { theWorld } from './lib/world.mjs'

function wrongTexts(field) {
    const wrong = ['a\u0007b', 'a\u001bb']
    if (field.maxLength) wrong.push('x'.repeat(field.maxLength + 1), '\u{1F600}'.repeat(field.maxLength + 1))
    if (field.minLength) wrong.push('')
    if (field.pattern?.includes('T')) wrong.push('2026-02-30T08:00', '2026-01-05 08:00', '2026-01-05T08:60', '0001-01-01T00:00', '9999-12-31T23:59', '2026-01-05T08:00Z', '')
    else if (field.pattern) wrong.push('short', 'u'.repeat(13), '0000000000000', '')
    if (field.format === 'date') wrong.push('2026-02-30', '2026-1-5', '05.01.2026', '9999-01-01', '')
    if (field.format === 'date-time') wrong.push('yesterday', '2026-13-01T00:00:00Z', '')
    return wrong
}

/** Values that the schema of a field forbids. */
function wrongValues(field) {
    if (!field.type) return [] // any JSON
    const types = [field.type].flat()
    const wrong = types.includes('null') ? [] : [null]
    if (!types.includes('array')) wrong.push([], ['x'])
    wrong.push({ a: 1 })
    if (field.enum) return [...wrong, 7, true, 'elephant', '', field.enum[0].toUpperCase()]
    if (types.includes('boolean')) return [...wrong, 1, 0, 'true', '']
    if (types.includes('integer')) wrong.push(1.5, '7', true, Number.MAX_SAFE_INTEGER + 3)
    if (types.includes('number')) wrong.push('7', false)
    if (field.maximum !== undefined && !types.includes('string')) wrong.push(field.maximum + 1)
    if (field.minimum !== undefined && !types.includes('string')) wrong.push(field.minimum - 1)
    if (types.includes('string')) wrong.push(7, false, ...wrongTexts(field))
    if (types.includes('array')) wrong.push('x', 1, [{ nonsense: 1 }], [null], [[]])
    if (types.includes('array') && field.items?.type === 'string') wrong.push([1], [''])
    return wrong
}

for (const collection of COLLECTIONS)
    test(`${collection}: every wrong value of every field is refused and named`, async () => {
        const [client, valid] = (await samples(await theWorld()))[collection]
        const before = (await client.all(collection)).length
        const { properties, required } = createSchema(collection)
        let tried = 0
        for (const [name, field] of Object.entries(properties))
            for (const value of wrongValues(field)) {
                const answer = await client.send('POST', client.w(collection), { body: { ...valid, [name]: value } })
                assert(answer.status === 422 || answer.status === 400, `${name} ${JSON.stringify(value)}: ${answer}`)
                mustRefuse(answer, [422, 400], { field: new RegExp(`^${name}\\b`) })
                tried++
            }
        for (const name of required) {
            const { [name]: _, ...without } = valid
            mustRefuse(await client.send('POST', client.w(collection), { body: without }), 422, { field: name })
        }
        assert(tried > 10)
        assert.equal((await client.all(collection)).length, before)
    })

test('an unknown field is named, with the one that was probably meant', async () => {
    const { product } = await theWorld()
    const body = { kind: 'feature', title: 'x', confidence_percnt: 5 }
    mustRefuse(await product.send('POST', product.w('items'), { body }), 422, {
        field: 'confidence_percnt',
        says: /confidence_percent/,
    })
})

test('fields that exclude each other, or need each other, are told', async () => {
    const { project, calendar, theProject } = await theWorld()
    const item = { kind: 'task', title: 'x', project_id: theProject.id }
    const wrong = [
        ['items', { ...item, constraint_kind: 'must_start_on' }, /constraint/],
        ['items', { ...item, actual_start_at: '2026-02-02T08:00', actual_finish_at: '2026-02-01T08:00' }, /actual_/],
        ['items', { ...item, actual_finish_at: '2026-02-01T08:00' }, /actual_/],
        ['projects', { name: 'p', start_at: '2026-02-02T08:00', must_finish_at: '2026-02-01T08:00', calendar_id: calendar.id }, /must_finish_at/],
        ['projects', { name: 'p', start_at: '2026-02-02T08:00', schedule_from_finish: true, calendar_id: calendar.id }, /must_finish_at/],
        ['projects', { name: 'p', start_at: '2026-02-02T08:00', must_finish_at: '2026-03-01T17:00', schedule_from_finish: true, dates_of_remaining: true, calendar_id: calendar.id }, /dates_of_remaining/],
        ['calendars', { name: 'c', week: [{ weekday: 0, spans: [{ from_minute: 600, to_minute: 500 }] }] }, /week/],
        ['calendars', { name: 'c', week: [{ weekday: 0, spans: [{ from_minute: 0, to_minute: 60 }, { from_minute: 30, to_minute: 90 }] }] }, /week/],
        ['calendars', { name: 'c', week: [{ weekday: 0, spans: [] }, { weekday: 0, spans: [] }] }, /week/],
        ['calendars', { name: 'c', week: [{ weekday: 7, spans: [] }] }, /week/],
        ['calendars', { name: 'c', week: [{ weekday: 0, spans: [{ from_minute: 0, to_minute: 60 }] }], exceptions: [{ first_day: '2026-05-02', last_day: '2026-05-01' }] }, /exceptions/],
    ]
    for (const [collection, body, field] of wrong)
        mustRefuse(await project.send('POST', project.w(collection), { body }), 422, { field })
})

test('numbers that overflow are refused, whatever their form', async () => {
    const { project } = await theWorld()
    const numbers = ['1e999', '-1e999', '9223372036854775808', '-9223372036854775809', '1e18', '18446744073709551616', '1.5', '-1']
    for (const number of numbers) {
        const raw = `{"kind":"task","title":"n","duration_minutes":${number}}`
        mustRefuse(await project.send('POST', project.w('items'), { raw }), [400, 422])
    }
    for (const number of ['NaN', 'Infinity', '0x10', '01', '.5', '+1', '1.'])
        mustRefuse(await project.send('POST', project.w('items'), { raw: `{"kind":"task","title":"n","duration_minutes":${number}}` }), 400)
    const fine = await project.send('POST', project.w('items'), { raw: '{"kind":"task","title":"n","duration_minutes":0}' })
    must(fine, 201)
})
