import ts from 'typescript'

/** One way in which a place of the source could be wrong. */
export interface Mutant {
  readonly id: number
  readonly line: number
  readonly what: string
}

/** Operators and what they are exchanged for; the first column of the switch (`switch.ts`) goes by the same table. */
export const OTHER_OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'], '===': ['!=='], '!==': ['==='], '==': ['!='], '!=': ['=='], '+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '%': ['*'],
}
const LOGICAL: Readonly<Record<string, readonly string[]>> = { '&&': ['||'], '||': ['&&'], '??': ['&&'] }
/** Methods and what is called instead; an empty name leaves the call out. */
export const OTHER_METHODS: Readonly<Record<string, string>> = {
  some: 'every', every: 'some', min: 'max', max: 'min', filter: '', slice: '', sort: '', reverse: '', trim: '', toUpperCase: 'toLowerCase', toLowerCase: 'toUpperCase', startsWith: 'endsWith', endsWith: 'startsWith',
  floor: 'ceil', ceil: 'floor', findLast: 'find',
}

/** Stands at a place that is not to be broken. */
const NO_MUTANT = -1

/**
 * The source with a switch at every place that could be wrong, so that all mutants are in memory at once and one is chosen by its number. Mutators are those of Stryker:
 * arithmetic, equality, logic, conditions, literals, negation, methods, arrays and objects, bodies of functions. With `lines`, only in lines that it matches.
 */
export function instrument(file: string, text: string, firstId: number, lines?: RegExp): { readonly code: string; readonly mutants: readonly Mutant[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const mutants: Mutant[] = []
  const texts = text.split('\n')
  const take = (node: ts.Node, whats: readonly string[]): number => {
    const id = firstId + mutants.length
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    if (lines && !lines.test(texts[line - 1] ?? '')) return NO_MUTANT
    whats.forEach((what, i) => mutants.push({ id: id + i, line, what }))
    return id
  }
  const brief = (node: ts.Node) => node.getText().replaceAll(/\s+/g, ' ').slice(0, 60)

  /** The text of a node with its children instrumented. */
  const inner = (node: ts.Node): string => {
    let out = ''
    let at = node.getStart()
    node.forEachChild((child) => {
      if (child.getStart() < at) return
      out += text.slice(at, child.getStart()) + emit(child)
      at = child.getEnd()
    })
    return out + text.slice(at, node.getEnd())
  }
  const condition = (node: ts.Expression): string => `$m.c(${take(node, [`${brief(node)} → true`, `${brief(node)} → false`])}, ${emit(node)})`

  const emit = (node: ts.Node): string => {
    if (ts.isVariableDeclaration(node) && tables.has(node) && node.initializer) return `${node.name.getText()} = () => (${emit(node.initializer)})`
    if (ts.isIdentifier(node) && isReadOf(node, tables)) return `${node.text}()`
    if (ts.isTypeNode(node) || ts.isModuleDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeParameterDeclaration(node)) return node.getText()
    // Keys of objects and names are no values.
    if (ts.isPropertyAssignment(node)) return `${ts.isComputedPropertyName(node.name) ? inner(node.name) : node.name.getText()}: ${emit(node.initializer)}`
    if (ts.isArrayBindingPattern(node) || ts.isObjectBindingPattern(node)) return node.getText()
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.getText()
      const [left, right] = [node.left, node.right]
      if (Object.hasOwn(OTHER_OPERATORS, operator)) {
        const id = take(node, (OTHER_OPERATORS[operator] ?? []).map((other) => `${operator} → ${other} in ${brief(node)}`))
        return `$m.b(${id}, '${operator}', ${emit(left)}, ${emit(right)})`
      }
      if (Object.hasOwn(LOGICAL, operator)) {
        const id = take(node, (LOGICAL[operator] ?? []).map((other) => `${operator} → ${other} in ${brief(node)}`))
        const isAsync = awaits(left) || awaits(right)
        const late = isAsync ? 'async () =>' : '() =>'
        return `${isAsync ? '(await $m.w' : '$m.l'}(${id}, '${operator}', ${late} ${wrapped(left)}, ${late} ${wrapped(right)})${isAsync ? ')' : ''}`
      }
      return inner(node)
    }
    if (ts.isIfStatement(node)) return `if (${condition(node.expression)}) ${emit(node.thenStatement)}${node.elseStatement ? `${ts.isBlock(node.thenStatement) ? '' : ';'} else ${emit(node.elseStatement)}` : ''}`
    if (ts.isConditionalExpression(node)) return `(${condition(node.condition)} ? ${emit(node.whenTrue)} : ${emit(node.whenFalse)})`
    if (ts.isPrefixUnaryExpression(node) && (node.operator === ts.SyntaxKind.ExclamationToken || node.operator === ts.SyntaxKind.MinusToken)) {
      const sign = node.operator === ts.SyntaxKind.MinusToken ? '-' : '!'
      return `$m.u(${take(node, [`${brief(node)} → without ${sign}`])}, '${sign}', ${emit(node.operand)})`
    }
    if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return `$m.v(${take(node, [`${node.getText()} → its opposite`])}, ${node.getText()}, ${node.kind === ts.SyntaxKind.TrueKeyword ? 'false' : 'true'})`
    if (ts.isStringLiteral(node) && node.text !== '') return `$m.v(${take(node, [`${brief(node)} → ''`])}, ${node.getText()}, '')`
    if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isTarget(node)) return `$m.v(${take(node, [`${brief(node)} → []`])}, ${inner(node)}, [])`
    if (ts.isObjectLiteralExpression(node) && node.properties.length > 0 && !isTarget(node)) return `$m.v(${take(node, [`${brief(node)} → {}`])}, ${inner(node)}, {})`
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && !node.expression.questionDotToken && !node.questionDotToken && Object.hasOwn(OTHER_METHODS, node.expression.name.text)) {
      const name = node.expression.name.text
      const other = OTHER_METHODS[name] ?? ''
      if (node.arguments.every((argument) => !ts.isSpreadElement(argument)) && !isChained(node.expression.expression))
        return `$m.k(${take(node, [`.${name}() → ${other === '' ? 'left out' : `.${other}()`} in ${brief(node)}`])}, ${emit(node.expression.expression)}, '${name}', [${node.arguments.map(emit).join(', ')}])`
    }
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) {
      const head = text.slice(node.getStart(), node.body.getStart())
      return `${head}$m.v(${take(node.body, [`=> ${brief(node.body)} → nothing`])}, ${wrapped(node.body)}, undefined)`
    }
    if (ts.isBlock(node) && isBody(node) && node.statements.length > 0) {
      const id = take(node, ['the whole body left out'])
      return `{ if ($m.s(${id})) return undefined as never; ${inner(node).slice(1)}`
    }
    return inner(node)
  }
  const tables = tablesOf(source)
  const wrapped = (node: ts.Expression): string => `(${emit(node)})`

  return { code: source.statements.map(emit).join('\n'), mutants }
}

/**
 * Tables that a file keeps to itself and reads in its functions only: they are made anew at each reading, so that what stands in them can be broken too. What is exported, or read
 * while the file is loaded, stays as it is.
 */
function tablesOf(source: ts.SourceFile): ReadonlySet<ts.VariableDeclaration> {
  const tables = new Map<string, ts.VariableDeclaration>()
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement) || statement.modifiers?.length || !(statement.declarationList.flags & ts.NodeFlags.Const)) continue
    for (const declaration of statement.declarationList.declarations) if (ts.isIdentifier(declaration.name) && declaration.initializer && isTable(declaration.initializer)) tables.set(declaration.name.text, declaration)
  }
  const look = (node: ts.Node, isInside: boolean): void => {
    if (ts.isIdentifier(node) && tables.has(node.text) && tables.get(node.text)?.name !== node) {
      const isName = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
      const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node
      if (!isName && !isKey && !isType(node) && (!isInside || !isReading(node))) tables.delete(node.text)
    }
    node.forEachChild((child) => look(child, isInside || ts.isFunctionLike(node)))
  }
  look(source, false)
  return new Set(tables.values())
}

function isTable(node: ts.Expression): boolean {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) return isTable(node.expression)
  return ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)
}

/** Read as a value, and no name of anything of its own. */
function isReading(node: ts.Identifier): boolean {
  const { parent } = node
  return !ts.isShorthandPropertyAssignment(parent) && !ts.isBindingElement(parent) && !ts.isParameter(parent) && !(ts.isVariableDeclaration(parent) && parent.name === node) && !ts.isExportSpecifier(parent)
}

function isType(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at; at = at.parent) if (ts.isTypeNode(at) || ts.isTypeAliasDeclaration(at) || ts.isInterfaceDeclaration(at)) return !ts.isExpressionWithTypeArguments(at)
  return false
}

function isReadOf(node: ts.Identifier, tables: ReadonlySet<ts.VariableDeclaration>): boolean {
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return false
  return [...tables].some(({ name }) => name !== node && ts.isIdentifier(name) && name.text === node.text)
}

/** Waits for something itself, not in a function that it holds. */
function awaits(node: ts.Node): boolean {
  return ts.isAwaitExpression(node) || (!ts.isFunctionLike(node) && (ts.forEachChild(node, (child) => awaits(child) || undefined) ?? false))
}

function isBody(node: ts.Block): boolean {
  const { parent } = node
  return ts.isFunctionDeclaration(parent) || ts.isArrowFunction(parent) || ts.isFunctionExpression(parent) || ts.isMethodDeclaration(parent)
}

/** What stands left of an assignment is filled, not read. */
function isTarget(node: ts.Node): boolean {
  return ts.isBinaryExpression(node.parent) && node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && node.parent.left === node
}

/** Part of an optional chain, which ends as one. */
function isChained(node: ts.Expression): boolean {
  return (node.flags & ts.NodeFlags.OptionalChain) !== 0
}
