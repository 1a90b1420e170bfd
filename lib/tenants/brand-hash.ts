import { createHash } from 'node:crypto'
import type { BrandOverrides } from '../brand/schema'
import { storedShape } from '../brand/stored-shape'
import { canonicalJson } from '../platform/canonical-hash'

/** The name of one state of a brand: SHA-256 of the JSON that is stored, with sorted keys, in hex. Equal brands have equal names. */
export function brandHash(brand: BrandOverrides): string {
  return createHash('sha256')
    .update(canonicalJson(storedShape(brand)))
    .digest('hex')
}
