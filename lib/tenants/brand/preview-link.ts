import 'server-only'
import { z } from 'zod'
import type { KeyRing } from '../../crypto/key-ring'
import { open, seal } from '../../crypto/seal'

const PURPOSE = 'brand-preview'

/** The first release named no link: what it made works until it expires and can't be withdrawn. */
const Grant = z.object({ expiresAt: z.number(), id: z.uuid().optional() })

export type PreviewGrant = {
  readonly until: Date
  /** The row that the link is listed by; null for a link of the first release. */
  readonly id: string | null
}

/** A link's token: shows the draft of this one tenant, and nothing else, until it expires or its row is gone. */
export function sealPreview(ring: KeyRing, tenantId: string, link: { id: string; until: Date }): string {
  const { id, until } = link
  return seal(ring, PURPOSE, JSON.stringify({ expiresAt: until.getTime(), id }), tenantId)
}

/** What a token for this tenant's draft grants; null where it is invalid or expired. Whether it is withdrawn, the store knows. */
export function openPreview(ring: KeyRing, tenantId: string, token: string, now: Date): PreviewGrant | null {
  const text = open(ring, PURPOSE, token, tenantId)
  if (text === null) return null
  const { expiresAt, id } = Grant.parse(JSON.parse(text))
  return expiresAt > now.getTime() ? { until: new Date(expiresAt), id: id ?? null } : null
}
