import { type Batches, batches } from '../platform/batches'
import type { SeenRow } from './attempts'

const MOST_IN_ONE_LOOK = 2_000

/**
 * Reads the store once at a time for each tenant: look-ups that come meanwhile share the next read, and delay no other
 * tenant.
 *
 * @param read reads the stored rows of codes
 */
export function looks(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, SeenRow>>,
): (tenantId: string) => Batches<string, SeenRow | null> {
  const byTenant = new Map<string, Batches<string, SeenRow | null>>()
  return (tenantId) => {
    const known = byTenant.get(tenantId)
    if (known) return known
    const made = batches<string, SeenRow | null>(async (keys) => {
      const rows = await read([...new Set(keys)])
      return keys.map((key) => rows.get(key) ?? null)
    }, MOST_IN_ONE_LOOK)
    byTenant.set(tenantId, made)
    return made
  }
}
