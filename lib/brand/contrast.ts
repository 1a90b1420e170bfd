/** WCAG 2.2, 1.4.3: text and its background, at any size (the portal does not use the allowance for large text). */
export const TEXT_RATIO = 4.5
/** WCAG 2.2, 1.4.11: what tells a control or its state from what surrounds it. */
export const SHAPE_RATIO = 3

const LINEAR = Array.from({ length: 256 }, (_, byte) => {
  const channel = byte / 255
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
})

const linear = (byte: number) => LINEAR[byte & 255] ?? 0

/** Relative luminance of `#rrggbb`, 0 for black to 1 for white (WCAG 2.2, definition of relative luminance). */
function luminance(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16)
  return 0.2126 * linear(value >> 16) + 0.7152 * linear(value >> 8) + 0.0722 * linear(value)
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21, the same in both directions. */
export function contrast(one: string, other: string): number {
  const a = luminance(one)
  const b = luminance(other)
  return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05)
}
