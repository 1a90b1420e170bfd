'use server'

import { z } from 'zod'
import { adminAction } from '@/app/(console)/admin-action'
import { type ActionResult, done } from '@/lib/console/auth/action-result'
import { isAtLeast } from '@/lib/console/auth/roles'
import type { Check } from '@/lib/doctor/check'
import { examineTenant } from '@/lib/doctor/examine'
import { keepResult } from '@/lib/doctor/last-result'
import { services } from '@/lib/services'

type Examined =
  | { kind: 'examined'; at: string; checks: readonly Check[] }
  | { kind: 'too-soon'; retryAt: string }

/** Finds out why a reset would fail for a tenant. It calls the service, so it runs only on demand. */
export const examine = adminAction(
  'tenant.examine',
  z.object({ tenant: z.string() }),
  async (_, { tenant, role, audit }): Promise<ActionResult<Examined>> => {
    const take = await services().limits.take('examinePerTenant', tenant.id)
    if (!take.taken) return done({ kind: 'too-soon', retryAt: take.retryAt.toISOString() })
    const told = await examineTenant(services(), tenant)
    const at = new Date()
    await keepResult(services().db.database, tenant.id, told, at)
    const checks = told[isAtLeast(role, 'operator') ? 'operator' : 'owner']
    const count = (wanted: string) => checks.filter(({ verdict }) => verdict === wanted).length
    await audit('examined', { faults: count('fault'), warnings: count('warning') })
    return done({ kind: 'examined', at: at.toISOString(), checks })
  },
)
