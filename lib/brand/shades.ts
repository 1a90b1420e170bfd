import { contrast, SHAPE_RATIO, TEXT_RATIO } from './contrast'
import { isReadable, mix, toHex, toOklch } from './oklch'

// Every background keeps this contrast to black or white, so that every hue still has a readable shade on it.
export const ROOM = 7

/** Black or white, whichever has more contrast with a background. */
export const extremeOn = (background: string) =>
  contrast(background, '#ffffff') >= contrast(background, '#000000') ? '#ffffff' : '#000000'

/** The strong, darker shade of a colour: what tints a dark ground without greying it. */
export function deepened(hex: string): string {
  const { l, c, h } = toOklch(hex)
  return toHex({ l: Math.min(l, 0.52), c: Math.max(c, Math.min(0.17, c * 3)), h })
}

/** A background tinted with a colour, as strongly as wanted while text can still be read on it. */
export function tintOf(surface: string, colour: string, share: number): string {
  for (const part of [share, share / 2, share / 4]) {
    const tint = mix(surface, colour, part)
    if (contrast(tint, extremeOn(surface)) >= ROOM - 1) return tint
  }
  return surface
}

/** White where it is readable, else a very dark shade of the accent. */
export function labelOn(accent: string): string {
  if (contrast(accent, '#ffffff') >= TEXT_RATIO) return '#ffffff'
  const { c, h } = toOklch(accent)
  const ink = toHex({ l: 0.2, c: Math.min(c, 0.06), h })
  return contrast(accent, ink) >= TEXT_RATIO ? ink : '#000000'
}

/**
 * A shade lighter or darker than the accent that keeps all of the accent's contrasts; the one that helps the label is
 * tried first.
 */
export function hoverOf(accent: string, label: string, grounds: readonly string[]): string {
  const from = toOklch(accent)
  const away = from.l < toOklch(label).l ? -1 : 1
  const against = [{ hex: label, ratio: TEXT_RATIO }, ...grounds.map((hex) => ({ hex, ratio: SHAPE_RATIO }))]
  for (const shift of [0.055 * away, -0.055 * away, 0.03 * away, -0.03 * away]) {
    const hex = toHex({ ...from, l: from.l + shift })
    if (isReadable(hex, against)) return hex
  }
  return accent
}
