import 'server-only'
import { keys } from '@/lib/crypto/keys'
import { env } from '@/lib/platform/env'
import { sealPreview } from '@/lib/tenants/brand/preview-link'

/** Where a preview link leads; made anew it is spelt otherwise and the same link. */
export function previewAddress(
  tenant: { id: string; slug: string },
  link: { id: string; until: Date },
): string {
  const url = new URL(`/preview/${tenant.slug}`, env().REKEY_BASE_URL)
  url.searchParams.set('t', sealPreview(keys(), tenant.id, link))
  return url.href
}
