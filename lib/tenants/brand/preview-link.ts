import 'server-only'
import { z } from 'zod'
import type { KeyRing } from '../../crypto/key-ring'
import { keys } from '../../crypto/keys'
import { openWith, sealWith } from '../../crypto/seal'

const PURPOSE = 'brand-preview'

const Grant = z.object({ expiresAt: z.number() })

/** `sealPreview` under given keys. */
export function sealPreviewWith(ring: KeyRing, tenantId: string, expiresAt: Date): string {
  return sealWith(ring, PURPOSE, JSON.stringify({ expiresAt: expiresAt.getTime() }), tenantId)
}

/** `openPreview` under given keys. */
export function openPreviewWith(ring: KeyRing, tenantId: string, token: string, now: Date): Date | null {
  const text = openWith(ring, PURPOSE, token, tenantId)
  if (text === null) return null
  const { expiresAt } = Grant.parse(JSON.parse(text))
  return expiresAt > now.getTime() ? new Date(expiresAt) : null
}

/** A link's token: shows the draft of this one tenant, and nothing else, until it expires. */
export function sealPreview(tenantId: string, expiresAt: Date): string {
  return sealPreviewWith(keys(), tenantId, expiresAt)
}

/** Until when a token shows the draft of this tenant; null where it does not, or not any more. */
export function openPreview(tenantId: string, token: string): Date | null {
  return openPreviewWith(keys(), tenantId, token, new Date())
}
