import { contrast } from '../../brand/contrast'
import type { FontName } from '../../brand/fonts'
import { mix } from '../../brand/oklch'
import { paletteOf, type SideName, type Tones } from '../../brand/palette'
import type { Art, Brand } from '../../brand/schema'
import type { Typesetting } from '../../brand/scripts'

/** For what is typed letter by letter. */
export const MONOSPACE = 'ui-monospace,SFMono-Regular,Menlo,Consolas,monospace'

/**
 * A brand as mail programs can show it: no web fonts, no pictures but the logo, colours twice. A mail has to be
 * recognisable with pictures switched off.
 */
export type Look = {
  layout: Brand['layout']['kind']
  /** The side that is written into the elements. */
  base: SideName
  /** The side that a dark reader gets by a style sheet; null where the brand has one side only. */
  other: SideName | null
  tones: Record<SideName, Tones>
  heading: string
  body: string
  headingWeight: number
  radius: number
  buttonRadius: number
  /** The coloured head of the `split` layout. */
  band: { base: string; image: string; ink: string }
}

const SANS = 'Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif'
const SERIF = 'Georgia,Times New Roman,serif'
/** Replaces a family that no mail program will load: fonts of similar character that devices have. */
const stacks: Partial<Record<FontName, string>> = {
  nunito: `Nunito,Varela Round,Trebuchet MS,Verdana,${SANS}`,
  sora: `Sora,Avenir Next,Century Gothic,${SANS}`,
  outfit: `Outfit,Avenir Next,Century Gothic,${SANS}`,
  // Without the 4 of its name, which would need quotation marks, and those escaping, in every element.
  'source-serif-4': `Source Serif,${SERIF}`,
  lora: `Lora,${SERIF}`,
  fraunces: `Fraunces,${SERIF}`,
  vazirmatn: `Vazirmatn,Geeza Pro,Tahoma,${SANS}`,
  'noto-naskh-arabic': `Noto Naskh Arabic,Geeza Pro,${SERIF}`,
}

/** The families of a brand's font with those that devices have for a language's own letters, as on pages. */
function stackOf(name: FontName, { fonts, isOwnHand }: Letters): string {
  const stack = stacks[name] ?? SANS
  const own = fonts.filter((family) => !stack.includes(family)).join(',')
  if (own === '') return stack
  if (isOwnHand) return `${own},${stack}`
  // A brand without serifs only: a device's own serif font is closer to the other kind.
  const generic = stack.lastIndexOf(',sans-serif')
  return generic === -1 ? stack : `${stack.slice(0, generic)},${own}${stack.slice(generic)}`
}

type Letters = Pick<Typesetting, 'fonts' | 'isOwnHand'>

function bandOf(art: Art, { accent, focus }: Tones): Look['band'] {
  const base = art.kind === 'gradient' ? art.from : art.background
  const stops =
    art.kind === 'gradient'
      ? [art.from, ...(art.via ? [art.via] : []), art.to]
      : art.kind === 'pattern'
        ? [base, mix(base, accent, 0.2)]
        : [base, mix(base, accent, 0.5), mix(base, focus, 0.45)]
  const onEvery = (ink: string) => Math.min(...stops.map((stop) => contrast(ink, stop)))
  const ink = onEvery('#ffffff') >= onEvery('#000000') ? '#ffffff' : '#000000'
  // The name in the head must be readable on each of its colours; if it isn't, the head gets a single colour.
  const isReadable = onEvery(ink) >= 4.5
  return {
    base,
    image: isReadable ? `linear-gradient(120deg,${stops.join(',')})` : 'none',
    ink: isReadable || contrast(ink, base) >= 4.5 ? ink : ink === '#ffffff' ? '#000000' : '#ffffff',
  }
}

/** How a brand's mails look in a language with these letters. Pure. */
export function lookOf(brand: Brand, letters: Letters): Look {
  const { light, dark } = paletteOf(brand)
  const base: SideName = brand.colour.mode === 'dark' ? 'dark' : 'light'
  const tones = { light, dark }
  const { radius } = brand.shape
  return {
    layout: brand.layout.kind,
    base,
    other: brand.colour.mode === 'auto' ? 'dark' : null,
    tones,
    heading: stackOf(brand.type.heading, letters),
    body: stackOf(brand.type.body, letters),
    headingWeight: brand.type.headingWeight,
    radius,
    buttonRadius: brand.layout.kind === 'plain' && radius >= 8 ? 28 : radius,
    band: bandOf(brand.layout.art, tones[base]),
  }
}

const isDark = (hex: string) => contrast(hex, '#ffffff') > contrast(hex, '#000000')

/** Which of a brand's two logos is meant for this ground. */
export const logoFor = (ground: string): SideName => (isDark(ground) ? 'dark' : 'light')
