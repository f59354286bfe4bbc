import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { LOCALES } from '../../app/i18n/format.ts'
import { translator } from '../../app/i18n/translate.ts'
import { fieldText } from '../../app/components/audit/field-text.ts'

/** Names of the values that audit entries and events carry, by the file that writes them: the keys of the object literals that are handed over. */
const fields = new Map<string, string>()

function note(node: ts.Node | undefined, path: string): void {
  if (!node) return
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return note(node.expression, path)
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].forEach((one) => note(one, path))
  if (!ts.isObjectLiteralExpression(node)) return
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) note(property.expression, path)
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) continue
    if (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name)) fields.set(property.name.text, path)
    if (ts.isPropertyAssignment(property)) note(property.initializer, path)
  }
}

/** An entry, or both of which one is chosen. */
function entriesIn(node: ts.Expression): readonly ts.ObjectLiteralExpression[] {
  return ts.isConditionalExpression(node) ? [node.whenTrue, node.whenFalse].flatMap(entriesIn) : ts.isObjectLiteralExpression(node) ? [node] : []
}

const isCallOf = (node: ts.Node, name: string): node is ts.CallExpression => ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name

for (const path of globSync('app/{usecases,http,auth,worker,domain}/**/*.ts')) {
  const look = (node: ts.Node): void => {
    if (isCallOf(node, 'auditEntry') && node.arguments[1])
      for (const property of entriesIn(node.arguments[1]).flatMap((entry) => [...entry.properties]))
        if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && ['before', 'after'].includes(property.name.text)) note(property.initializer, path)
    if (path.startsWith('app/domain/actions/') && isCallOf(node, 'event')) note(node.arguments[1], path)
    if (path === 'app/domain/cases/case.ts' && ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'data') note(node.initializer, path)
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true))
}

describe('the fields of the audit', () => {
  it('are found where entries and events are made', () => {
    expect(fields.size).toBeGreaterThan(100)
    for (const name of ['amountMinor', 'reference', 'regretUntil', 'sha256']) expect([...fields.keys()]).toContain(name)
  })

  it.each(LOCALES)('%s has a word for each, and none is shown by its raw name', (locale) => {
    const t = translator({ locale, zone: 'Asia/Shanghai', now: 0 })
    expect([...fields].filter(([name]) => fieldText(t, name) === name)).toEqual([])
  })
})
