import 'server-only'
import type { Audit } from '../audit/record'
import type { Tallies } from '../audit/tallies'
import type { BotChecks } from '../bot-check/bot-checks'
import type { Regions } from '../cognito/regions'
import type { ReplicaRoles } from '../cognito/replica-roles'
import type { DatabaseClient } from '../db/client'
import type { Confirmations } from '../idempotency/attempts'
import type { Counters } from '../limits/decision'
import type { ClientSecrets } from '../tenants/client-secret'
import type { AsksInFlight } from './asks-in-flight'
import type { Metrics } from './metrics'

/** What asking for a mail and using its code need of the process. */
export type FlowServices = {
  readonly asks: AsksInFlight
  readonly audit: Audit
  readonly botChecks: BotChecks
  readonly confirmations: Confirmations
  readonly db: DatabaseClient
  readonly limits: Counters
  readonly metrics: Metrics
  readonly regions: Regions
  readonly replicas: ReplicaRoles
  readonly secrets: ClientSecrets
  readonly tallies: Tallies
}
