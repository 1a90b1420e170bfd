import 'server-only'
import { z } from 'zod'
import type { KeyRing } from '../../crypto/key-ring'
import { open, seal } from '../../crypto/seal'

const PURPOSE = 'brand-preview'

const Grant = z.object({ expiresAt: z.number() })

/** A link's token: shows the draft of this one tenant, and nothing else, until it expires. */
export function sealPreview(ring: KeyRing, tenantId: string, expiresAt: Date): string {
  return seal(ring, PURPOSE, JSON.stringify({ expiresAt: expiresAt.getTime() }), tenantId)
}

/** When a token for this tenant's draft expires; null where it is invalid or expired. */
export function openPreview(ring: KeyRing, tenantId: string, token: string, now: Date): Date | null {
  const text = open(ring, PURPOSE, token, tenantId)
  if (text === null) return null
  const { expiresAt } = Grant.parse(JSON.parse(text))
  return expiresAt > now.getTime() ? new Date(expiresAt) : null
}
