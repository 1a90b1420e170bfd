/** Draws the AWS CLI's tables: widths, borders, and records turned upright where they are too wide (awscli/table.py). */

export type Section = {
  title: string
  /** How deep it lies below the outermost one; each step adds a border at both sides. */
  readonly indent: number
  headers: string[]
  rows: string[][]
}

const PADDING = 4
const BORDERS = 2

/** Signs that take two columns (East Asian wide, full-width and ambiguous, Unicode TR 11), the usual ones. */
const WIDE =
  /[\u00a1\u00a4\u00a7\u00a8\u00aa\u00ad\u00ae\u00b0-\u00b4\u00b6-\u00ba\u00bc-\u00bf\u00c6\u00d0\u00d7\u00d8\u00de-\u00e1\u00e6\u00e8-\u00ea\u00ec\u00ed\u00f0\u00f2\u00f3\u00f7-\u00fa\u00fc\u00fe\u0391-\u03a9\u03b1-\u03c9\u0401\u0410-\u044f\u0451\u1100-\u115f\u2010\u2013-\u2016\u2018\u2019\u201c\u201d\u2020-\u2022\u2024-\u2027\u2030\u2032\u2033\u2035\u203b\u203e\u20ac\u2190-\u2199\u21d2\u21d4\u2500-\u254b\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\ue000-\uf8ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\ufffd\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u

const width = (text: string): number => [...text].reduce((sum, sign) => sum + (WIDE.test(sign) ? 2 : 1), 0)

function columnWidths({ headers, rows }: Section): number[] {
  const lines = headers.length > 0 ? [headers, ...rows] : rows
  const [first = []] = lines
  return first.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))))
}

function totalWidth(section: Section): number {
  const outside = BORDERS + 2 * section.indent
  const columns = columnWidths(section).reduce((sum, each) => sum + each + PADDING, 0)
  return Math.max(width(section.title) + outside, columns + outside)
}

/** Python rounds halves to the even neighbour. */
function round(value: number): number {
  const floor = Math.floor(value)
  if (value - floor !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

/** Columns that together are exactly as wide as the table. */
function scaledWidths(section: Section, maxWidth: number): number[] {
  const natural = columnWidths(section).map((each) => each + PADDING)
  const sum = natural.reduce((total, each) => total + each, 0)
  const scaled = natural.map((each) => round((maxWidth / sum) * each))
  let off = scaled.reduce((total, each) => total + each, 0) - maxWidth
  while (off !== 0 && scaled.length > 0) {
    const step = off > 0 ? -1 : 1
    for (let turn = 0; turn < scaled.length && off !== 0; turn += 1) {
      const column = step < 0 ? turn : scaled.length - 1 - turn
      scaled[column] = (scaled[column] ?? 0) + step
      off += step
    }
  }
  return scaled
}

const spaces = (count: number) => ' '.repeat(Math.max(count, 0))

function centred(text: string, length: number, left: string): string {
  const before = left + spaces(Math.floor(length / 2) - Math.floor(width(text) / 2) - 1) + text
  return `${before}${spaces(length - 1 - width(before))}|`
}

function leftAligned(text: string, length: number, left: string, styled: string): string {
  const fits = length - (width(text) + 2 + left.length + 1) >= 0
  const padding = fits ? 2 : 0
  return `${left}${spaces(padding)}${styled}${spaces(length - left.length - padding - width(text) - 1)}|`
}

const lineOf = (widths: readonly number[]) =>
  widths.map((each, at) => (at === 0 ? `+${'-'.repeat(each - 2)}+` : `${'-'.repeat(each - 1)}+`)).join('')

function upright(section: Section): Section {
  const [only] = section.rows
  if (only === undefined || section.rows.length !== 1 || section.headers.length === 0) return section
  return { ...section, headers: [], rows: section.headers.map((name, at) => [name, only[at] ?? '']) }
}

function linesOf(section: Section, maxWidth: number, style: (text: string) => string): string[] {
  const { title, headers, rows } = section
  const lines: string[] = []
  if (title !== '') {
    lines.push(centred(title, maxWidth, '|'))
    if (headers.length === 0 && rows.length === 0) lines.push(`+${'-'.repeat(maxWidth - 2)}+`)
  }
  const widths = scaledWidths(section, maxWidth)
  const left = (column: number) => (column === 0 ? '|' : '')
  if (headers.length > 0) {
    const cells = headers.map((text, at) => centred(text, widths[at] ?? 0, left(at)))
    lines.push(lineOf(widths), cells.join(''))
  }
  if (rows.length > 0 && widths.length > 0) {
    const cells = rows.map((row) =>
      widths.map((each, at) => leftAligned(row[at] ?? '', each, left(at), style(row[at] ?? ''))).join(''),
    )
    lines.push(lineOf(widths), ...cells, lineOf(widths))
  }
  return lines
}

const RESET = '\u001b[0m'
const element = (text: string) => `\u001b[1m\u001b[34m${text}${RESET}`
const BORDER = `\u001b[2m\u001b[33m|${RESET}`

/** The whole table as text. Colours, and a reset after each piece that is written, are the AWS CLI's. */
export function renderTable(
  sections: readonly Section[],
  { terminalWidth, isColoured }: { terminalWidth: number; isColoured: boolean },
): string {
  const widest = (all: readonly Section[]) => Math.max(...all.map(totalWidth))
  const shown = widest(sections) > terminalWidth ? sections.map(upright) : sections
  const maxWidth = widest(shown)
  const style = isColoured ? element : (text: string) => text
  const after = isColoured ? RESET : ''
  const lines = shown.flatMap((section) => {
    const border = (isColoured ? BORDER : '|').repeat(section.indent)
    return linesOf(section, maxWidth - 2 * section.indent, style).map(
      (line) => `${border}${after}${line}${after}${border}${after}\n${after}`,
    )
  })
  return `${'-'.repeat(maxWidth)}\n${after}${lines.join('')}`
}
