import 'server-only'
import type { KeyRing } from '../crypto/key-ring'
import type { LinkKey } from './envelope'

/** A tenant's mail function gets this key and no other: with it, only that tenant's links can be made or read. */
const labelOf = (slug: string) => `link-envelope/${slug}`

/** The key that a tenant's mail function seals its links with. */
export const linkKeyOf = (ring: KeyRing, slug: string): LinkKey => ({
  id: ring.newest.id,
  key: ring.newest.derive(labelOf(slug)),
})

/**
 * The key of a tenant under one of this deployment's secrets, or null where there is no secret of that name.
 *
 * @param slug of a tenant that exists, because derived keys are cached
 */
export function findLinkKey(ring: KeyRing, keyId: string, slug: string): Uint8Array | null {
  return ring.find(keyId)?.derive(labelOf(slug)) ?? null
}
