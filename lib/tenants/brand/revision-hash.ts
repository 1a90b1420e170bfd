import { createHash } from 'node:crypto'
import type { BrandOverrides } from '../../brand/schema'
import { canonicalJson } from '../../platform/canonical-hash'

/** The name of one state of a brand: SHA-256 of its JSON with sorted keys, in hex. Equal brands have equal names. */
export function brandHash(brand: BrandOverrides): string {
  return createHash('sha256').update(canonicalJson(brand)).digest('hex')
}
