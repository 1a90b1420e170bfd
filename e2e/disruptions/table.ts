import { readFileSync, writeFileSync } from 'node:fs'
import { SAYS_NOTHING_HAPPENED } from '../fault-cells'

/** What came of one action during a fault. */
export type Row = {
  readonly fault: string
  readonly page: string
  /** What the person saw: the page, and the error on it; with arrows where they tried again. */
  readonly shown: string
  /** Calls that reached Cognito. */
  readonly sent: number
  /** What holds afterwards. */
  readonly kept: string
}

const HAPPENED = /^(a mail|the new password|confirmed);/

/** Where the last page that somebody saw is untrue. */
export function liesIn(rows: readonly Row[]): string[] {
  return rows.flatMap((row) => {
    const last = row.shown.split(' → ').at(-1) ?? ''
    const isUntrue =
      (last === 'done' && !HAPPENED.test(row.kept)) ||
      (SAYS_NOTHING_HAPPENED.test(last) && HAPPENED.test(row.kept))
    return isUntrue ? [cellsOf(row).join(' | ')] : []
  })
}

const START = '<!-- the table below is written by WRITE_TABLES=1 npm run proof -->'
const END = '<!-- the end of the table of disruptions -->'

const cellsOf = ({ fault, page, shown, sent, kept }: Row) => [fault, page, shown, String(sent), kept]

/** The rows that a document has between the marks, without the padding of its formatter. */
export function rowsIn(text: string): string[][] {
  const [, rest = ''] = text.split(START)
  const [table = ''] = rest.split(END)
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

/** Where a document says something else than was seen; rows whose faults this machine can't make are not judged. */
export function differences(text: string, seen: readonly Row[]): string[] {
  const written = rowsIn(text)
  return seen.flatMap((row) => {
    const cells = cellsOf(row)
    const found = written.find(([fault, page]) => fault === row.fault && page === row.page)
    return found?.join('|') === cells.join('|')
      ? []
      : [`seen: ${cells.join(' | ')}\nwritten: ${found?.join(' | ') ?? 'nothing'}`]
  })
}

/** The document with what was seen in its table. */
export function withTable(text: string, seen: readonly Row[]): string {
  const [before = '', rest = ''] = text.split(START)
  const [, after = ''] = rest.split(END)
  const lines = [
    ['fault', 'page', 'shown', 'calls', 'kept'],
    ['---', '---', '---', '---', '---'],
    ...seen.map(cellsOf),
  ]
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  return `${before}${START}\n\n${table}\n\n${END}${after}`
}

/** Compares with the document, or writes it where WRITE_TABLES is set. */
export function holdTable(file: string, seen: readonly Row[]): string[] {
  const text = readFileSync(file, 'utf8')
  if (process.env.WRITE_TABLES === undefined) return differences(text, seen)
  writeFileSync(file, withTable(text, seen))
  return []
}
