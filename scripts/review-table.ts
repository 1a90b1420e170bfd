import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const START = '<!-- written by npm run review-table from the meta.json of each language -->'
const END = '<!-- end of the table -->'

const folder = fileURLToPath(new URL('../messages/', import.meta.url))

type Meta = { endonym: string; review: string; doubts?: string[] }

function rowOf(tag: string): string[] {
  const {
    endonym,
    review,
    doubts = [],
  } = JSON.parse(readFileSync(`${folder}${tag}/meta.json`, 'utf8')) as Meta
  return [`${endonym} (${tag})`, review, doubts.join(' ') || '–']
}

/** How far each language was checked and what is doubtful in it, as one Markdown table. */
export function reviewTable(): string {
  const tags = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  )
  const rows = [['language', 'level', 'doubts'], ['---', '---', '---'], ...tags.toSorted().map(rowOf)]
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** The document with today's table between its two marks. Throws where a mark is missing. */
export function withReviewTable(text: string): string {
  const [start, end] = [text.indexOf(START), text.indexOf(END)]
  if (start < 0 || end < start) throw new Error(`There is no place for the table: ${START} … ${END}`)
  return `${text.slice(0, start)}${START}\n\n${reviewTable()}\n\n${text.slice(end)}`
}
