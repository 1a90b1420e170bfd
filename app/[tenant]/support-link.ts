import type { TenantSupport } from '@/lib/tenants/tenant'

/** Where somebody can be asked: the page of the tenant's help desk, else its mail, else its telephone. */
export function supportLink({ url, email, phone }: TenantSupport): string | undefined {
  if (url !== null) return url
  if (email !== null) return `mailto:${email}`
  return phone === null ? undefined : `tel:${phone.replace(/[^+\d]/g, '')}`
}
