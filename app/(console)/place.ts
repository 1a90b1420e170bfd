import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import type { Admin } from '@/lib/console/auth/authorise'
import { isOperator, roleAt, slugsOf } from '@/lib/console/auth/roles'
import { type Place, pageOfPath } from '@/lib/console/pages'
import { CONSOLE_PATH_HEADER, CONSOLE_TENANT_HEADER } from '@/lib/http/internal-headers'
import { findTenant } from './access'
import { findTenants } from './console-store'

export type Here = {
  /** The tenant that the page is about, or the only one that somebody has; null for none or all. */
  place: Place | null
  /** `brand`, `overview`, `tenants/new`. */
  page: string
  hasSeveral: boolean
}

async function placeAt(admin: Admin, slug: string): Promise<Place | null> {
  const role = roleAt(admin.groups, slug)
  const tenant = role === null ? null : await findTenant(slug)
  return role === null || tenant === null ? null : { slug, name: tenant.name, role }
}

/** Where in the console this request's page is. Says nothing of a tenant at which this person has no role. */
export const currentPlace = cache(async (admin: Admin): Promise<Here> => {
  const given = await headers()
  const page = pageOfPath(given.get(CONSOLE_PATH_HEADER) ?? '')
  const slug = given.get(CONSOLE_TENANT_HEADER)
  const named = slug === null ? null : await placeAt(admin, slug)
  if (named !== null) {
    return { place: named, page, hasSeveral: isOperator(admin.groups) || slugsOf(admin.groups).length > 1 }
  }
  const [first = null, second] = await findTenants(admin.groups, '')
  const isOnly = second === undefined
  return { place: isOnly ? first : null, page, hasSeveral: !isOnly || isOperator(admin.groups) }
})
