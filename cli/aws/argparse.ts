import { closeMatches } from './close-matches'

/**
 * The part of Python's argparse (3.11) that users of the AWS CLI see: options by unique prefix, options and words in
 * any order, unknown ones passed to the next parser, and the texts of its errors, which scripts look for.
 */

export type Option = {
  readonly name: string
  /** How many words follow it: one, none, or one that may be left out. */
  readonly takes: 'one' | 'none' | 'optional'
  readonly choices?: readonly string[]
  readonly isRequired?: boolean
  /** Nothing after it matters, what is missing included. */
  readonly isLast?: boolean
}
type Positional = {
  readonly name: string
  readonly isOptional?: boolean
  readonly choices?: readonly string[]
}
type Grammar = { readonly options: readonly Option[]; readonly positional?: Positional }

export type Parsed = {
  /** By name without dashes. An option without a value of its own, and `optional` ones left bare, hold null. */
  readonly options: ReadonlyMap<string, string | null>
  readonly positional: string | undefined
  /** In argparse's own order. */
  readonly rest: string[]
}

export class ArgumentError extends Error {}

const CHOICES_PER_LINE = 2
const CHOICE_WIDTH = 40
const ALIKE = 0.8
const NEGATIVE_NUMBER = /^-\d+$|^-\d*\.\d+$/

/** A text in Python's quotes. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
  const inside = escaped.replaceAll('\t', '\\t').replaceAll(quote, `\\${quote}`)
  return `${quote}${inside}${quote}`
}

/** The AWS CLI's "maybe you meant", or nothing where nothing is similar. */
export function suggestion(word: string, possible: readonly string[]): string {
  const alike = closeMatches(word, possible, ALIKE)
  if (alike.length === 0) return ''
  return `\n\nInvalid choice: ${quoted(word)}, maybe you meant:\n\n${alike.map((each) => `  * ${each}`).join('\n')}`
}

function assertChoice(name: string, value: string, choices: readonly string[] | undefined): void {
  if (choices === undefined || choices.includes(value)) return
  const cells = choices.map((each) => each.padEnd(CHOICE_WIDTH))
  const lines = cells.flatMap((_, at) =>
    at % CHOICES_PER_LINE === 0 ? [cells.slice(at, at + CHOICES_PER_LINE).join(' | ')] : [],
  )
  const meant = suggestion(value, choices)
  throw new ArgumentError(
    `argument ${name}: Invalid choice, valid choices are:\n\n${lines.join('\n')}${meant && `\n${meant}`}`,
  )
}

type Token =
  | { kind: 'word' }
  | { kind: 'separator' }
  | { kind: 'option'; option: Option | null; value: string | null }

/** What argparse takes for an option and never for a value. */
function classify(token: string, options: readonly Option[]): Token {
  if (!token.startsWith('-') || token === '-') return { kind: 'word' }
  const exact = options.find(({ name }) => `--${name}` === token)
  if (exact !== undefined) return { kind: 'option', option: exact, value: null }
  const equals = token.indexOf('=')
  const head = equals < 0 ? token : token.slice(0, equals)
  const value = equals < 0 ? null : token.slice(equals + 1)
  const named = options.find(({ name }) => `--${name}` === head)
  if (named !== undefined) return { kind: 'option', option: named, value }
  const begun = token.startsWith('--') ? options.filter(({ name }) => `--${name}`.startsWith(head)) : []
  if (begun.length > 1) {
    const names = begun.map(({ name }) => `--${name}`).join(', ')
    throw new ArgumentError(`ambiguous option: ${token} could match ${names}`)
  }
  if (begun[0] !== undefined) return { kind: 'option', option: begun[0], value }
  if (NEGATIVE_NUMBER.test(token) || token.includes(' ')) return { kind: 'word' }
  return { kind: 'option', option: null, value: null }
}

function classifyAll(tokens: readonly string[], options: readonly Option[]): Token[] {
  const separator = tokens.indexOf('--')
  return tokens.map((token, at) => {
    if (separator < 0 || at < separator) return classify(token, options)
    return { kind: at === separator ? 'separator' : 'word' }
  })
}

/** How many tokens from `start` on a word that a grammar wants takes, separators included; 0 where there is none. */
function positionalLength(kinds: readonly Token[], start: number, isOptional: boolean): number | null {
  let at = start
  while (kinds[at]?.kind === 'separator') at += 1
  const hasWord = kinds[at]?.kind === 'word'
  if (!hasWord && !isOptional) return null
  if (hasWord) at += 1
  while (kinds[at]?.kind === 'separator') at += 1
  return at - start
}

/** Parses what a grammar knows and returns the rest. Throws ArgumentError in argparse's words. */
export function parseKnown({ options, positional }: Grammar, tokens: readonly string[]): Parsed {
  const kinds = classifyAll(tokens, options)
  const found = new Map<string, string | null>()
  const rest: string[] = []
  let word: string | undefined
  let isSought = positional !== undefined

  const takePositional = (start: number): number => {
    if (positional === undefined || !isSought) return start
    const length = positionalLength(kinds, start, positional.isOptional ?? false)
    if (length === null) return start
    isSought = false
    const taken = tokens.slice(start, start + length)
    word = taken.filter((token, at) => !(token === '--' && taken.indexOf('--') === at))[0]
    if (word !== undefined) assertChoice(positional.name, word, positional.choices)
    return start + length
  }

  const takeOption = (at: number): number => {
    const token = kinds[at]
    if (token?.kind !== 'option' || token.option === null) {
      rest.push(tokens[at] ?? '')
      return at + 1
    }
    const { name, takes, choices } = token.option
    if (takes === 'none') {
      if (token.value !== null)
        throw new ArgumentError(`argument --${name}: ignored explicit argument ${quoted(token.value)}`)
      found.set(name, null)
      return at + 1
    }
    const next = kinds[at + 1]?.kind === 'word' ? tokens[at + 1] : undefined
    const value = token.value ?? next
    if (value === undefined && takes === 'one')
      throw new ArgumentError(`argument --${name}: expected one argument`)
    if (value !== undefined) assertChoice(`--${name}`, value, choices)
    found.set(name, value ?? null)
    return at + (token.value === null && value !== undefined ? 2 : 1)
  }

  const lastOption = kinds.findLastIndex(({ kind }) => kind === 'option')
  let at = 0
  const isEnded = () => options.some(({ name, isLast }) => isLast === true && found.has(name))
  while (at <= lastOption && !isEnded()) {
    const nextOption = kinds.findIndex(({ kind }, index) => index >= at && kind === 'option')
    if (at !== nextOption) {
      const end = takePositional(at)
      if (end > at) {
        at = end
        continue
      }
      rest.push(...tokens.slice(at, nextOption))
      at = nextOption
    }
    at = takeOption(at)
  }
  if (isEnded()) return { options: found, positional: word, rest }
  rest.push(...tokens.slice(takePositional(at)))

  const missing = options
    .filter(({ name, isRequired }) => isRequired === true && !found.has(name))
    .map(({ name }) => `--${name}`)
  if (positional !== undefined && !positional.isOptional && isSought) missing.push(positional.name)
  if (missing.length > 0) {
    throw new ArgumentError(`the following arguments are required: ${missing.join(', ')}`)
  }
  return { options: found, positional: word, rest }
}
