import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { services } from '@/app/services'
import type { AdminActionName } from '@/lib/console/auth/actions-table'
import { type Admin, authorise, type Refusal } from '@/lib/console/auth/authorise'
import { isAtLeast, isOperator, type Role, roleAt } from '@/lib/console/auth/roles'
import { CLIENT_ADDRESS_HEADER, CONSOLE_PATH_HEADER, SAME_ORIGIN_HEADER } from '@/lib/http/internal-headers'
import { noteTenant } from '@/lib/platform/tracing'
import { findStoredTenant } from '@/lib/tenants/store'
import type { Tenant } from '@/lib/tenants/tenant'
import { currentAdmin } from './current-admin'

const Slug = z.string().regex(/^[a-z0-9-]{1,63}$/)

export type TenantAccess = { admin: Admin; tenant: Tenant; role: Role }

/** One row of the audit log for something that somebody has no right to. */
export async function recordDenied(admin: Admin | null, about: string, slug: string | null): Promise<void> {
  await services().audit.record({
    event: 'authz.denied',
    tenantId: null,
    address: (await headers()).get(CLIENT_ADDRESS_HEADER),
    outcome: about,
    details: { by: admin?.subject, slug },
  })
}

/** Once for a request, whoever asks. */
export const findTenant = cache(async (slug: string): Promise<Tenant | null> => {
  if (!Slug.safeParse(slug).success) return null
  const tenant = await findStoredTenant(await services().db.database(), slug)
  if (tenant !== null) noteTenant(tenant.slug)
  return tenant
})

/** For pages: who is signed in. Redirects to the sign-in otherwise, and from there back to the requested page. */
export async function requireAdmin(): Promise<Admin> {
  const admin = await currentAdmin()
  const returnTo = (await headers()).get(CONSOLE_PATH_HEADER) ?? '/admin'
  if (admin === null) redirect(`/admin/sign-in?to=${encodeURIComponent(returnTo)}`)
  return admin
}

/** For pages: a tenant, paused or not, and what this person may do there; a plain 404 for any other tenant. */
export async function requireTenant(slug: string, least: Role = 'viewer'): Promise<TenantAccess> {
  const admin = await requireAdmin()
  const role = roleAt(admin.groups, slug)
  const tenant = isAtLeast(role, least) ? await findTenant(slug) : null
  if (role !== null && tenant !== null) return { admin, tenant, role }
  await recordDenied(admin, `page for ${least}`, slug)
  notFound()
}

/** For pages: somebody who runs the portal itself. */
export async function requireOperator(): Promise<Admin> {
  const admin = await requireAdmin()
  if (isOperator(admin.groups)) return admin
  await recordDenied(admin, 'page for operator', null)
  notFound()
}

/** Whether the browser proved that this request comes from a page of the portal's own origin. */
export async function isFromConsole(): Promise<boolean> {
  return (await headers()).get(SAME_ORIGIN_HEADER) === 'yes'
}

/**
 * For routes that only read: who is signed in, and a tenant at which they have a role. Reading changes nothing, so the
 * browser need not prove where it comes from. Denials go to the audit log.
 *
 * @param about what was asked for, for the log
 */
export async function readableTenant(
  slug: string,
  about: string,
): Promise<{ admin: Admin; tenant: Tenant } | { refusal: Refusal }> {
  const admin = await currentAdmin()
  if (admin === null) return { refusal: 'signed-out' }
  const tenant = roleAt(admin.groups, slug) === null ? null : await findTenant(slug)
  if (tenant !== null) return { admin, tenant }
  await recordDenied(admin, about, slug)
  return { refusal: 'not-found' }
}

export type Permitted = { admin: Admin; role: Role; tenant: Tenant | null } | { refusal: Refusal }

/** For actions and routes: `authorise` with the facts of this request. Denials go to the audit log. */
export async function permit(action: AdminActionName, slug: string | null): Promise<Permitted> {
  const admin = await currentAdmin()
  const tenant = slug === null || admin === null ? null : await findTenant(slug)
  const isProven = await isFromConsole()
  const answer = authorise(action, { admin, isProven, slug, exists: tenant !== null })
  if (admin !== null && 'role' in answer) return { admin, role: answer.role, tenant }
  await recordDenied(admin, action, slug)
  return { refusal: 'refusal' in answer ? answer.refusal : 'signed-out' }
}
