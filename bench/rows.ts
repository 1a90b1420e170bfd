/** One line of the table that `npm run bench` prints. */
export type Row = {
  what: string
  value: string
  target: string
  /** Null where there is no target. */
  isMet: boolean | null
}

/** What a part of the benchmarks found: its lines, and all figures behind them. */
export type Findings = { rows: readonly Row[]; figures: unknown }

export const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`
export const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`
export const ms = (value: number) => `${value.toFixed(2)} ms`
export const times = (value: number, digits = 2) => `${value.toFixed(digits)} ×`

/** A line whose figure must not be above a limit. */
export const atMost = (
  what: string,
  value: number,
  limit: number,
  format: (value: number) => string,
): Row => ({
  what,
  value: format(value),
  target: `≤ ${format(limit)}`,
  isMet: value <= limit,
})

export const told = (what: string, value: string): Row => ({ what, value, target: '–', isMet: null })

export function print(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ what }) => what.length))
  for (const { what, value, target, isMet } of rows) {
    const verdict = isMet === null ? '' : isMet ? 'met' : 'MISSED'
    console.log(`${what.padEnd(width)}  ${value.padStart(9)}  ${target.padEnd(9)}  ${verdict}`)
  }
}
