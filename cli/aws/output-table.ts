import type { JSONValue } from '@jmespath-community/jmespath'
import { renderTable, type Section } from './table'

/** `--output table`: what becomes a section, a row and a column. Source: TableFormatter of awscli/formatter.py 2.9. */

type Dictionary = { [name: string]: JSONValue }

const isList = (value: JSONValue | undefined): value is JSONValue[] => Array.isArray(value)
const isDictionary = (value: JSONValue | undefined): value is Dictionary =>
  typeof value === 'object' && value !== null && !isList(value)
const isScalar = (value: JSONValue | undefined) => !isList(value) && !isDictionary(value)

function cell(value: JSONValue | undefined): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')
}

const isNothing = (value: JSONValue): boolean =>
  !value || (isList(value) && value.length === 0) || (isDictionary(value) && Object.keys(value).length === 0)

class Sections {
  readonly all: Section[] = []

  /** Adds what a value holds below a title. */
  add(title: string | null, value: JSONValue, indent = 0): void {
    if (isNothing(value)) return
    if (title !== null) this.#open(title, indent)
    if (isList(value)) this.#list(title, value, indent)
    else if (isDictionary(value)) this.#dictionary(value, indent)
  }

  #open(title: string, indent: number): void {
    this.all.push({ title, indent, headers: [], rows: [] })
  }

  #row(cells: readonly (JSONValue | undefined)[]): void {
    if (this.all.length === 0) this.#open('', 0)
    this.all.at(-1)?.rows.push(cells.map(cell))
  }

  #headers(names: readonly string[]): void {
    const section = this.all.at(-1)
    if (section !== undefined) section.headers = [...names]
  }

  #list(title: string | null, list: JSONValue[], indent: number): void {
    if (isDictionary(list[0])) {
      this.#dictionaries(title, list.filter(isDictionary), indent)
      return
    }
    for (const item of list) {
      if (isScalar(item)) this.#row([item])
      else if (isList(item) && item.every(isScalar)) this.#row(item)
      else this.add(null, item)
    }
  }

  #dictionary(value: Dictionary, indent: number): void {
    const names = Object.keys(value).sort()
    const plain = names.filter((name) => isScalar(value[name]))
    const [only] = plain
    if (plain.length === 1 && only !== undefined) this.#row([only, value[only]])
    else if (plain.length > 1) {
      this.#headers(plain)
      this.#row(plain.map((name) => value[name]))
    }
    for (const name of names) if (!plain.includes(name)) this.add(name, value[name] ?? null, indent + 1)
  }

  #dictionaries(title: string | null, list: Dictionary[], indent: number): void {
    const namesOf = (isWanted: (value: JSONValue | undefined) => boolean) =>
      [...new Set(list.flatMap((item) => Object.keys(item).filter((name) => isWanted(item[name]))))].sort()
    const headers = namesOf(isScalar)
    const more = namesOf((value) => !isScalar(value))
    list.forEach((item, at) => {
      if (at > 0 && more.length > 0) this.#open(title ?? '', indent)
      if (at === 0 || more.length > 0) this.#headers(headers)
      this.#row(headers.map((name) => item[name]))
      for (const name of more) if (name in item) this.add(name, item[name] ?? null, indent + 1)
    })
  }
}

/** A table of an answer below the operation's name, as wide as a terminal or 80 signs. */
export function tableOf(title: string, value: JSONValue, color: string): string {
  const sections = new Sections()
  sections.add(title, value)
  if (sections.all.length === 0) return ''
  const isColoured = color === 'on' || (color !== 'off' && process.stdout.isTTY === true)
  return renderTable(sections.all, { terminalWidth: process.stdout.columns ?? 80, isColoured })
}
