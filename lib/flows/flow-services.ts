import 'server-only'
import type { Regions } from '../cognito/regions'
import type { Confirmations } from '../idempotency/attempts'
import type { Counters } from '../limits/decision'
import type { ClientSecrets } from '../tenants/client-secret'
import type { AsksInFlight } from './asks-in-flight'
import type { Metrics } from './metrics'

/** What asking for a mail and using its code need of the process. */
export type FlowServices = {
  readonly asks: AsksInFlight
  readonly confirmations: Confirmations
  readonly limits: Counters
  readonly metrics: Metrics
  readonly regions: Regions
  readonly secrets: ClientSecrets
}
