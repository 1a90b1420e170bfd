// What the tests of a run looked at and found right, as tables. Each test notes it itself, so that nothing is in a table
// because somebody wrote it there. `npm run verify` prints them at its end.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'

const FOLDER = 'test-results/matrix'

/**
 * Notes that a test has looked at something and found it right. To be called once the checks are behind it.
 *
 * @param {string} table its title, e.g. `languages`
 * @param {string} row what was looked at
 * @param {string} column what it was looked at for
 */
export function note(table, row, column, folder = FOLDER) {
  mkdirSync(folder, { recursive: true })
  appendFileSync(`${folder}/${process.pid}.jsonl`, `${JSON.stringify([table, row, column])}\n`)
}

/** Makes the notes of earlier runs go. */
export const forgetNotes = (folder = FOLDER) => rmSync(folder, { recursive: true, force: true })

/** @returns {Map<string, Map<string, Set<string>>>} by table and row, the columns that were noted */
export function readNotes(folder = FOLDER) {
  const tables = new Map()
  const files = existsSync(folder) ? readdirSync(folder) : []
  for (const line of files.flatMap((file) => readFileSync(`${folder}/${file}`, 'utf8').trim().split('\n'))) {
    const [table, row, column] = JSON.parse(line)
    const rows = tables.get(table) ?? new Map()
    tables.set(table, rows)
    rows.set(row, (rows.get(row) ?? new Set()).add(column))
  }
  return tables
}

const columnsOf = (rows) => [...new Set([...rows.values()].flatMap((columns) => [...columns]))].sort()

/** One table: a tick for what was looked at, a point for what was not. */
function drawn(title, rows) {
  const columns = columnsOf(rows)
  const wide = Math.max(title.length, ...[...rows.keys()].map(({ length }) => length))
  const lines = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([row, noted]) => [
      row.padEnd(wide),
      ...columns.map((each) => (noted.has(each) ? '✓' : '·').padEnd(each.length)),
    ])
  return [[title.padEnd(wide), ...columns], ...lines].map((cells) => cells.join('  ').trimEnd()).join('\n')
}

/** @returns {string} all tables */
export const drawMatrix = (tables) =>
  [...tables]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, rows]) => drawn(title, rows))
    .join('\n\n')

/**
 * @param {string[]} names what there is
 * @returns {string[]} what of it nothing was noted for, or less than for others
 */
export function gapsOf(rows, names) {
  const columns = rows === undefined ? [] : columnsOf(rows)
  return names.flatMap((name) => {
    const noted = rows?.get(name)
    if (noted === undefined) return [`${name}: nothing`]
    const lacking = columns.filter((column) => !noted.has(column))
    return lacking.length === 0 ? [] : [`${name}: ${lacking.join(', ')}`]
  })
}

/** Prints the tables. Throws where a language that the portal speaks was not looked at for all that others were. */
export function printMatrix(folder = FOLDER, messages = 'messages') {
  const tables = readNotes(folder)
  const languages = readdirSync(messages).filter((name) => existsSync(`${messages}/${name}/meta.json`))
  const gaps = gapsOf(tables.get('languages'), languages)
  if (gaps.length > 0) throw new Error(`${drawMatrix(tables)}\n\nNot looked at:\n${gaps.join('\n')}`)
  return drawMatrix(tables)
}
