import 'server-only'
import { z } from 'zod'
import { open, seal } from '../crypto/seal'

const PURPOSE = 'brand-preview'

const Grant = z.object({ expiresAt: z.number() })

/** A link's token: shows the draft of this one tenant, and nothing else, until it expires. */
export function sealPreview(tenantId: string, expiresAt: Date): string {
  return seal(PURPOSE, JSON.stringify({ expiresAt: expiresAt.getTime() }), tenantId)
}

/** Until when a token shows the draft of this tenant; null where it does not, or not any more. */
export function openPreview(tenantId: string, token: string, now = new Date()): Date | null {
  const text = open(PURPOSE, token, tenantId)
  if (text === null) return null
  const { expiresAt } = Grant.parse(JSON.parse(text))
  return expiresAt > now.getTime() ? new Date(expiresAt) : null
}
