/**
 * The shorthand syntax of the AWS CLI, `k1=v,k2="a,b",k3=[x,y],k4={a=b}`, with its grammar and its error texts.
 * Source: awscli/shorthand.py (Apache 2.0) and "Using shorthand syntax", AWS CLI user guide.
 */

export type ShorthandValue = string | ShorthandValue[] | { [key: string]: ShorthandValue }

export class ShorthandError extends Error {}

const WORD_START = '!#-&(-+\\--<>-Z\\\\-z\\u007c-\\uffff'
const FIRST_WORD = new RegExp(`^(?:\\\\,|[${WORD_START}])(?:\\\\,|[\\s!#-&(-+\\--\\\\^-|~-\\uffff])*`)
const SECOND_WORD = new RegExp(`^(?:\\\\,|[${WORD_START}])(?:\\\\,|[\\s!#-&(-+\\--<>-\\uffff])*`)
const SINGLE_QUOTED = /^'(?:\\'|[^'])*'/
const DOUBLE_QUOTED = /^"(?:\\"|[^"])*"/
const KEY_SIGN = /[A-Za-z0-9\-_.#/:]/
const SPACE = /\s/

class Parser {
  readonly #input: string
  #index = 0

  constructor(input: string) {
    this.#input = input
  }

  parse(): { [key: string]: ShorthandValue } {
    const found = new Map<string, ShorthandValue>()
    const [key, value] = this.#pair()
    found.set(key, value)
    let lastIndex = this.#index
    while (!this.#isAtEnd()) {
      this.#expect(',', true)
      const [next, item] = this.#pair()
      if (found.has(next)) throw this.#duplicate(next, lastIndex + 1)
      found.set(next, item)
      lastIndex = this.#index
    }
    return Object.fromEntries(found)
  }

  #pair(): [string, ShorthandValue] {
    const key = this.#key()
    this.#expect('=', true)
    return [key, this.#values()]
  }

  #key(): string {
    const start = this.#index
    while (!this.#isAtEnd() && KEY_SIGN.test(this.#current())) this.#index += 1
    return this.#input.slice(start, this.#index)
  }

  #values(): ShorthandValue {
    if (this.#isAtEnd()) return ''
    if (this.#current() === '[') return this.#list()
    if (this.#current() === '{') return this.#hash()
    return this.#commaSeparated()
  }

  /** `foo=a` is a text, `foo=a,b` a list, and in `foo=a,b=c` the comma belongs to the next pair. */
  #commaSeparated(): ShorthandValue {
    const first = this.#firstValue()
    this.#skipSpace()
    if (this.#current() !== ',') return first
    this.#expect(',', true)
    const list = [first]
    for (;;) {
      try {
        const value = this.#secondValue()
        this.#skipSpace()
        if (this.#isAtEnd()) {
          list.push(value)
          break
        }
        this.#expect(',', true)
        list.push(value)
      } catch (error) {
        if (!(error instanceof ShorthandError) || this.#isAtEnd()) throw error
        while (this.#index >= 0 && this.#current() !== ',') this.#index -= 1
        break
      }
    }
    return list.length === 1 ? first : list
  }

  #list(): ShorthandValue {
    this.#expect('[', true)
    const list: ShorthandValue[] = []
    while (this.#current() !== ']') {
      list.push(this.#inner())
      this.#skipSpace()
      if (this.#current() !== ']') this.#expect(',', true)
    }
    this.#expect(']')
    return list
  }

  #hash(): ShorthandValue {
    this.#expect('{', true)
    const found = new Map<string, ShorthandValue>()
    while (this.#current() !== '}') {
      const key = this.#key()
      this.#expect('=', true)
      const value = this.#inner()
      this.#skipSpace()
      if (this.#current() !== '}') this.#expect(',', true)
      found.set(key, value)
    }
    this.#expect('}')
    return Object.fromEntries(found)
  }

  #inner(): ShorthandValue {
    if (this.#current() === '[') return this.#list()
    if (this.#current() === '{') return this.#hash()
    return this.#firstValue()
  }

  #firstValue(): string {
    if (this.#current() === "'") return this.#quoted(SINGLE_QUOTED, 'singled quoted', "'")
    if (this.#current() === '"') return this.#quoted(DOUBLE_QUOTED, 'double quoted', '"')
    return this.#word(FIRST_WORD) ?? ''
  }

  #secondValue(): string {
    if (this.#current() === "'") return this.#quoted(SINGLE_QUOTED, 'singled quoted', "'")
    if (this.#current() === '"') return this.#quoted(DOUBLE_QUOTED, 'double quoted', '"')
    const word = this.#word(SECOND_WORD)
    if (word === null) throw this.#unexpected('<second>', '<none>')
    return word
  }

  #word(pattern: RegExp): string | null {
    const match = pattern.exec(this.#input.slice(this.#index))?.[0]
    if (match === undefined) return null
    this.#index += match.length
    return match.replaceAll('\\,', ',').trimEnd()
  }

  #quoted(pattern: RegExp, name: string, quote: string): string {
    const match = pattern.exec(this.#input.slice(this.#index))?.[0]
    if (match === undefined) throw this.#unexpected(`<${name}>`, '<none>')
    this.#index += match.length
    return match.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll('\\\\', '\\')
  }

  #expect(sign: string, skipsSpace = false): void {
    if (skipsSpace) this.#skipSpace()
    if (this.#current() !== sign) throw this.#unexpected(sign, this.#isAtEnd() ? 'EOF' : this.#current())
    this.#index += 1
    if (skipsSpace) this.#skipSpace()
  }

  #skipSpace(): void {
    while (!this.#isAtEnd() && SPACE.test(this.#current())) this.#index += 1
  }

  #current(): string {
    return this.#input.charAt(this.#index)
  }

  #isAtEnd(): boolean {
    return this.#index >= this.#input.length
  }

  #unexpected(expected: string, actual: string): ShorthandError {
    return new ShorthandError(
      `Expected: '${expected}', received: '${actual}' for input:\n${this.#location(this.#index)}`,
    )
  }

  #duplicate(key: string, index: number): ShorthandError {
    return new ShorthandError(
      `Second instance of key "${key}" encountered for input:\n${this.#location(index)}\nThis is often because there is a preceding "," instead of a space.`,
    )
  }

  /** The line in question and a caret below the place. */
  #location(index: number): string {
    const consumed = this.#input.slice(0, index)
    const remaining = this.#input.slice(index)
    const column = index - (consumed.lastIndexOf('\n') + 1)
    const lineEnd = remaining.indexOf('\n')
    const line = lineEnd < 0 ? remaining : remaining.slice(0, lineEnd)
    const rest = lineEnd < 0 ? '' : remaining.slice(lineEnd)
    return `${consumed}${line}\n${' '.repeat(column)}^${rest}`
  }
}

/** Throws ShorthandError with the AWS CLI's own text. */
export function parseShorthand(input: string): { [key: string]: ShorthandValue } {
  return new Parser(input).parse()
}
