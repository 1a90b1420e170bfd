import 'server-only'
import { services } from '@/app/services'
import type { Admin } from '@/lib/console/auth/authorise'
import type { Check } from '@/lib/doctor/check'
import { examineConnection } from '@/lib/doctor/examine-connection'
import type { Tenant } from '@/lib/tenants/tenant'

/** What a test of a connection says: the doctor's checks of it, or that this person tested too often for now. */
export type TestedConnection =
  | { readonly kind: 'tried'; readonly checks: readonly Check[] }
  | { readonly kind: 'too-soon'; readonly retryAt: string }

/**
 * The doctor's checks of a connection that is not stored yet.
 *
 * @param tenant with that connection
 * @param secret of its app client; empty where it has none
 */
export async function testConnection(
  admin: Admin,
  toldTo: 'operator' | 'owner',
  tenant: Tenant,
  secret: string,
): Promise<TestedConnection> {
  const { limits, regions } = services()
  const take = await limits.take('tryConnectionPerAdmin', admin.subject)
  if (!take.taken) return { kind: 'too-soon', retryAt: take.retryAt.toISOString() }
  return { kind: 'tried', checks: await examineConnection(regions, tenant, secret, toldTo) }
}

/** For the audit log: which connection, and how many faults it has. */
export function connectionDetails({ cognito }: Tenant, checks: readonly Check[]) {
  const { region, userPoolId, clientId } = cognito
  return { region, userPoolId, clientId, faults: checks.filter(({ verdict }) => verdict === 'fault').length }
}
