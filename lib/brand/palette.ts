import { contrast, SHAPE_RATIO, TEXT_RATIO } from './contrast'
import { mix, shortestMove, toHex, toOklch } from './oklch'
import type { Brand, ColourRole } from './schema'
import { deepened, extremeOn, hoverOf, labelOn, ROOM, tintOf } from './shades'

export type SideName = 'light' | 'dark'

/** Every tone that a page uses on one side. `outer…` is for text and controls on the canvas around a panel. */
export type Tones = Record<ColourRole, string> & {
  accentHover: string
  line: string
  errorTint: string
  successTint: string
  warningTint: string
  outerText: string
  outerMuted: string
  outerFocus: string
}
type Tone = keyof Tones

/** A colour that was moved: which pair failed, by how much, and what is used instead. `isGiven`: the tenant chose it. */
type Repair = {
  side: SideName
  tone: Tone
  on: Tone | 'black or white'
  required: number
  before: number
  after: number
  from: string
  to: string
  isGiven: boolean
}

export type Palette = { light: Tones; dark: Tones; repairs: Repair[] }
export type PairCheck = { side: SideName; tone: Tone; on: Tone; required: number; ratio: number }

/** The tones that follow from the seed alone: neutrals with a hint of its hue, an accent that suits the side. */
function wantedTones(brand: Brand, side: SideName) {
  const { colour, layout } = brand
  const given = colour[side]
  const seedHex = given.accent ?? colour.light.accent ?? colour.dark.accent ?? colour.seed
  const seed = toOklch(seedHex)
  const tint = Math.min(1, seed.c / 0.12)
  const neutral = (l: number, c: number) => toHex({ l, c: c * tint, h: seed.h })
  const isCard = layout.kind === 'card'
  const derived =
    side === 'light'
      ? {
          canvas: isCard ? neutral(0.967, 0.006) : '#ffffff',
          panel: '#ffffff',
          text: neutral(0.25, 0.035),
          muted: neutral(0.5, 0.03),
          accent: seedHex,
          border: neutral(0.68, 0.025),
          error: '#b3261e',
          success: '#1b7046',
          warning: '#9a4f00',
        }
      : {
          canvas: neutral(0.165, 0.016),
          panel: neutral(isCard ? 0.21 : 0.2, 0.02),
          text: neutral(0.95, 0.01),
          muted: neutral(0.73, 0.02),
          accent: seed.l >= 0.62 ? seedHex : toHex({ l: 0.76, c: Math.min(seed.c, 0.14), h: seed.h }),
          border: neutral(0.5, 0.03),
          error: '#ff9a90',
          success: '#62d492',
          warning: '#f2b84b',
        }
  const accent = given.accent ?? derived.accent
  return { ...derived, ...definedOnly(given), accent, neutral }
}

function definedOnly(given: Brand['colour'][SideName]): Partial<Record<ColourRole, string>> {
  return Object.fromEntries(Object.entries(given).filter(([, hex]) => hex !== undefined))
}

type Ground = 'canvas' | 'panel'

/**
 * The backgrounds that the form has to be readable on: panel and canvas while both are light or both dark, else the
 * panel alone.
 */
function innerGrounds(brand: Brand, canvas: string, panel: string): Ground[] {
  return brand.layout.kind === 'card' && extremeOn(canvas) !== extremeOn(panel)
    ? ['panel']
    : ['panel', 'canvas']
}

function buildSide(brand: Brand, side: SideName, repairs: Repair[]): Tones {
  const given = brand.colour[side]
  const wanted = wantedTones(brand, side)
  const isCard = brand.layout.kind === 'card'
  const settled = new Map<Tone, string>()
  const hexOf = (tone: Tone) => settled.get(tone) ?? '#ffffff'

  /** Keeps the wanted tone, or moves it until it is readable on every ground, and notes each pair that failed. */
  function settle(
    tone: Tone,
    from: string,
    grounds: readonly Tone[],
    required: number,
    isGiven: boolean,
  ): string {
    const against = grounds.map((ground) => ({ hex: hexOf(ground), ratio: required }))
    const to = shortestMove(from, against) ?? extremeOn(hexOf('panel'))
    settled.set(tone, to)
    for (const on of grounds) {
      const before = contrast(from, hexOf(on))
      if (before >= required) continue
      repairs.push({ side, tone, on, required, before, after: contrast(to, hexOf(on)), from, to, isGiven })
    }
    return to
  }

  /** Keeps the wanted background, or moves it until black or white is readable on it. */
  function settleGround(ground: Ground, from: string, extremes: readonly string[]): string {
    const distance = (hex: string) => Math.abs(toOklch(hex).l - toOklch(from).l)
    const [to = from] = extremes
      .map((extreme) => shortestMove(from, [{ hex: extreme, ratio: ROOM }]) ?? from)
      .sort((one, other) => distance(one) - distance(other))
    settled.set(ground, to)
    if (to !== from) {
      const room = (hex: string) => Math.max(...extremes.map((extreme) => contrast(hex, extreme)))
      const isGiven = given[ground] !== undefined
      const found = { required: ROOM, before: room(from), after: room(to) }
      repairs.push({ side, tone: ground, on: 'black or white', ...found, from, to, isGiven })
    }
    return to
  }

  const canvas = settleGround('canvas', wanted.canvas, ['#000000', '#ffffff'])
  // Only a card may stand out from its canvas as light on dark; a field in the other layouts may not.
  const panel = settleGround('panel', wanted.panel, isCard ? ['#000000', '#ffffff'] : [extremeOn(canvas)])
  const surface = isCard ? panel : canvas
  const isDark = extremeOn(surface) === '#ffffff'
  const grounds = innerGrounds(brand, canvas, panel)
  for (const [tone, from, share] of [
    ['errorTint', wanted.error, isDark ? 0.22 : 0.07],
    ['successTint', wanted.success, isDark ? 0.22 : 0.11],
    ['warningTint', wanted.warning, isDark ? 0.22 : 0.1],
  ] as const) {
    settled.set(tone, tintOf(surface, isDark ? deepened(from) : from, share))
  }

  // Derived tones follow the lightness of their ground, which a tenant's canvas may have inverted.
  const isTurned = isDark !== (side === 'dark')
  const textFrom = given.text ?? (isTurned ? wanted.neutral(isDark ? 0.95 : 0.25, 0.02) : wanted.text)
  const mutedFrom = given.muted ?? (isTurned ? wanted.neutral(isDark ? 0.73 : 0.5, 0.02) : wanted.muted)
  const isGiven = (role: ColourRole) => given[role] !== undefined
  const tints = ['errorTint', 'successTint', 'warningTint'] as const

  const text = settle('text', textFrom, [...grounds, ...tints], TEXT_RATIO, isGiven('text'))
  const muted = settle('muted', mutedFrom, grounds, TEXT_RATIO, isGiven('muted'))
  const error = settle('error', wanted.error, [...grounds, 'errorTint'], TEXT_RATIO, isGiven('error'))
  const success = settle(
    'success',
    wanted.success,
    [...grounds, 'successTint'],
    TEXT_RATIO,
    isGiven('success'),
  )
  const warning = settle(
    'warning',
    wanted.warning,
    [...grounds, 'warningTint'],
    TEXT_RATIO,
    isGiven('warning'),
  )
  const border = settle('border', wanted.border, grounds, SHAPE_RATIO, isGiven('border'))
  const accent = settle('accent', wanted.accent, grounds, SHAPE_RATIO, isGiven('accent') || side === 'light')
  const link = settle('link', given.link ?? accent, grounds, TEXT_RATIO, isGiven('link'))
  const focus = settle('focus', given.focus ?? accent, grounds, SHAPE_RATIO, isGiven('focus'))
  const labelFrom = given.onAccent ?? labelOn(accent)
  const onAccent = settle('onAccent', labelFrom, ['accent'], TEXT_RATIO, isGiven('onAccent'))
  const accentHover = hoverOf(accent, onAccent, grounds.map(hexOf))

  const isOneGround = grounds.length === 2
  const outer = (l: number) => wanted.neutral(isDark ? 1.2 - l : l, 0.02)
  return {
    canvas,
    panel,
    text,
    muted,
    accent,
    accentHover,
    onAccent,
    link,
    border,
    line: mix(surface, text, isDark ? 0.16 : 0.11),
    focus,
    error,
    success,
    warning,
    errorTint: hexOf('errorTint'),
    successTint: hexOf('successTint'),
    warningTint: hexOf('warningTint'),
    outerText: isOneGround ? text : settle('outerText', outer(0.95), ['canvas'], TEXT_RATIO, false),
    outerMuted: isOneGround ? muted : settle('outerMuted', outer(0.76), ['canvas'], TEXT_RATIO, false),
    outerFocus: isOneGround ? focus : settle('outerFocus', accent, ['canvas'], SHAPE_RATIO, false),
  }
}

/**
 * The complete light and dark palette of a brand. Every pair that a page uses meets WCAG 2.2 AA, whatever the brand
 * says; colours that had to move, on a side that is shown, are listed. Pure, under a millisecond; cache it per revision
 * all the same.
 */
export function paletteOf(brand: Brand): Palette {
  const repairs: Repair[] = []
  const light = buildSide(brand, 'light', repairs)
  const dark = buildSide(brand, 'dark', repairs)
  const { mode } = brand.colour
  return { light, dark, repairs: repairs.filter(({ side }) => mode === 'auto' || mode === side) }
}

/**
 * Every pair of tones that the pages put on top of each other, with the contrast that WCAG asks for and the one it has.
 */
export function pairsOf(brand: Brand, palette: Palette): PairCheck[] {
  return (['light', 'dark'] as const).flatMap((side) => {
    const tones = palette[side]
    const grounds = innerGrounds(brand, tones.canvas, tones.panel)
    const check = (tone: Tone, on: Tone, required: number): PairCheck => ({
      side,
      tone,
      on,
      required,
      ratio: contrast(tones[tone], tones[on]),
    })
    const inner = grounds.flatMap((on) => [
      ...(['text', 'muted', 'link', 'error', 'success', 'warning'] as const).map((tone) =>
        check(tone, on, TEXT_RATIO),
      ),
      ...(['accent', 'accentHover', 'border', 'focus'] as const).map((tone) => check(tone, on, SHAPE_RATIO)),
    ])
    return [
      ...inner,
      check('onAccent', 'accent', TEXT_RATIO),
      check('onAccent', 'accentHover', TEXT_RATIO),
      check('text', 'errorTint', TEXT_RATIO),
      check('error', 'errorTint', TEXT_RATIO),
      check('text', 'successTint', TEXT_RATIO),
      check('success', 'successTint', TEXT_RATIO),
      check('text', 'warningTint', TEXT_RATIO),
      check('warning', 'warningTint', TEXT_RATIO),
      check('outerText', 'canvas', TEXT_RATIO),
      check('outerMuted', 'canvas', TEXT_RATIO),
      check('outerFocus', 'canvas', SHAPE_RATIO),
    ]
  })
}
