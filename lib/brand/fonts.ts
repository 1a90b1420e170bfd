import type { Subset, Typesetting } from './scripts'

export const FONT_NAMES = [
  'system',
  'inter',
  'figtree',
  'manrope',
  'nunito',
  'sora',
  'outfit',
  'dm-sans',
  'source-serif-4',
  'lora',
  'fraunces',
  'vazirmatn',
  'noto-naskh-arabic',
] as const
export type FontName = (typeof FONT_NAMES)[number]

type Metrics = { ascent: number; descent: number; unitsPerEm: number; averageWidth: number }

export type Font = {
  label: string
  serif: boolean
  subsets: readonly Subset[]
  weights: readonly [lightest: number, heaviest: number]
  metrics: Metrics
}

const western = ['latin', 'latin-ext'] as const

/**
 * The self-hosted variable families. Metrics are the fonts' own (hhea ascent and descent, mean advance of Latin text);
 * the fallback face is scaled with them so that nothing moves when the file arrives.
 */
export const FONTS: Record<Exclude<FontName, 'system'>, Font> = {
  inter: {
    label: 'Inter',
    serif: false,
    subsets: [...western, 'vietnamese', 'greek', 'cyrillic'],
    weights: [100, 900],
    metrics: { ascent: 1984, descent: 494, unitsPerEm: 2048, averageWidth: 978 },
  },
  figtree: {
    label: 'Figtree',
    serif: false,
    subsets: western,
    weights: [300, 900],
    metrics: { ascent: 950, descent: 250, unitsPerEm: 1000, averageWidth: 449 },
  },
  manrope: {
    label: 'Manrope',
    serif: false,
    subsets: [...western, 'vietnamese', 'greek', 'cyrillic'],
    weights: [200, 800],
    metrics: { ascent: 2132, descent: 600, unitsPerEm: 2000, averageWidth: 920 },
  },
  nunito: {
    label: 'Nunito',
    serif: false,
    subsets: [...western, 'vietnamese', 'cyrillic'],
    weights: [200, 1000],
    metrics: { ascent: 1011, descent: 353, unitsPerEm: 1000, averageWidth: 452 },
  },
  sora: {
    label: 'Sora',
    serif: false,
    subsets: western,
    weights: [100, 800],
    metrics: { ascent: 970, descent: 290, unitsPerEm: 1000, averageWidth: 507 },
  },
  outfit: {
    label: 'Outfit',
    serif: false,
    subsets: western,
    weights: [100, 900],
    metrics: { ascent: 1000, descent: 260, unitsPerEm: 1000, averageWidth: 445 },
  },
  'dm-sans': {
    label: 'DM Sans',
    serif: false,
    subsets: western,
    weights: [100, 1000],
    metrics: { ascent: 992, descent: 310, unitsPerEm: 1000, averageWidth: 466 },
  },
  'source-serif-4': {
    label: 'Source Serif',
    serif: true,
    subsets: [...western, 'vietnamese', 'greek', 'cyrillic'],
    weights: [200, 900],
    metrics: { ascent: 1036, descent: 335, unitsPerEm: 1000, averageWidth: 479 },
  },
  lora: {
    label: 'Lora',
    serif: true,
    subsets: [...western, 'vietnamese', 'cyrillic'],
    weights: [400, 700],
    metrics: { ascent: 1006, descent: 274, unitsPerEm: 1000, averageWidth: 468 },
  },
  fraunces: {
    label: 'Fraunces',
    serif: true,
    subsets: [...western, 'vietnamese'],
    weights: [100, 900],
    metrics: { ascent: 1956, descent: 510, unitsPerEm: 2000, averageWidth: 938 },
  },
  vazirmatn: {
    label: 'Vazirmatn',
    serif: false,
    subsets: [...western, 'arabic'],
    weights: [100, 900],
    metrics: { ascent: 2100, descent: 1100, unitsPerEm: 2048, averageWidth: 919 },
  },
  'noto-naskh-arabic': {
    label: 'Noto Naskh Arabic',
    serif: true,
    subsets: [...western, 'arabic'],
    weights: [400, 700],
    metrics: { ascent: 1069, descent: 634, unitsPerEm: 1000, averageWidth: 475 },
  },
}

/** Which characters a subset's files hold, as Google Fonts slices them; the browser fetches only what a page needs. */
const UNICODE_RANGES: Record<Subset, string> = {
  latin:
    'U+0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+304,U+308,U+329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  'latin-ext':
    'U+100-2BA,U+2BD-2C5,U+2C7-2CC,U+2CE-2D7,U+2DD-2FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  vietnamese:
    'U+102-103,U+110-111,U+128-129,U+168-169,U+1A0-1A1,U+1AF-1B0,U+300-301,U+303,U+309,U+323,U+1EA0-1EF9',
  greek: 'U+370-377,U+37A-37F,U+384-38A,U+38C,U+38E-3A1,U+3A3-3FF',
  cyrillic: 'U+400-45F,U+490-491,U+4B0-4B1,U+2116',
  arabic:
    'U+600-6FF,U+750-77F,U+870-88E,U+890-891,U+897-8FF,U+200C-200E,U+2010-2011,U+204F,U+2E41,U+FB50-FDFF,U+FE70-FEFC',
}

type Letters = Pick<Typesetting, 'subset'>

/** The subsets of a family that a page in one language needs; always Latin, for addresses and names. */
function subsetsFor(font: Font, { subset }: Letters): readonly Subset[] {
  const wanted: readonly (Subset | null)[] = ['latin', 'latin-ext', subset]
  return font.subsets.filter((each) => wanted.includes(each))
}

/** The files that a page in one language is sure to need: one of each chosen family, worth a preload hint. */
export function fontPreloads(names: readonly FontName[], { subset }: Letters): string[] {
  if (subset === null) return []
  const sure = subset === 'vietnamese' ? 'latin' : subset
  return [...new Set(names)].flatMap((name) =>
    name !== 'system' && FONTS[name].subsets.includes(sure) ? [`/fonts/${name}-${sure}.woff2`] : [],
  )
}

const SYSTEM_SANS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif'
const SYSTEM_SERIF = 'Charter,"Iowan Old Style",Georgia,"Noto Serif",serif'

/**
 * The `font-family` list of a family on a page in one language: the web font, its scaled stand-in, then what devices
 * have, for the language's own letters too.
 */
export function fontStack(name: FontName, { fonts, isOwnHand }: Pick<Typesetting, 'fonts' | 'isOwnHand'>) {
  const web = name === 'system' ? '' : `${name},${name}-fallback,`
  const isSerif = name !== 'system' && FONTS[name].serif
  const system = isSerif ? SYSTEM_SERIF : SYSTEM_SANS
  const own = fonts.map((family) => `"${family}"`).join(',')
  if (isOwnHand) return `${own},${web}${system}`
  // The web fonts of other scripts have no serifs; a device's own serif font is closer.
  if (own === '' || isSerif) return `${web}${system}`
  const generic = system.lastIndexOf(',')
  return `${web}${system.slice(0, generic)},${own}${system.slice(generic)}`
}

// Arial and Times New Roman, and the two fonts of the same widths that Linux has in their place.
const STAND_INS = {
  sans: {
    local: 'local("Arial"),local("Liberation Sans"),local("Arimo"),local("Roboto")',
    width: 913 / 2048,
  },
  serif: { local: 'local("Times New Roman"),local("Liberation Serif"),local("Tinos")', width: 832 / 2048 },
}

const percent = (ratio: number) => `${Math.round(ratio * 10_000) / 100}%`

/** The `@font-face` rules of a family for a page in one language, served from `/fonts`; nothing for the system's. */
export function fontFaces(name: FontName, letters: Letters): string {
  if (name === 'system') return ''
  const font = FONTS[name]
  const [lightest, heaviest] = font.weights
  const faces = subsetsFor(font, letters).map(
    (subset) =>
      `@font-face{font-family:${name};font-weight:${lightest} ${heaviest};font-display:swap;` +
      `src:url(/fonts/${name}-${subset}.woff2)format("woff2");unicode-range:${UNICODE_RANGES[subset]}}`,
  )
  const { ascent, descent, unitsPerEm, averageWidth } = font.metrics
  const standIn = font.serif ? STAND_INS.serif : STAND_INS.sans
  const sizeAdjust = averageWidth / unitsPerEm / standIn.width
  const fallback =
    `@font-face{font-family:${name}-fallback;src:${standIn.local};size-adjust:${percent(sizeAdjust)};` +
    `ascent-override:${percent(ascent / unitsPerEm / sizeAdjust)};` +
    `descent-override:${percent(descent / unitsPerEm / sizeAdjust)};line-gap-override:0%}`
  return faces.join('') + fallback
}
