import { Foreign, float } from './python-values'

/** JSON as Python reads it, `NaN` and the words of its errors included; a number is known by its text. */

export class JsonError extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y
const LITERALS: readonly [string, unknown][] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', float(Number.NaN)],
  ['Infinity', float(Number.POSITIVE_INFINITY)],
  ['-Infinity', float(Number.NEGATIVE_INFINITY)],
]
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): unknown {
    this.#skipSpace()
    const value = this.#value()
    this.#skipSpace()
    if (this.#at < this.#text.length) throw this.#error('Extra data')
    return value
  }

  #value(): unknown {
    const sign = this.#text[this.#at]
    if (sign === '"') return this.#string()
    if (sign === '{') return this.#object()
    if (sign === '[') return this.#array()
    for (const [word, value] of LITERALS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
    }
    NUMBER.lastIndex = this.#at
    const match = NUMBER.exec(this.#text)
    if (match === null) throw this.#error('Expecting value')
    this.#at += match[0].length
    const isFloat = match[1] !== undefined || match[2] !== undefined
    return isFloat ? float(Number(match[0])) : new Foreign('int', String(BigInt(match[0])))
  }

  #object(): Record<string, unknown> {
    const entries = new Map<string, unknown>()
    this.#next()
    if (this.#text[this.#at] === '}') {
      this.#at += 1
      return {}
    }
    for (;;) {
      if (this.#text[this.#at] !== '"') throw this.#error('Expecting property name enclosed in double quotes')
      const key = this.#string()
      this.#skipSpace()
      if (this.#text[this.#at] !== ':') throw this.#error("Expecting ':' delimiter")
      this.#next()
      entries.set(key, this.#value())
      if (this.#isLast('}')) return Object.fromEntries(entries)
    }
  }

  #array(): unknown[] {
    const items: unknown[] = []
    this.#next()
    if (this.#text[this.#at] === ']') {
      this.#at += 1
      return items
    }
    for (;;) {
      items.push(this.#value())
      if (this.#isLast(']')) return items
    }
  }

  #isLast(end: string): boolean {
    this.#skipSpace()
    const sign = this.#text[this.#at]
    if (sign !== end && sign !== ',') throw this.#error("Expecting ',' delimiter")
    if (sign === ',') this.#next()
    else this.#at += 1
    return sign === end
  }

  #string(): string {
    const start = this.#at
    let value = ''
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const sign = this.#text.charAt(at)
      if (sign === '"') {
        this.#at = at + 1
        return value
      }
      if (sign < ' ') throw this.#error('Invalid control character at', at)
      if (sign !== '\\') {
        value += sign
        continue
      }
      at += 1
      const letter = this.#text.charAt(at)
      if (letter === 'u') {
        const digits = this.#text.slice(at + 1, at + 5)
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#error('Invalid \\uXXXX escape', at)
        value += String.fromCharCode(Number.parseInt(digits, 16))
        at += 4
      } else if (letter === '') break
      else if (ESCAPES[letter] === undefined) throw this.#error('Invalid \\escape', at - 1)
      else value += ESCAPES[letter]
    }
    throw this.#error('Unterminated string starting at', start)
  }

  #next(): void {
    this.#at += 1
    this.#skipSpace()
  }

  #skipSpace(): void {
    while (/^[ \t\n\r]$/.test(this.#text.charAt(this.#at))) this.#at += 1
  }

  #error(what: string, at = this.#at): JsonError {
    const before = [...this.#text.slice(0, at)]
    const lineStart = before.lastIndexOf('\n') + 1
    const line = before.filter((sign) => sign === '\n').length + 1
    const column = before.length - lineStart + 1
    return new JsonError(`${what}: line ${line} column ${column} (char ${before.length})`)
  }
}

/** Throws JsonError with Python's own text. */
export function parsePythonJson(text: string): unknown {
  if (text.startsWith('\ufeff')) {
    throw new JsonError('Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)')
  }
  return new Reader(text).read()
}
