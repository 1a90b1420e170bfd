import { type DocumentTable, holdTable } from '../document-table'
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

const cellsOf = ({ fault, page, shown, sent, kept }: Row) => [fault, page, shown, String(sent), kept]

/** The document's table of disruptions; rows whose faults this machine can't make are not judged. */
const table: DocumentTable = {
  start: '<!-- the table below is written by WRITE_TABLES=1 npm run proof -->',
  end: '<!-- the end of the table of disruptions -->',
  head: ['fault', 'page', 'shown', 'calls', 'kept'],
  keys: 2,
  isWhole: false,
}

/** Compares with the document, or writes it where WRITE_TABLES is set. */
export const holdDisruptions = (file: string, seen: readonly Row[]): string[] =>
  holdTable(file, table, seen.map(cellsOf))
