import 'server-only'
import { LRUCache } from 'lru-cache'
import { paletteOf } from '../../brand/palette'
import { type Brand, BrandSchema, resolveBrand } from '../../brand/schema'
import type { Script } from '../../brand/scripts'
import { brandCss } from '../../brand/tokens'
import { log } from '../../platform/log'
import type { Tenant } from '../tenant'

type Published = {
  revision: string
  brand: Brand
  /** The brand's style sheet for a language and a base address of its pictures. */
  css: (language: Script & { readonly tag: string }, assetBase: string) => string
}

const MAXIMUM_BRANDS = 2_000
const published = new LRUCache<string, Published>({ max: MAXIMUM_BRANDS })

/** In bytes: some 3 kB for each tenant and language, so many tenants in many languages would be hundreds of megabytes. */
const MAXIMUM_SHEETS = 32 * 1024 * 1024
const sheets = new LRUCache<string, string>({
  maxSize: MAXIMUM_SHEETS,
  sizeCalculation: (sheet) => sheet.length,
})

/**
 * The brand that a tenant's pages are drawn from, with its style sheet. A stored brand that doesn't parse is
 * the neutral one and a line in the log: a brand can't break the recovery.
 */
export function publishedBrand(tenant: Tenant): Published {
  const known = published.get(tenant.id)
  if (known?.revision === tenant.revision) return known
  const parsed = BrandSchema.safeParse(tenant.brand)
  if (!parsed.success) {
    log.error('brand.unreadable', {
      slug: tenant.slug,
      faults: parsed.error.issues.map((issue) => issue.path.join('.')),
    })
  }
  const brand = resolveBrand(parsed.success ? parsed.data : {}, tenant.name)
  const palette = paletteOf(brand)
  const css: Published['css'] = (language, assetBase) => {
    const name = `${tenant.id} ${tenant.revision} ${language.tag} ${assetBase}`
    const options = { scope: tenant.slug, script: language, assetBase }
    const sheet = sheets.get(name) ?? brandCss(brand, options, palette)
    sheets.set(name, sheet)
    return sheet
  }
  const fresh = { revision: tenant.revision, brand, css }
  published.set(tenant.id, fresh)
  return fresh
}
