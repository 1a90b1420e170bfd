import { convertLrgbToRgb, convertOklabToLrgb, convertRgbToOklab } from 'culori/fn'
import { contrast } from './contrast'

/** Lightness 0 to 1, chroma 0 to about 0.37, hue in radians. */
export type Oklch = { l: number; c: number; h: number }

export function toOklch(hex: string): Oklch {
  const value = Number.parseInt(hex.slice(1), 16)
  const lab = convertRgbToOklab({
    r: (value >> 16) / 255,
    g: ((value >> 8) & 255) / 255,
    b: (value & 255) / 255,
  })
  return { l: lab.l, c: Math.hypot(lab.a, lab.b), h: Math.atan2(lab.b, lab.a) }
}

function linearAt(l: number, c: number, h: number) {
  return convertOklabToLrgb({ l, a: c * Math.cos(h), b: c * Math.sin(h) })
}

const TOLERANCE = 0.0005
const fits = (channel: number) => channel >= -TOLERANCE && channel <= 1 + TOLERANCE

function isInGamut(l: number, c: number, h: number): boolean {
  const { r, g, b } = linearAt(l, c, h)
  return fits(r) && fits(g) && fits(b)
}

const byte = (channel: number) => Math.round(Math.min(1, Math.max(0, channel)) * 255)

/** The nearest `#rrggbb`: lightness and hue are kept, chroma is reduced only as far as sRGB demands. */
export function toHex({ l, c, h }: Oklch): string {
  if (l <= 0) return '#000000'
  if (l >= 1) return '#ffffff'
  let chroma = c
  if (!isInGamut(l, c, h)) {
    let inside = 0
    let outside = c
    for (let step = 0; step < 12; step++) {
      const middle = (inside + outside) / 2
      if (isInGamut(l, middle, h)) inside = middle
      else outside = middle
    }
    chroma = inside
  }
  const { r, g, b } = convertLrgbToRgb(linearAt(l, chroma, h))
  return `#${((1 << 24) | (byte(r) << 16) | (byte(g) << 8) | byte(b)).toString(16).slice(1)}`
}

/** `share` of the second colour in the first, 0 to 1, mixed in OKLab. */
export function mix(one: string, other: string, share: number): string {
  const a = toOklch(one)
  const b = toOklch(other)
  const x = (1 - share) * a.c * Math.cos(a.h) + share * b.c * Math.cos(b.h)
  const y = (1 - share) * a.c * Math.sin(a.h) + share * b.c * Math.sin(b.h)
  return toHex({ l: (1 - share) * a.l + share * b.l, c: Math.hypot(x, y), h: Math.atan2(y, x) })
}

export type Against = { hex: string; ratio: number }

export function isReadable(hex: string, against: readonly Against[]): boolean {
  return against.every((other) => contrast(hex, other.hex) >= other.ratio)
}

const STEPS = 11

/** Walks from a colour towards black (0) or white (1) and stops at the first lightness, to 1/2048, that is readable. */
function walk(
  from: Oklch,
  end: 0 | 1,
  against: readonly Against[],
): { hex: string; distance: number } | null {
  let bad = from.l
  let good: number = end
  let hex = end === 0 ? '#000000' : '#ffffff'
  if (!isReadable(hex, against)) return null
  for (let step = 0; step < STEPS; step++) {
    const middle = (bad + good) / 2
    const candidate = toHex({ ...from, l: middle })
    if (isReadable(candidate, against)) {
      good = middle
      hex = candidate
    } else bad = middle
  }
  return { hex, distance: Math.abs(good - from.l) }
}

/**
 * The nearest colour in lightness that is readable against all others, judged on the rounded `#rrggbb` that is shown.
 * Hue stays; chroma gives way only at the edge of sRGB. Null when neither black nor white would do.
 */
export function shortestMove(hex: string, against: readonly Against[]): string | null {
  if (isReadable(hex, against)) return hex
  const from = toOklch(hex)
  const darker = walk(from, 0, against)
  const lighter = walk(from, 1, against)
  if (!darker || !lighter) return (darker ?? lighter)?.hex ?? null
  return darker.distance <= lighter.distance ? darker.hex : lighter.hex
}
