import type { TenantSupport } from '@/lib/tenants/tenant'

/** A link to the tenant's help desk: its page, else its mail address, else its telephone. */
export function supportLink({ url, email, phone }: TenantSupport): string | undefined {
  if (url !== null) return url
  if (email !== null) return `mailto:${email}`
  return phone === null ? undefined : `tel:${phone.replace(/[^+\d]/g, '')}`
}
