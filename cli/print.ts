/** Output for people and for programs. Colours only on a terminal, and never with NO_COLOR (no-color.org). */

const usesColour = (stream: NodeJS.WriteStream) =>
  stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'

const colours = { green: 32, yellow: 33, red: 31, grey: 90, bold: 1 } as const

export function paint(text: string, colour: keyof typeof colours): string {
  return usesColour(process.stdout) ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Characters that control a terminal or mislead a reader are shown as a question mark. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')

type Cell = { text: string; colour?: keyof typeof colours }

/** Columns as wide as their longest cell; the last one runs free. */
export function printTable(head: readonly string[], rows: readonly (readonly (string | Cell)[])[]): void {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)))
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.text.length ?? 0)),
  )
  const line = (row: readonly Cell[]) =>
    row
      .map((cell, column) => {
        const text = plain(cell.text)
        const padded = column === row.length - 1 ? text : text.padEnd(widths[column] ?? 0)
        return cell.colour === undefined ? padded : paint(padded, cell.colour)
      })
      .join('  ')
      .trimEnd()
  const titles: Cell[] = head.map((text) => ({ text, colour: 'grey' }))
  process.stdout.write(`${[titles, ...cells].map(line).join('\n')}\n`)
}

/** Progress of long work, on standard error: one changing line on a terminal, nothing where it is a file. */
export function progress(what: string, total: number): { step(): void; end(): void } {
  const isLive = process.stderr.isTTY === true
  let done = 0
  const show = () => isLive && process.stderr.write(`\r${what} ${done}/${total}`)
  show()
  return {
    step() {
      done += 1
      show()
    },
    end() {
      if (isLive) process.stderr.write('\n')
      else process.stderr.write(`${what} ${done}/${total}\n`)
    },
  }
}
