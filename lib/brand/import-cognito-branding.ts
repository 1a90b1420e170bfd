import { findStyles, type StyleAsset } from './find-style'
import type { BrandOverrides, ColourRole } from './schema'

/**
 * A brand made from a Cognito managed-login style, as DescribeManagedLoginBranding returns it with merged resources, or
 * as a template has it.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeManagedLoginBranding.html
 *
 * Pure, and lenient: the settings document is AWS's own and grows; missing values fall back to the defaults.
 */

export type CognitoPicture = {
  /** Where in the brand it belongs. */
  path: 'identity/logo/light' | 'identity/logo/dark' | 'identity/icon' | 'layout/art'
  kind: 'logo' | 'icon' | 'picture'
  base64: string
}

export type CognitoImport = {
  brand: BrandOverrides
  pictures: CognitoPicture[]
  leftOut: LeftOut[]
}

/** What a style has and a brand can't express: more styles than one, or a picture of a category that has no place. */
export type LeftOut = { kind: 'styles'; count: number } | { kind: 'no-place'; category: string }

function at(settings: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (node, key) =>
        typeof node === 'object' && node !== null && Object.hasOwn(node, key)
          ? (node as Record<string, unknown>)[key]
          : undefined,
      settings,
    )
}

/** A text, or a number as one; an object may not even be made into a text. */
function textAt(settings: unknown, path: string): string | undefined {
  const value = at(settings, path)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** AWS writes colours as `rrggbbaa`, without a hash; translucent ones are of no use under text. */
function colourAt(settings: unknown, path: string): string | undefined {
  const match = /^#?([0-9a-f]{6})([0-9a-f]{2})?$/i.exec(textAt(settings, path) ?? '')
  if (!match?.[1] || (match[2] !== undefined && Number.parseInt(match[2], 16) < 0x80)) return undefined
  return `#${match[1].toLowerCase()}`
}

const places: readonly [ColourRole, (mode: string) => string][] = [
  ['canvas', (mode) => `components.pageBackground.${mode}.color`],
  ['panel', (mode) => `components.form.${mode}.backgroundColor`],
  ['text', (mode) => `components.pageText.${mode}.headingColor`],
  ['muted', (mode) => `components.pageText.${mode}.descriptionColor`],
  ['accent', (mode) => `components.primaryButton.${mode}.defaults.backgroundColor`],
  ['onAccent', (mode) => `components.primaryButton.${mode}.defaults.textColor`],
  ['link', (mode) => `componentClasses.link.${mode}.defaults.textColor`],
  ['border', (mode) => `componentClasses.input.${mode}.defaults.borderColor`],
  ['focus', (mode) => `componentClasses.focusState.${mode}.borderColor`],
  ['error', (mode) => `componentClasses.statusIndicator.${mode}.error.indicatorColor`],
  ['success', (mode) => `componentClasses.statusIndicator.${mode}.success.indicatorColor`],
  ['warning', (mode) => `componentClasses.statusIndicator.${mode}.warning.indicatorColor`],
]

function side(settings: unknown, mode: 'lightMode' | 'darkMode'): Partial<Record<ColourRole, string>> {
  return Object.fromEntries(
    places.flatMap(([role, path]) => {
      const hex = colourAt(settings, path(mode))
      return hex === undefined ? [] : [[role, hex]]
    }),
  )
}

const modes = { LIGHT: 'light', DARK: 'dark', DYNAMIC: 'auto' } as const

function brandOf(settings: unknown): BrandOverrides {
  const [light, dark] = [side(settings, 'lightMode'), side(settings, 'darkMode')]
  const modeName = textAt(settings, 'categories.global.colorSchemeMode')
  const mode =
    modeName === 'LIGHT' || modeName === 'DARK' || modeName === 'DYNAMIC' ? modes[modeName] : undefined
  const radius = Number(textAt(settings, 'componentClasses.buttons.borderRadius'))
  const density = at(settings, 'categories.global.spacingDensity')
  const horizontal = at(settings, 'categories.form.location.horizontal')
  const seed = light.accent ?? dark.accent
  const colour = {
    ...(mode && { mode }),
    ...(seed && { seed }),
    ...(Object.keys(light).length > 0 && { light }),
    ...(Object.keys(dark).length > 0 && { dark }),
  }
  const shape = {
    ...(Number.isFinite(radius) && { radius: Math.round(Math.min(28, Math.max(0, radius))) }),
    ...(density === 'COMPACT' && { density: 'compact' as const }),
  }
  const align = horizontal === 'CENTER' ? { align: 'center' as const } : {}
  return {
    ...(Object.keys(colour).length > 0 && { colour }),
    ...(Object.keys(shape).length > 0 && { shape }),
    layout: { kind: 'card', ...align },
  }
}

/** The first picture of the wanted categories that goes with a side. */
function pictureOf(
  assets: readonly StyleAsset[],
  categories: readonly string[],
  mode: 'LIGHT' | 'DARK',
): string | undefined {
  const fits = categories.flatMap((name) => assets.filter(({ category }) => category === name))
  const exact = fits.find(({ colormode, bytes }) => colormode === mode && bytes)
  return (exact ?? fits.find(({ colormode, bytes }) => colormode === 'DYNAMIC' && bytes))?.bytes
}

const isSwitchedOff = (settings: unknown, path: string) => at(settings, `${path}.enabled`) === false

const PLACED = ['FORM_LOGO', 'PAGE_HEADER_LOGO', 'FAVICON_SVG', 'PAGE_BACKGROUND']

/** The categories whose pictures the style shows: switched-off ones stay among its assets. */
function shownCategories(settings: unknown): string[] {
  const isHidden: Record<string, boolean> = {
    FORM_LOGO: isSwitchedOff(settings, 'components.form.logo'),
    PAGE_HEADER_LOGO:
      isSwitchedOff(settings, 'components.pageHeader.logo') ||
      isSwitchedOff(settings, 'categories.global.pageHeader'),
    PAGE_BACKGROUND: isSwitchedOff(settings, 'components.pageBackground.image'),
  }
  return PLACED.filter((category) => !isHidden[category])
}

function leftOutOf(assets: readonly StyleAsset[], styles: number): LeftOut[] {
  const others = [...new Set(assets.map(({ category }) => category))].filter((name) => !PLACED.includes(name))
  return [
    ...(styles > 1 ? [{ kind: 'styles' as const, count: styles }] : []),
    ...others.map((category) => ({ kind: 'no-place' as const, category: category.slice(0, 60) })),
  ]
}

/** Reads a document; null where it has no style. Its pictures still have to be checked and re-encoded. */
export function importCognitoBranding(document: unknown): CognitoImport | null {
  const styles = findStyles(document)
  const [style] = styles
  if (style === undefined) return null
  const { settings, assets } = style
  const shown = assets.filter(({ category }) => shownCategories(settings).includes(category))
  const logos = ['FORM_LOGO', 'PAGE_HEADER_LOGO']
  const wanted = [
    { path: 'identity/logo/light', kind: 'logo', base64: pictureOf(shown, logos, 'LIGHT') },
    { path: 'identity/logo/dark', kind: 'logo', base64: pictureOf(shown, logos, 'DARK') },
    { path: 'identity/icon', kind: 'icon', base64: pictureOf(shown, ['FAVICON_SVG'], 'LIGHT') },
    { path: 'layout/art', kind: 'picture', base64: pictureOf(shown, ['PAGE_BACKGROUND'], 'LIGHT') },
  ] as const
  const pictures = wanted.flatMap(({ path, kind, base64 }) => (base64 ? [{ path, kind, base64 }] : []))
  return { brand: brandOf(settings), pictures, leftOut: leftOutOf(assets, styles.length) }
}
