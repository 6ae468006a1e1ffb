// The contract: checks every exchange of the tests against the OpenAPI document that the server itself serves.
//
// A request that succeeded must fit its description, and every answer, good or bad, must: its status is
// documented for the operation, its media type, its headers and its body too. Which operations were exercised
// is recorded; at the end one that was not is a failure, and so is every breach, each told once.
import assert from 'node:assert/strict'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const METHODS = ['get', 'post', 'patch', 'put', 'delete']
// Headers that carry meaning here: sent means documented.
const MEANINGFUL = ['etag', 'location', 'retry-after', 'set-cookie', 'allow']

const pointer = (...keys) =>
    '#/' + keys.map((key) => encodeURIComponent(String(key).replace(/~/g, '~0').replace(/\//g, '~1'))).join('/')

const mediaType = (value) => (value ?? '').split(';')[0].trim().toLowerCase()

class Contract {
    constructor(document) {
        this.document = document
        this.ajv = new Ajv({ strict: false, allErrors: false, validateSchema: false, logger: false })
        addFormats(this.ajv)
        this.ajv.addSchema(document, 'trivet')
        this.compiled = new Map()
        this.exercised = new Map()
        this.breaches = new Map()
        this.operations = []
        for (const [path, item] of Object.entries(document.paths))
            for (const method of METHODS.filter((m) => item[m])) this.operations.push(this.operation(path, method))
    }

    operation(path, method) {
        const item = this.document.paths[path]
        const parameters = [
            ...(item.parameters ?? []).map((p, i) => this.resolve(p, ['paths', path, 'parameters', i])),
            ...(item[method].parameters ?? []).map((p, i) =>
                this.resolve(p, ['paths', path, method, 'parameters', i]),
            ),
        ]
        const segments = path.split('/').map((segment) => (segment.startsWith('{') ? segment.slice(1, -1) : null))
        const literals = path.split('/')
        return { path, method, id: item[method].operationId, description: item[method], parameters, segments, literals }
    }

    /** A part of the document with the place it really stands at, following $ref. */
    resolve(part, place) {
        if (!part.$ref) return { value: part, place }
        const keys = part.$ref
            .slice(2)
            .split('/')
            .map((key) => decodeURIComponent(key).replace(/~1/g, '/').replace(/~0/g, '~'))
        let value = this.document
        for (const key of keys) value = value?.[key]
        assert(value, `${part.$ref} leads nowhere`)
        return { value, place: keys }
    }

    find(method, path) {
        const parts = path.split('?')[0].split('/')
        const fits = this.operations.filter(
            (o) =>
                o.method === method.toLowerCase() &&
                o.literals.length === parts.length &&
                o.literals.every((literal, i) => o.segments[i] !== null || literal === parts[i]),
        )
        fits.sort((a, b) => a.segments.filter(Boolean).length - b.segments.filter(Boolean).length)
        return fits[0]
    }

    validate(place, value, what) {
        const reference = `trivet${pointer(...place)}`
        if (!this.compiled.has(reference)) this.compiled.set(reference, this.ajv.compile({ $ref: reference }))
        const valid = this.compiled.get(reference)
        if (!valid(value)) {
            const [error] = valid.errors
            const more = error.params?.additionalProperty ?? ''
            assert.fail(`${what} breaks the contract: ${error.instancePath || 'it'} ${error.message} ${more}`)
        }
    }

    checkParameters(operation, path) {
        const [route, query] = path.split('?')
        const parts = route.split('/')
        const given = [...new URLSearchParams(query ?? '')]
        const typed = (text, schema) => {
            const type = [schema?.type].flat()
            if (type.includes('integer') || type.includes('number')) return Number(text)
            return type.includes('boolean') ? { true: true, false: false }[text] : text
        }
        for (const [name] of given)
            assert(
                operation.parameters.some((p) => p.value.in === 'query' && p.value.name === name),
                `the query parameter ${name} was accepted and is not documented`,
            )
        for (const { value: parameter, place } of operation.parameters) {
            let texts = given.filter(([name]) => name === parameter.name).map(([, text]) => text)
            if (parameter.in === 'path') texts = [decodeURIComponent(parts[operation.segments.indexOf(parameter.name)])]
            else if (parameter.in !== 'query') continue
            assert(texts.length || !parameter.required, `${parameter.name} is required and was not asked for`)
            const { value: schema } = this.resolve(parameter.schema, [...place, 'schema'])
            for (const text of texts)
                this.validate([...place, 'schema'], typed(text, schema), `the parameter ${parameter.name}`)
        }
    }

    checkRequest(operation, exchange) {
        this.checkParameters(operation, exchange.path)
        const body = operation.description.requestBody
        if (!body) return assert(!exchange.requestBody?.length, 'a body was accepted and is not documented')
        const { value, place } = this.resolve(body, ['paths', operation.path, operation.method, 'requestBody'])
        if (!exchange.requestBody?.length) return assert(!value.required, 'a missing body was accepted')
        const type = mediaType(exchange.requestType)
        assert(value.content[type], `the request's media type ${type} was accepted and is not documented`)
        if (type.endsWith('json'))
            this.validate([...place, 'content', type, 'schema'], JSON.parse(exchange.requestBody), 'the request')
    }

    /** What an answer of one status names it carries; what the answer to all errors names it may carry. */
    checkHeaders(response, headers, isDefault) {
        const documented = response.headers ?? {}
        for (const [name, header] of Object.entries(documented)) {
            const { value } = this.resolve(header, [])
            const optional = value.required === false || (isDefault && !value.required)
            assert(optional || headers[name.toLowerCase()] !== undefined, `the header ${name} is missing`)
        }
        const names = Object.keys(documented).map((name) => name.toLowerCase())
        for (const name of MEANINGFUL)
            assert(!headers[name] || names.includes(name), `the header ${name} was sent and is not documented`)
    }

    checkResponse(operation, exchange) {
        const { responses } = operation.description
        const key = [exchange.status, `${String(exchange.status)[0]}XX`, 'default'].find((k) => responses[k])
        assert(key, `the status ${exchange.status} is not documented`)
        const { value, place } = this.resolve(responses[key], [
            ...['paths', operation.path, operation.method, 'responses'],
            key,
        ])
        this.checkHeaders(value, exchange.headers, key === 'default')
        const type = mediaType(exchange.headers['content-type'])
        if (!exchange.body.length && !value.content) return
        assert(value.content, `status ${exchange.status} came with a body that is not documented: ${type}`)
        assert(value.content[type], `the answer's media type ${type} is not documented`)
        if (type.endsWith('json') && value.content[type].schema)
            this.validate([...place, 'content', type, 'schema'], JSON.parse(exchange.body), 'the answer')
    }

    /** exchange: {method, path, requestType, requestBody, status, headers, body}. */
    check(exchange) {
        const operation = this.find(exchange.method, exchange.path)
        assert(operation, `${exchange.method} ${exchange.path} is no operation of the contract`)
        const success = exchange.status < 400
        const counts = this.exercised.get(operation) ?? { all: 0, success: 0 }
        this.exercised.set(operation, { all: counts.all + 1, success: counts.success + (success ? 1 : 0) })
        try {
            if (success) this.checkRequest(operation, exchange)
            this.checkResponse(operation, exchange)
        } catch (error) {
            const breach = `${exchange.method} ${operation.path} -> ${exchange.status}: ${error.message}`
            if (!this.breaches.has(breach)) this.breaches.set(breach, String(exchange.body).slice(0, 300))
        }
    }

    /** Operations that no test used with success. */
    unexercised() {
        return this.operations
            .filter((operation) => !this.exercised.get(operation)?.success)
            .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    }

    get exchanges() {
        return [...this.exercised.values()].reduce((sum, { all }) => sum + all, 0)
    }
}

let contract

/** The one contract of the run; the first call needs the text of /openapi.json. */
export function theContract(text) {
    contract ??= text && new Contract(JSON.parse(text))
    return contract
}
