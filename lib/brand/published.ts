import 'server-only'
import { BoundedMap } from '../bounded-map'
import { log } from '../log'
import type { Tenant } from '../tenants/tenant'
import { type Palette, paletteOf } from './palette'
import { type Brand, BrandSchema, resolveBrand } from './schema'

type Published = { revision: string; brand: Brand; palette: Palette }

const MAXIMUM_BRANDS = 2_000
const published = new BoundedMap<string, Published>(MAXIMUM_BRANDS)

/**
 * The brand that a tenant's pages are drawn from, with its repaired palette. A stored brand that doesn't parse is
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
  const fresh = { revision: tenant.revision, brand, palette: paletteOf(brand) }
  published.set(tenant.id, fresh)
  return fresh
}
