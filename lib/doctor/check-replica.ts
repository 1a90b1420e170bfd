import { say } from '../console/words/generated/checks'
import { type Check, fault, ok, unknown, warning } from './check'
import type { Facts } from './facts'

/** Whether the region that is called is the one in which passwords can be changed. */
export function replicaRole({ replica, tenant }: Pick<Facts, 'replica' | 'tenant'>): Check {
  const id = 'pool.replica'
  const { region } = tenant.cognito
  if (replica === null) return ok(id, say('checks.pool.replica.none'))
  if (!replica.known) return unknown(id, replica.why)
  const { role, isActive } = replica.value
  if (!isActive)
    return fault(id, say('checks.pool.replica.inactive', { region }), say('checks.pool.replica.activate'))
  if (role === 'secondary')
    return warning(id, say('checks.pool.replica.secondary', { region }), say('checks.pool.replica.fix'))
  return ok(id, say('checks.pool.replica.primary', { region }))
}
