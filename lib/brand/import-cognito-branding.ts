import { z } from 'zod'
import type { BrandOverrides, ColourRole } from './schema'

/**
 * A brand out of a Cognito managed-login style, as DescribeManagedLoginBranding returns it with merged resources.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeManagedLoginBranding.html
 *
 * Pure, and forgiving: the settings document is AWS's own and grows; whatever is not there is left to the defaults.
 */

const Asset = z.looseObject({
  Category: z.string(),
  ColorMode: z.enum(['LIGHT', 'DARK', 'DYNAMIC']).catch('LIGHT'),
  /** Base64, as the AWS CLI prints it. */
  Bytes: z.string().max(4_000_000).optional(),
})

const Branding = z.looseObject({
  Settings: z.record(z.string(), z.unknown()).optional(),
  Assets: z.array(Asset).max(60).optional(),
})

const Answer = z.union([
  z.looseObject({ ManagedLoginBranding: Branding }).transform((answer) => answer.ManagedLoginBranding),
  Branding.refine(({ Settings, Assets }) => Settings !== undefined || Assets !== undefined),
])

export type CognitoPicture = {
  /** Where in the brand it belongs. */
  path: 'identity/logo/light' | 'identity/logo/dark' | 'identity/icon' | 'layout/art'
  kind: 'logo' | 'icon' | 'picture'
  base64: string
}

export type CognitoImport = { brand: BrandOverrides; pictures: CognitoPicture[] }

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

/** AWS writes colours as `rrggbbaa`, without a hash; what shines through is of no use under text. */
function colourAt(settings: unknown, path: string): string | undefined {
  const match = /^#?([0-9a-f]{6})([0-9a-f]{2})?$/i.exec(String(at(settings, path) ?? ''))
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
  const modeName = String(at(settings, 'categories.global.colorSchemeMode'))
  const mode =
    modeName === 'LIGHT' || modeName === 'DARK' || modeName === 'DYNAMIC' ? modes[modeName] : undefined
  const radius = Number(at(settings, 'componentClasses.buttons.borderRadius'))
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
  assets: readonly z.output<typeof Asset>[],
  categories: readonly string[],
  mode: 'LIGHT' | 'DARK',
): string | undefined {
  const fits = categories.flatMap((category) => assets.filter(({ Category }) => Category === category))
  const exact = fits.find(({ ColorMode, Bytes }) => ColorMode === mode && Bytes)
  return (exact ?? fits.find(({ ColorMode, Bytes }) => ColorMode === 'DYNAMIC' && Bytes))?.Bytes
}

/** Reads the JSON; null where it is not such an answer at all. Pictures are still to be checked and drawn anew. */
export function importCognitoBranding(json: unknown): CognitoImport | null {
  const parsed = Answer.safeParse(json)
  if (!parsed.success) return null
  const { Settings: settings = {}, Assets: assets = [] } = parsed.data
  const logos = ['FORM_LOGO', 'PAGE_HEADER_LOGO']
  const wanted = [
    { path: 'identity/logo/light', kind: 'logo', base64: pictureOf(assets, logos, 'LIGHT') },
    { path: 'identity/logo/dark', kind: 'logo', base64: pictureOf(assets, logos, 'DARK') },
    { path: 'identity/icon', kind: 'icon', base64: pictureOf(assets, ['FAVICON_SVG'], 'LIGHT') },
    { path: 'layout/art', kind: 'picture', base64: pictureOf(assets, ['PAGE_BACKGROUND'], 'LIGHT') },
  ] as const
  const pictures = wanted.flatMap(({ path, kind, base64 }) => (base64 ? [{ path, kind, base64 }] : []))
  return { brand: brandOf(settings), pictures }
}
