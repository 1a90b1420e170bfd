import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { actions, type Cell, type Result, services, stores } from './fault-cells'

const START = '<!-- the table below is written by npm run proof -->'
const END = '<!-- the end of the table -->'

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

/** The results of a cell's variants, listed separately only where they differ. */
function told(results: readonly Result[], textOf: (result: Result) => string): string {
  const byText = new Map<string, Cell[]>()
  for (const result of results)
    byText.set(textOf(result), [...(byText.get(textOf(result)) ?? []), result.cell])
  if (byText.size === 1) return [...byText.keys()].join()
  return [...byText].map(([text, cells]) => `${text} (${variantOf(cells)})`).join('; ')
}

function rows(results: readonly Result[]): string[] {
  return actions.flatMap((action) =>
    stores.flatMap((store) =>
      services.flatMap((service) => {
        const cell = results.filter(
          ({ cell: each }) => each.action === action && each.store === store && each.service === service,
        )
        const shown = told(cell, (each) => each.shown.join(' → '))
        const sent = told(cell, (each) => String(each.sent))
        const kept = told(cell, (each) => each.kept)
        return `| ${action} | ${store} | ${service} | ${shown} | ${sent} | ${kept} |`
      }),
    ),
  )
}

/** Writes what was seen between the marks of a document. */
export function writeMatrix(file: string, results: readonly Result[]): void {
  const text = readFileSync(file, 'utf8')
  const [before = '', rest = ''] = text.split(START)
  const [, after = ''] = rest.split(END)
  const head = [
    '| action | store | Cognito | shown, first try → second | calls | kept |',
    '|---|---|---|---|---|---|',
  ]
  const table = [...head, ...rows(results)].join('\n')
  writeFileSync(file, `${before}${START}\n\n${table}\n\n${END}${after}`)
  execFileSync('npx', ['biome', 'format', '--write', file])
}
