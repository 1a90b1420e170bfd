import 'server-only'
import { services } from '@/app/services'
import { isAtLeast, type Role } from '@/lib/console/auth/roles'
import { type Examination, shownResult } from '@/lib/console/shown-result'
import type { Check, ToldTo, Verdict } from '@/lib/doctor/check'
import { examineTenant } from '@/lib/doctor/examine'
import { keepResult, lastResult } from '@/lib/doctor/last-result'
import type { Tenant } from '@/lib/tenants/tenant'

type Asked = {
  readonly tenant: Tenant
  readonly role: Role
  /** One row of the audit log. */
  readonly audit: (outcome: string, details: Record<string, number>) => Promise<void>
  readonly heard?: (check: Check) => void
}

/** What somebody with this role at a tenant is told of its checks. */
export const toldTo = (role: Role): ToldTo => (isAtLeast(role, 'operator') ? 'operator' : 'owner')

/** Examines a tenant because somebody asks, so often and no more, and keeps what came of it. */
export async function examineNow({ tenant, role, audit, heard }: Asked): Promise<Examination> {
  const { db, limits } = services()
  const take = await limits.take('examinePerTenant', tenant.id)
  if (!take.taken) return { kind: 'too-soon', retryAt: take.retryAt.toISOString() }
  const reader = toldTo(role)
  const told = await examineTenant(services(), tenant, {
    heard: (to, check) => {
      if (to === reader) heard?.(check)
    },
  })
  const at = new Date()
  await keepResult(db.database, tenant.id, told, at)
  const checks = told[reader]
  const count = (wanted: Verdict) => checks.filter(({ verdict }) => verdict === wanted).length
  await audit('examined', { faults: count('fault'), warnings: count('warning') })
  const last = await lastResult(db.database, tenant.id, reader)
  // What could not be kept, or was overtaken, is told all the same.
  const before = last !== null && last.at.getTime() === at.getTime() ? last.before : null
  return { kind: 'examined', result: shownResult({ at, checks, before }) }
}
