import { drawingCost } from './svg-cost'

export type SvgFault = 'svg-encoding' | 'svg-doctype' | 'svg-script' | 'svg-external' | 'svg-too-complex'

const MAX_ELEMENTS = 5_000
const MAX_REFERENCES = 64
/** Elements drawn in all, including those that references draw again. */
const MAX_DRAWN = 10_000
/** Dashes shorter than this would be millions on a long line. */
const LEAST_DASH = 0.05

const ACTIVE =
  /^(?:script|foreignobject|iframe|embed|object|audio|video|canvas|handler|listener|set|animate\w*|discard)$/
const TAG = /<([a-z_][\w.:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi
const ATTRIBUTE = /([a-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi
const DASHES = /stroke-dasharray\s*(?:=\s*["']|:)([^"';]*)/gi
const URL_FUNCTION = /url\(\s*["']?\s*([^"')\s]?)/gi

/** Whether a line has dashes too short to be seen. */
function hasTinyDashes(text: string): boolean {
  return [...text.matchAll(DASHES)].some(([, list = '']) => {
    const pieces = (list.match(/\d*\.?\d+(?:e[+-]?\d+)?/gi) ?? []).map(Number)
    return pieces.length > 0 && pieces.reduce((sum, piece) => sum + piece, 0) < LEAST_DASH * pieces.length
  })
}

const local = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase()

const pointsOutside = (text: string) => [...text.matchAll(URL_FUNCTION)].some(([, first]) => first !== '#')

/** What an attribute says once its character references are resolved. */
function decoded(value: string): string {
  return value
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (_, hex?: string, decimal?: string) => {
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
    .replace(/&(?:amp|lt|gt|quot|apos);/g, ' ')
}

/** Whether bytes look like an SVG document: the first thing that is neither space, comment nor declaration is `<svg`. */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder('utf-8').decode(bytes.subarray(0, 4096))
  return /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE\s+svg\b[^>[]*(?:\[[\s\S]*?\])?[^>]*>\s*)*<(?:\w+:)?svg[\s>]/i.test(
    start,
  )
}

/**
 * Why an SVG is refused, or null. It will only ever be drawn to pixels; this keeps out what a drawing does not need and
 * what could make the drawing expensive: document types and entities, scripts and handlers, addresses outside the file.
 */
export function svgFault(bytes: Uint8Array): SvgFault | null {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return 'svg-encoding'
  }
  if (text.includes('\0') || /<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8["'])/i.test(text)) return 'svg-encoding'
  if (/<!(?:DOCTYPE|ENTITY|ATTLIST|ELEMENT)/i.test(text)) return 'svg-doctype'
  if (/<\?(?!xml\s)/i.test(text)) return 'svg-external'
  const drawn = text.replace(/<!--[\s\S]*?-->/g, '')
  if (/@import|<!\[CDATA\[/i.test(drawn)) return 'svg-external'
  if (pointsOutside(decoded(drawn))) return 'svg-external'
  let elements = 0
  let references = 0
  for (const [, name = '', attributes = ''] of drawn.matchAll(TAG)) {
    elements++
    if (ACTIVE.test(local(name))) return 'svg-script'
    for (const [, attribute = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
      const value = decoded(double ?? single ?? '').trim()
      if (/^on/i.test(local(attribute))) return 'svg-script'
      if (/^(?:href|src)$/.test(local(attribute))) {
        if (!value.startsWith('#')) return /^javascript:/i.test(value) ? 'svg-script' : 'svg-external'
        references++
      }
    }
  }
  const isLarge = elements > MAX_ELEMENTS || references > MAX_REFERENCES
  const isCostly = isLarge || hasTinyDashes(drawn) || drawingCost(decoded(drawn)) > MAX_DRAWN
  return isCostly ? 'svg-too-complex' : null
}
