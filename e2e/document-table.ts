import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

/** A table of a document that tests make: what stands between its marks. */
export type DocumentTable = {
  readonly start: string
  readonly end: string
  readonly head: readonly string[]
  /** How many of a row's first cells say which row it is. */
  readonly keys: number
  /** Whether every row is seen on every machine, so that one that wasn't has no place in the document. */
  readonly isWhole: boolean
}

type Cells = readonly string[]

/** The rows that a document has between the marks, without the padding of its formatter. */
export function rowsIn(text: string, { start, end }: DocumentTable): string[][] {
  const [, rest = ''] = text.split(start)
  const [table = ''] = rest.split(end)
  return table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/** Where a document says something else than was seen. */
export function differences(text: string, table: DocumentTable, seen: readonly Cells[]): string[] {
  const keyOf = (cells: Cells) => cells.slice(0, table.keys).join(' | ')
  const written = new Map(rowsIn(text, table).map((cells) => [keyOf(cells), cells]))
  const wrong = seen.flatMap((cells) => {
    const found = written.get(keyOf(cells))?.join(' | ') ?? 'nothing'
    return found === cells.join(' | ') ? [] : [`seen: ${cells.join(' | ')}\nwritten: ${found}`]
  })
  const keys = new Set(seen.map(keyOf))
  const unseen = table.isWhole ? [...written.keys()].filter((key) => !keys.has(key)) : []
  return [...wrong, ...unseen.map((key) => `not seen: ${key}`)]
}

/** The document with what was seen in its table. */
export function withTable(text: string, { start, end, head }: DocumentTable, seen: readonly Cells[]): string {
  const [before = '', rest = ''] = text.split(start)
  const [, after = ''] = rest.split(end)
  const lines = [head, head.map(() => '---'), ...seen].map((cells) => `| ${cells.join(' | ')} |`)
  return `${before}${start}\n\n${lines.join('\n')}\n\n${end}${after}`
}

/** Compares a table with the document, or writes it where WRITE_TABLES is set. */
export function holdTable(file: string, table: DocumentTable, seen: readonly Cells[]): string[] {
  const text = readFileSync(file, 'utf8')
  if (process.env.WRITE_TABLES === undefined) return differences(text, table, seen)
  writeFileSync(file, withTable(text, table, seen))
  execFileSync('npx', ['biome', 'format', '--write', file])
  return []
}
