import { z } from 'zod'
import { FONT_NAMES } from './fonts'
import { LocaleTag, plainText } from './plain-text'
import { artSchema, Hex, helpLink, Mail, MailTexts, secureLink, Words } from './schema-parts'

/** A picture that the portal re-encoded and stores under the SHA-256 of its bytes. Sizes in pixels. */
export const AssetRef = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/, { error: 'hash' }),
  width: z.int().min(1).max(2048),
  height: z.int().min(1).max(2048),
})
export type AssetRef = z.output<typeof AssetRef>

/** In tenant files a picture is a file beside them; it becomes an AssetRef when the file is applied. */
export const FileRef = z
  .string()
  .max(200)
  .regex(/^file:\.\/(?:[a-z0-9][a-z0-9_-]*\/){0,3}[a-z0-9][a-z0-9_-]*\.(?:svg|png|jpe?g|webp)$/, {
    error: 'pictureFile',
  })

export const COLOUR_ROLES = [
  'canvas',
  'panel',
  'text',
  'muted',
  'accent',
  'onAccent',
  'link',
  'border',
  'focus',
  'error',
  'success',
  'warning',
] as const
export type ColourRole = (typeof COLOUR_ROLES)[number]

const ColourSide = z.strictObject({
  canvas: Hex.optional(),
  panel: Hex.optional(),
  text: Hex.optional(),
  muted: Hex.optional(),
  accent: Hex.optional(),
  onAccent: Hex.optional(),
  link: Hex.optional(),
  border: Hex.optional(),
  focus: Hex.optional(),
  error: Hex.optional(),
  success: Hex.optional(),
  warning: Hex.optional(),
})
type ColourSide = z.output<typeof ColourSide>

function brandSchema<Picture extends z.ZodType>(picture: Picture) {
  return z.strictObject({
    identity: z
      .strictObject({
        productName: plainText(60).optional(),
        legalName: plainText(120).optional(),
        logo: z
          .strictObject({
            light: picture.optional(),
            dark: picture.optional(),
            alt: plainText(100).optional(),
          })
          .optional(),
        icon: picture.optional(),
        logoHeight: z.int().min(16).max(72).optional(),
      })
      .optional(),
    colour: z
      .strictObject({
        mode: z.enum(['auto', 'light', 'dark']).optional(),
        seed: Hex.optional(),
        light: ColourSide.optional(),
        dark: ColourSide.optional(),
      })
      .optional(),
    type: z
      .strictObject({
        heading: z.enum(FONT_NAMES).optional(),
        body: z.enum(FONT_NAMES).optional(),
        headingWeight: z.union([z.literal(500), z.literal(600), z.literal(700), z.literal(800)]).optional(),
        scale: z.number().min(1).max(1.25).optional(),
      })
      .optional(),
    shape: z
      .strictObject({
        radius: z.int().min(0).max(28).optional(),
        density: z.enum(['comfortable', 'compact']).optional(),
        shadow: z.enum(['none', 'soft']).optional(),
      })
      .optional(),
    layout: z
      .strictObject({
        kind: z.enum(['card', 'split', 'plain']).optional(),
        align: z.enum(['start', 'center']).optional(),
        art: artSchema(picture).optional(),
        tagline: z.record(LocaleTag, plainText(80)).optional(),
      })
      .optional(),
    words: Words.optional(),
    links: z
      .strictObject({
        help: helpLink.optional(),
        terms: secureLink.optional(),
        privacy: secureLink.optional(),
        imprint: secureLink.optional(),
        accessibility: secureLink.optional(),
      })
      .optional(),
    mail: Mail.optional(),
  })
}

/** What a tenant may change about its pages: overrides only, every key optional, unknown keys refused. */
export const BrandSchema = brandSchema(AssetRef)
export type BrandOverrides = z.output<typeof BrandSchema>

/** The same in a tenant file, where pictures are files beside it. */
export const BrandFileSchema = brandSchema(z.union([AssetRef, FileRef]))
export type BrandFile = z.output<typeof BrandFileSchema>

/** The JSON schema of a brand in a tenant file, for editors and `tenant.schema.json`. */
export function brandJsonSchema() {
  return z.toJSONSchema(BrandFileSchema, JSON_SCHEMA_OPTIONS)
}

/** For a JSON schema with a brand in it: what is read, in each of the shapes that are read. */
export const JSON_SCHEMA_OPTIONS = {
  io: 'input',
  override: ({ zodSchema, jsonSchema }) => {
    if (zodSchema !== MailTexts) return
    const byKind = { ...jsonSchema }
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
    const inLanguages = byKind.properties?.reset
    // The first release's shape has the languages where the kinds are now.
    if (typeof inLanguages === 'object') jsonSchema.anyOf = [byKind, inLanguages]
  },
} as const satisfies Parameters<typeof z.toJSONSchema>[1]

export type Art = NonNullable<NonNullable<BrandOverrides['layout']>['art']>
type BrandLinks = NonNullable<BrandOverrides['links']>
type MailBrand = z.output<typeof Mail>

/** A brand with every value filled in: what the pages are drawn from. */
export type Brand = {
  identity: {
    productName: string
    legalName: string
    logo: { light: AssetRef | null; dark: AssetRef | null; alt: string }
    icon: AssetRef | null
    logoHeight: number
  }
  colour: { mode: 'auto' | 'light' | 'dark'; seed: string; light: ColourSide; dark: ColourSide }
  type: {
    heading: (typeof FONT_NAMES)[number]
    body: (typeof FONT_NAMES)[number]
    headingWeight: 500 | 600 | 700 | 800
    scale: number
  }
  shape: { radius: number; density: 'comfortable' | 'compact'; shadow: 'none' | 'soft' }
  layout: {
    kind: 'card' | 'split' | 'plain'
    align: 'start' | 'center'
    art: Art
    tagline: Record<string, string>
  }
  words: Record<string, Record<string, string>>
  links: BrandLinks
  mail: MailBrand
}

/** The neutral brand: what a tenant without a brand, or with a broken one, looks like. */
export const DEFAULT_BRAND: Brand = {
  identity: {
    productName: '',
    legalName: '',
    logo: { light: null, dark: null, alt: '' },
    icon: null,
    logoHeight: 28,
  },
  colour: { mode: 'auto', seed: '#2f4858', light: {}, dark: {} },
  type: { heading: 'system', body: 'system', headingWeight: 600, scale: 1 },
  shape: { radius: 10, density: 'comfortable', shadow: 'soft' },
  layout: {
    kind: 'card',
    align: 'start',
    art: { kind: 'gradient', from: '#2f4858', to: '#16232c', angle: 160 },
    tagline: {},
  },
  words: {},
  links: {},
  mail: {},
}

/**
 * Completes overrides with the defaults.
 *
 * @param tenantName stands in for a product or legal name that the brand does not give
 */
export function resolveBrand(overrides: BrandOverrides, tenantName = ''): Brand {
  const { identity, colour, type, shape, layout, words, links, mail } = overrides
  const base = DEFAULT_BRAND
  const productName = identity?.productName ?? tenantName
  return {
    identity: {
      productName,
      legalName: identity?.legalName ?? tenantName,
      logo: {
        light: identity?.logo?.light ?? identity?.logo?.dark ?? null,
        dark: identity?.logo?.dark ?? identity?.logo?.light ?? null,
        alt: identity?.logo?.alt ?? productName,
      },
      icon: identity?.icon ?? null,
      logoHeight: identity?.logoHeight ?? base.identity.logoHeight,
    },
    colour: {
      mode: colour?.mode ?? base.colour.mode,
      seed: colour?.seed ?? colour?.light?.accent ?? colour?.dark?.accent ?? base.colour.seed,
      light: colour?.light ?? {},
      dark: colour?.dark ?? {},
    },
    type: {
      heading: type?.heading ?? type?.body ?? base.type.heading,
      body: type?.body ?? base.type.body,
      headingWeight: type?.headingWeight ?? base.type.headingWeight,
      scale: type?.scale ?? base.type.scale,
    },
    shape: {
      radius: shape?.radius ?? base.shape.radius,
      density: shape?.density ?? base.shape.density,
      shadow: shape?.shadow ?? base.shape.shadow,
    },
    layout: {
      kind: layout?.kind ?? base.layout.kind,
      align: layout?.align ?? base.layout.align,
      art: layout?.art ?? base.layout.art,
      tagline: layout?.tagline ?? {},
    },
    words: words ?? {},
    links: links ?? {},
    mail: mail ?? {},
  }
}
