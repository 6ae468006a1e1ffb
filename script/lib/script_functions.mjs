// Prints the functions of TypeScript, JavaScript and Svelte files that are longer than the limit:
//     node script_functions.mjs LIMIT FILE...        "path:line: name has N lines"
// Uses the page's own TypeScript for parsing. The body of a `describe` is a list of tests, not a function.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(new URL('../../web/package.json', import.meta.url))
const ts = require('typescript')
const [limit, ...files] = process.argv.slice(2)

const isFunction = (node) =>
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isGetAccessorDeclaration(node) ||
    ts.isSetAccessorDeclaration(node)

const isTestList = (node) =>
    node.parent && ts.isCallExpression(node.parent) && node.parent.expression.getText().startsWith('describe')

const nameOf = (node) => node.name?.getText() ?? node.parent?.name?.getText?.() ?? 'a function without a name'

function measure(path, text, offset) {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
    const lineOf = (at) => source.getLineAndCharacterOfPosition(at).line
    const visit = (node) => {
        if (isFunction(node) && node.body && !isTestList(node)) {
            const first = lineOf(node.getStart())
            const count = lineOf(node.end) - first + 1
            if (count > Number(limit)) console.log(`${path}:${first + 1 + offset}: ${nameOf(node)} has ${count} lines`)
        }
        ts.forEachChild(node, visit)
    }
    visit(source)
}

for (const path of files) {
    const text = readFileSync(path, 'utf8')
    if (!path.endsWith('.svelte')) {
        measure(path, text, 0)
        continue
    }
    for (const script of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
        const start = script.index + script[0].indexOf('>') + 1
        measure(path, script[1], text.slice(0, start).split('\n').length - 1)
    }
}
