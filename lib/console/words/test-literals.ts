import { parseSync } from 'oxc-parser'

/** What the tests of the console's catalogue read in its sources. */

type Node = { readonly type: string; readonly [key: string]: unknown }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

const childrenOf = (node: Node): Node[] =>
  Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode))

const parsed = (path: string, source: string): Node => parseSync(path, source).program as unknown as Node

const nameOf = (node: unknown): string =>
  isNode(node)
    ? String(node.type === 'Literal' ? node.value : (node.name ?? nameOf(node.name)))
    : String(node)

const isType = ({ type }: Node) => type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)Expression$/.test(type)

/** A string or a template, as it is written; null for anything else. */
function stringOf(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node.type !== 'TemplateLiteral') return null
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}')
}

/** Neither a sign nor the name of a colour or of a property of CSS. */
const hasLetters = (text: string) => /\p{L}/u.test(text) && !/^(#|--)/.test(text)

/** Attributes and properties whose strings people read. */
const READ =
  /^(title|label|aria-label|aria-description|placeholder|lead|alt|help|head|heads|text|what|caption|empty|note|notice|nonetheless|error|summary|hint|message|fault)$/

/** Functions whose texts people read: what a form is refused for, and what the doctor could not see. */
const SAID = /^(invalid|notFound)$/

/** The strings that an expression may come to, where it stands for a text: not what it compares, calls or looks up. */
function valuesOf(node: Node): string[] {
  const text = stringOf(node)
  if (text !== null) {
    const parts = node.type === 'TemplateLiteral' ? childrenOf(node).flatMap(valuesOf) : []
    return [text, ...parts]
  }
  const inner: Record<string, readonly string[]> = {
    ConditionalExpression: ['consequent', 'alternate'],
    LogicalExpression: ['left', 'right'],
    ArrayExpression: ['elements'],
    ObjectExpression: [],
    ParenthesizedExpression: ['expression'],
    JSXExpressionContainer: ['expression'],
    SpreadElement: ['argument'],
    TSAsExpression: ['expression'],
  }
  return (inner[node.type] ?? [])
    .flatMap((key) => node[key])
    .filter(isNode)
    .flatMap(valuesOf)
}

/** Two words or more that begin as a sentence does, wherever they stand. */
const PROSE = /^\p{Lu}[\p{Ll}’]*[,:;]? [\p{L}\p{N}{“(‘…–].*$/u

/** Three words or more in a row, whatever they begin with: also the end of a sentence. */
const PHRASE = /^(\{\} )?\p{L}[\p{Ll}’']+(,? \(?[\p{L}’']+[,.:;)]?){2,}/u

/** What a failure says, to programs and in the log; a statement; and what a schema says to editors of files. */
const isForOthers = (node: Node) =>
  node.type === 'NewExpression' ||
  node.type === 'TaggedTemplateExpression' ||
  (node.type === 'JSXAttribute' && nameOf(node.name) === 'className') ||
  (node.type === 'CallExpression' &&
    (/^(log|Error|within)$/.test(calledOn(node)) ||
      (isNode(node.callee) && nameOf(node.callee.property) === 'describe')))
const calledOn = ({ callee }: Node) => (isNode(callee) ? nameOf(callee.object ?? callee) : '')

/** Texts that stand in a source of the console where people would read them. */
export function literalTexts(path: string, source: string): string[] {
  const found: string[] = []
  const visit = (node: Node): void => {
    if (isType(node) || node.type === 'ImportDeclaration' || isForOthers(node)) return
    const text = stringOf(node)
    if (text !== null && (PROSE.test(text) || PHRASE.test(text))) found.push(text)
    if (node.type === 'CallExpression' && SAID.test(nameOf(node.callee)))
      found.push(...(node.arguments as Node[]).flatMap(valuesOf).filter((said) => said.includes(' ')))
    if (node.type === 'JSXText') found.push(String(node.value).trim().replace(/\s+/g, ' '))
    if (node.type === 'JSXAttribute' && isNode(node.value) && READ.test(nameOf(node.name)))
      found.push(...valuesOf(node.value))
    if (node.type === 'Property' && isNode(node.value) && READ.test(nameOf(node.key)))
      found.push(...valuesOf(node.value))
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      const containers = (node.children as Node[]).filter(({ type }) => type === 'JSXExpressionContainer')
      found.push(...containers.flatMap(valuesOf))
    }
    childrenOf(node).forEach(visit)
  }
  visit(parsed(path, source))
  return [...new Set(found.filter(hasLetters))]
}

export type Named = {
  /** Strings as they are written. */
  readonly texts: ReadonlySet<string>
  /** Strings with places for what is put in, as patterns. */
  readonly patterns: readonly RegExp[]
  /** Branches that are looked through for what data names. */
  readonly branches: ReadonlySet<string>
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The keys of a catalogue that sources can name. */
export function namedIn(sources: readonly { readonly path: string; readonly text: string }[]): Named {
  const texts = new Set<string>()
  const branches = new Set<string>()
  const patterns: RegExp[] = []
  const visit = (node: Node): void => {
    if (node.type === 'ImportDeclaration') return
    const text = stringOf(node)
    if (text !== null && node.type === 'Literal') texts.add(text)
    if (text !== null && node.type === 'TemplateLiteral' && /^[a-z]+\.[\w.{}-]+$/i.test(text))
      patterns.push(new RegExp(`^${text.split('{}').map(escaped).join('.+')}$`))
    if (node.type === 'CallExpression' && isNode(node.callee) && nameOf(node.callee.property) === 'find') {
      const [branch] = node.arguments as Node[]
      const name = branch === undefined ? null : stringOf(branch)
      if (name !== null) branches.add(name)
    }
    childrenOf(node).forEach(visit)
  }
  for (const { path, text } of sources) visit(parsed(path, text))
  return { texts, patterns, branches }
}
