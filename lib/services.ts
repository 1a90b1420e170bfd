import 'server-only'
import type { Alerts } from './alerts/alerts'
import type { AuditUpkeep } from './audit/upkeep'
import type { AuditWriter } from './audit/writer'
import type { EndpointServices } from './aws-endpoint/relay'
import type { PoolPolicies } from './cognito/pool-policies'
import type { Sessions } from './console/auth/sessions'
import type { Limits } from './limits/limiter'
import { processWide } from './platform/process-wide'
import type { TenantDirectory } from './tenants/directory'
import type { Pictures } from './tenants/pictures/assets'

/** All services of a process. Functions of lib are given those that they need. */
export type Services = EndpointServices & {
  readonly alerts: Alerts
  readonly auditUpkeep: AuditUpkeep
  readonly auditWriter: AuditWriter
  readonly limits: Limits
  readonly pictures: Pictures
  readonly policies: PoolPolicies
  readonly sessions: Sessions
  readonly tenants: TenantDirectory
}

type Held = { made: Services | null; opening: Promise<void> | null }

const holder = () => processWide<Held>('services', () => ({ made: null, opening: null }))

/** Makes these the services of the process; for its start. */
export function provideServices(made: Services): void {
  holder().made = made
}

/** Opens the process by whichever of its bundles asks first; the others wait for it. */
export function openOnce(open: () => Promise<void>): Promise<void> {
  const held = holder()
  held.opening ??= open()
  return held.opening
}

/**
 * The services of this process, for pages, actions and routes. This file imports no service, so that a page loads only
 * what it uses itself.
 *
 * @throws where the process was not opened, which is awaited before the first request
 */
export function services(): Services {
  const { made } = holder()
  if (made === null) throw new Error('This process has no services: it was not started')
  return made
}
