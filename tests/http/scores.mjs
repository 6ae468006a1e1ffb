// Scores of features: known methods and own formulas, with effort from the plan, and faults that say what to do.
import assert from 'node:assert/strict'
import { mustRefuse } from './lib/client.mjs'
import { test } from './lib/tap.mjs'
import { makeProject, theWorld } from './lib/world.mjs'

/** A feature with two days of work below it. */
async function makeFeature(world, fields) {
    const { product, project } = world
    const { project: own } = await makeProject(project, `Scores ${Math.random()}`)
    const feature = await project.create('items', { kind: 'feature', title: 'Lift', project_id: own.id })
    const task = await project.create('items', { kind: 'task', title: 'Motor', parent_id: feature.id, effort_minutes: 960 })
    const person = await project.create('resources', { name: `Rhea ${Math.random()}` })
    await project.create('assignments', { item_id: task.id, resource_id: person.id })
    return product.patch(feature, fields)
}

const scoreOf = (answer, id) => answer.scores.find((one) => one.item_id === id)

test('RICE takes its effort from the plan', async () => {
    const world = await theWorld()
    const { product } = world
    const feature = await makeFeature(world, { value: 50, reach: 1000, impact: 2, confidence_percent: 80 })
    const rice = await product.get(`${product.w('scores')}?method=rice`)
    assert.equal(scoreOf(rice, feature.id).score, (1000 * 2 * 0.8) / 2)
    const wsjf = await product.get(`${product.w('scores')}?method=wsjf`)
    assert.equal(scoreOf(wsjf, feature.id).score, null)
    assert.equal(scoreOf(wsjf, feature.id).fault, 'There is no time_criticality.')
})

test('a formula of one\'s own orders features, and says for each why it has no score', async () => {
    const world = await theWorld()
    const { product } = world
    const feature = await makeFeature(world, { value: 50 })
    const formula = await product.create('formulas', { name: 'Odd', text: 'value / (effort - 2)' })
    const answer = await product.get(`${product.w('scores')}?formula_id=${formula.id}`)
    assert.equal(answer.text, 'value / (effort - 2)')
    assert.equal(scoreOf(answer, feature.id).fault, 'It divides by zero (at character 7).')
    const scores = answer.scores.map((one) => one.score).filter((score) => score !== null)
    assert.deepEqual(scores, scores.toSorted((a, b) => b - a))
})

test('a wrong formula is refused with the place and the word probably meant', async () => {
    const { product } = await theWorld()
    for (const [text, detail, hint] of [
        ['vaule / effort', /no field "vaule" \(at character 1\)/, /Did you mean "value"/],
        ['value / (effort', /bracket at character 9/, /Close/],
        ['value +', /missing at character 8/, /operator/],
        ['sqrt(1, 2)', /sqrt has a wrong number of arguments/, /log\(x, base\)/],
        ['value % 2', /"%" means nothing here \(at character 7\)/, /sqrt/],
    ]) {
        const problem = mustRefuse(await product.send('POST', product.w('formulas'), { body: { name: 'F', text } }), 422, { field: 'text' })
        assert.match(problem.detail, detail)
        assert.match(problem.hint, hint)
    }
})

test('a formula is tried out before it is saved, with what the plan says to each feature', async () => {
    const world = await theWorld()
    const { product } = world
    const asked = (functional, dysfunctional) => ({ who: 'Kay', functional, dysfunctional })
    const kano_answers = [asked('expect', 'dislike'), asked('neutral', 'dislike'), asked('like', 'neutral')]
    const feature = await makeFeature(world, { value: 9, kano_answers })
    const answer = await product.get(`${product.w('scores')}?text=${encodeURIComponent('value ^ 2 / effort + kano')}`)
    const score = scoreOf(answer, feature.id)
    assert.equal(score.score, 81 / 2 + 4)
    assert.deepEqual([score.effort, score.kano], [2, 'must_be'])
    assert(score.duration > 0)
    const wrong = await product.send('GET', `${product.w('scores')}?text=${encodeURIComponent('vaule + 1')}`)
    const problem = mustRefuse(wrong, 422, { field: 'text' })
    assert.match(problem.hint, /Did you mean "value"/)
    mustRefuse(await product.send('GET', `${product.w('scores')}?text=`), 422, { field: 'text' })
})

test('a variant is chosen by a name that is there, and names are not doubled', async () => {
    const { product } = await theWorld()
    const small = { name: 'Small', value_percent: 60, tasks: [] }
    const create = (fields) => product.send('POST', product.w('items'), { body: { kind: 'feature', title: 'F', ...fields } })
    mustRefuse(await create({ variants: [small], variant: 'Tiny' }), 422, { field: 'variant' })
    mustRefuse(await create({ variants: [small, small] }), 422, { field: 'variants' })
})

test('an unknown method and an id of nothing are refused', async () => {
    const { product } = await theWorld()
    mustRefuse(await product.send('GET', `${product.w('scores')}?method=rise`), [400, 422])
    mustRefuse(await product.send('GET', `${product.w('scores')}?formula_id=${product.workspace.id}`), 404)
    mustRefuse(await product.send('GET', `${product.w('scores')}?formula_id=nonsense`), [400, 422])
})
