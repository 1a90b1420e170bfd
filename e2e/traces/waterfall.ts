import type { SentSpan } from './read-spans'

const WIDTH = 1_120
const NAMES = 290
const ROW = 22
const TOP = 44
const EDGE = 20
const FONT = 'font-family="system-ui, \'Segoe UI\', Helvetica, Arial, sans-serif"'

/** The first word of a span's name says what it is; a request's is its method. */
const COLOURS: Readonly<Record<string, string>> = {
  store: '#2f6fde',
  limits: '#c77700',
  cognito: '#8a3ffc',
  mail: '#0a7f4f',
}
const REQUEST = '#39424e'

const colourOf = ({ name }: SentSpan) => COLOURS[name.split(' ')[0] ?? ''] ?? REQUEST

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

type Placed = { readonly span: SentSpan; readonly depth: number }

/** Each span below the one that it belongs to, in the order of their beginnings. */
export function inOrder(spans: readonly SentSpan[]): Placed[] {
  const known = new Set(spans.map(({ spanId }) => spanId))
  const below = (parentId: string | null, depth: number): Placed[] =>
    spans
      .filter((span) => (parentId === null ? !known.has(span.parentId) : span.parentId === parentId))
      .toSorted((one, other) => one.start - other.start)
      .flatMap((span) => [{ span, depth }, ...below(span.spanId, depth + 1)])
  return below(null, 0)
}

const tickOf = (ms: number) => [10, 20, 50, 100, 200, 500].find((tick) => ms / tick <= 12) ?? 1_000

/** A trace as an SVG: a row for each span, its bar where and as long as it was. */
export function waterfall(spans: readonly SentSpan[], title: string): string {
  const rows = inOrder(spans)
  const began = Math.min(...spans.map(({ start }) => start))
  const length = Math.max(...spans.map(({ end }) => end)) - began
  const height = TOP + rows.length * ROW + EDGE
  const scale = (WIDTH - NAMES - EDGE - 70) / length
  const x = (time: number) => NAMES + (time - began) * scale
  const tick = tickOf(length)
  const ticks = Array.from({ length: Math.floor(length / tick) + 1 }, (_, index) => index * tick)
  const lines = ticks.map((ms) => {
    const at = x(began + ms).toFixed(1)
    return `<line x1="${at}" x2="${at}" y1="${TOP - 6}" y2="${height - EDGE}" stroke="#e3e6ea"/><text x="${at}" y="${TOP - 14}" text-anchor="middle" fill="#5b6570" font-size="11">${ms} ms</text>`
  })
  const bars = rows.map(({ span, depth }, index) => {
    const y = TOP + index * ROW
    const width = Math.max(2, (span.end - span.start) * scale)
    const ms = span.end - span.start
    const told = ms < 10 ? ms.toFixed(1) : ms.toFixed(0)
    const isRequest = depth === 0
    const shade =
      isRequest && index > 0
        ? `<line x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${y}" y2="${y}" stroke="#c9ced6"/>`
        : ''
    return `${shade}<text x="${EDGE + depth * 16}" y="${y + 15}" fill="#1c2229" font-size="12.5"${isRequest ? ' font-weight="600"' : ''}>${escaped(span.name)}</text><rect x="${x(span.start).toFixed(1)}" y="${y + 5}" width="${width.toFixed(1)}" height="12" rx="2" fill="${colourOf(span)}"/><text x="${(x(span.start) + width + 6).toFixed(1)}" y="${y + 15}" fill="#5b6570" font-size="11">${told}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" ${FONT}>
<title>${escaped(title)}</title>
<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff"/>
${lines.join('\n')}
${bars.join('\n')}
</svg>
`
}
