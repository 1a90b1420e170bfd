import { isDeepStrictEqual } from 'node:util'
import { type DocumentTable, holdTable } from './document-table'
import { actions, type Cell, type Result, services, stores } from './fault-cells'

const table: DocumentTable = {
  start: '<!-- the matrix below is written by WRITE_TABLES=1 npm run proof -->',
  end: '<!-- the end of the matrix -->',
  head: ['action', 'store', 'Cognito', 'shown, first try → second', 'calls', 'kept'],
  keys: 3,
  isWhole: true,
}

const instancesOf = ({ instances }: Cell) => (instances === 2 ? 'two instances' : 'one instance')

/** Which variants of a cell these are, where they are not all four. */
function variantOf(cells: readonly Cell[]): string {
  const instances = new Set(cells.map((cell) => instancesOf(cell)))
  const cookies = new Set(cells.map((cell) => (cell.hasCookies ? 'cookies' : 'no cookies')))
  const isWhole = cells.length === instances.size * cookies.size
  if (isWhole && instances.size === 1 && cookies.size === 2) return [...instances].join()
  if (isWhole && cookies.size === 1 && instances.size === 2) return [...cookies].join()
  return cells.map((cell) => `${instancesOf(cell)}${cell.hasCookies ? '' : ' without cookies'}`).join(', ')
}

type Race = { readonly of: Partial<Cell>; readonly ends: readonly string[] }

/** Where two things race, so that one end is as true as the other. Everything else comes out the same each time. */
const races: readonly Race[] = [
  // Cognito was not asked, and the first try is given back over the slow line while the second one is counted.
  {
    of: { store: 'late', service: 'gone', instances: 2 },
    ends: ['log: unavailable, unavailable', 'log: unavailable, user'],
  },
  // The second try comes while the process finds out that the store is away: enough of its time is left for Cognito, or not.
  {
    of: { action: 'confirm', store: 'hung', service: 'late', instances: 1 },
    ends: ['unknown → done', 'unknown → unknown'],
  },
  {
    of: { action: 'sign-up: confirm', store: 'hung', service: 'late', instances: 1 },
    ends: ['unknown → done', 'unknown → unknown → sent'],
  },
]

/** What was seen, or both ends of a race where it is one of them. */
function settled(cell: Cell, text: string): string {
  const race = races.find(
    ({ of, ends }) => ends.includes(text) && isDeepStrictEqual({ ...cell, ...of }, cell),
  )
  return race ? race.ends.join(' or ') : text
}

/** The results of a cell's variants, listed separately only where they differ. */
function told(results: readonly Result[], textOf: (result: Result) => string): string {
  const byText = new Map<string, Cell[]>()
  for (const result of results) {
    const text = settled(result.cell, textOf(result))
    byText.set(text, [...(byText.get(text) ?? []), result.cell])
  }
  if (byText.size === 1) return [...byText.keys()].join()
  return [...byText].map(([text, cells]) => `${text} (${variantOf(cells)})`).join('; ')
}

function rows(results: readonly Result[]): string[][] {
  return actions.flatMap((action) =>
    stores.flatMap((store) =>
      services.map((service) => {
        const cell = results.filter(
          ({ cell: each }) => each.action === action && each.store === store && each.service === service,
        )
        const shown = told(cell, (each) => each.shown.join(' → '))
        const sent = told(cell, (each) => String(each.sent))
        const kept = told(cell, (each) => each.kept)
        return [action, store, service, shown, sent, kept]
      }),
    ),
  )
}

/** Compares what was seen with the document, or writes it where WRITE_TABLES is set. */
export const holdMatrix = (file: string, results: readonly Result[]): string[] =>
  holdTable(file, table, rows(results))
