import { artTokens } from './art'
import { contrast } from './contrast'
import { fontFaces, fontStack } from './fonts'
import { type Palette, paletteOf, type SideName, type Tones } from './palette'
import type { Brand } from './schema'
import { type Script, scriptTokens, type Typesetting, typesettingOf } from './scripts'

const SCOPE = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/
const ASSET_BASE = /^(?:\/[a-z0-9.-]+)*$/

export type BrandCssOptions = {
  /** The slug in `data-brand="…"` on `<html>`; nothing outside that element is touched. */
  scope: string
  /** How the page's language is written: decides fonts, subsets and line breaking. */
  script: Script
  /** Where the tenant's assets are served, without a trailing slash: `/acme/assets` or `/assets`. */
  assetBase: string
  /** Forces one side, for previews; else the brand's own mode. */
  mode?: SideName
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const declarations = (tokens: Record<string, string>) =>
  Object.entries(tokens)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')

const isLight = (hex: string) => contrast(hex, '#000000') > contrast(hex, '#ffffff')

function sideTokens(brand: Brand, tones: Tones, side: SideName): Record<string, string> {
  const colours = Object.fromEntries(Object.entries(tones).map(([name, hex]) => [`--${kebab(name)}`, hex]))
  // On a phone a card's panel becomes the page, unless it was meant to stand out as light on dark.
  const isSeamless = brand.layout.kind === 'card' && isLight(tones.panel) === isLight(tones.canvas)
  const surface = brand.layout.kind === 'card' ? tones.panel : tones.canvas
  return {
    'color-scheme': isLight(surface) ? 'light' : 'dark',
    ...colours,
    '--page': isSeamless ? tones.panel : tones.canvas,
    '--brand-gap': isSeamless || brand.layout.kind !== 'card' ? '0px' : '20px',
    '--shadow':
      brand.shape.shadow === 'none'
        ? 'none'
        : side === 'light'
          ? `0 1px 2px ${tones.text}14,0 12px 32px -8px ${tones.text}24`
          : '0 1px 2px #0006,0 16px 40px -8px #0009',
  }
}

function shapeTokens(brand: Brand, typesetting: Typesetting): Record<string, string> {
  const { type, shape, identity } = brand
  return {
    '--radius': `${shape.radius}px`,
    '--space': shape.density === 'compact' ? '20px' : '24px',
    '--scale': `${type.scale}`,
    '--logo-height': `${identity.logoHeight}px`,
    '--font-body': fontStack(type.body, typesetting),
    '--font-heading': fontStack(type.heading, typesetting),
    '--heading-weight': `${type.headingWeight}`,
    ...scriptTokens(typesetting),
  }
}

/**
 * The style sheet of one brand: custom properties for light and dark, and the faces of its fonts. Every value is a
 * number, a six-digit colour, a hash or a name from a list, so no text of a tenant can leave its place; the palette is
 * repaired here again, whatever was stored.
 *
 * @param palette the palette of this very brand, where the caller keeps it
 * @throws RangeError when `scope` or `assetBase` is not a plain name or path
 */
export function brandCss(
  brand: Brand,
  options: BrandCssOptions,
  palette: Palette = paletteOf(brand),
): string {
  const { scope, script, assetBase } = options
  if (!SCOPE.test(scope)) throw new RangeError('The scope of a brand is a slug or a host')
  if (!ASSET_BASE.test(assetBase)) throw new RangeError('The asset base is a plain path')
  const typesetting = typesettingOf(script)
  const mode = options.mode ?? brand.colour.mode
  const selector = `[data-brand="${scope}"]`
  const first = mode === 'dark' ? 'dark' : 'light'
  const base = {
    ...sideTokens(brand, palette[first], first),
    ...shapeTokens(brand, typesetting),
    ...(brand.layout.kind === 'split' ? artTokens(brand.layout.art, assetBase) : {}),
  }
  const dark =
    mode === 'auto'
      ? `@media(prefers-color-scheme:dark){${selector}{${declarations(sideTokens(brand, palette.dark, 'dark'))}}}`
      : ''
  const families = new Set([brand.type.heading, brand.type.body])
  const faces = [...families].map((family) => fontFaces(family, typesetting)).join('')
  return `${selector}{${declarations(base)}}${dark}${faces}`
}
