import 'server-only'
import { openAlerts } from './alerts/alerts'
import { openAudit } from './audit/record'
import { openTallies } from './audit/tallies'
import { openAuditUpkeep } from './audit/upkeep'
import { openAuditWriter } from './audit/writer'
import { sameRequests } from './aws-endpoint/same-request'
import { openBotChecks } from './bot-check/bot-checks'
import { readGroups } from './cognito/console-identity'
import { openPoolPolicies } from './cognito/pool-policies'
import { openRegions } from './cognito/regions'
import { openReplicaRoles } from './cognito/replica-roles'
import { adminProvider } from './console/auth/provider'
import { openSessions } from './console/auth/sessions'
import { keys } from './crypto/keys'
import { auditOwner, type DatabaseClient, type Open, openDatabase } from './db/client'
import type { Query } from './db/connection'
import { asksInFlight } from './flows/asks-in-flight'
import { openMetrics } from './flows/metrics'
import { writeClaims } from './idempotency/confirmation-store'
import { openConfirmations } from './idempotency/confirmations'
import { openLimits } from './limits/limiter'
import { alertTarget, env } from './platform/env'
import type { Push } from './platform/telemetry'
import type { Services } from './services'
import { openClientSecrets } from './tenants/client-secret'
import { openPictures } from './tenants/pictures/assets'
import { openTenants } from './tenants/resolve'
import { openTenantStore } from './tenants/store-access'

/**
 * Makes the services of a process, or of a test. Nothing is opened yet: the database and Redis are when they are first
 * used.
 *
 * @param push where metrics are sent as well; null for nowhere
 * @param from how the database is opened; or a test's own
 */
export function makeServices(push: Push | null, from: Open | DatabaseClient): Services {
  const asks = asksInFlight()
  const db: DatabaseClient =
    typeof from === 'function' ? openDatabase(from, (text, run) => metrics.timedStatement(text, run)) : from
  const { connection, database } = db
  const audit = openAudit(database)
  const metrics = openMetrics({ asks, audit }, push)
  const query: Query = async (...statement) => (await connection()).query(...statement)
  const reserved: Query = async (...statement) => (await connection()).reserved(...statement)
  const tenantStore = openTenantStore(database)
  const limits = openLimits(reserved, metrics.timedDecision, writeClaims)
  return {
    alerts: openAlerts({ database, target: alertTarget, baseUrl: () => env().REKEY_BASE_URL }),
    asks,
    audit,
    auditUpkeep: openAuditUpkeep({
      database,
      ring: keys,
      owner: auditOwner,
      days: () => env().REKEY_AUDIT_DAYS ?? null,
    }),
    auditWriter: openAuditWriter(database, audit.unwrittenForMs),
    botChecks: openBotChecks(limits),
    confirmations: openConfirmations(query),
    db,
    limits,
    metrics,
    tallies: openTallies(database),
    pictures: openPictures(tenantStore),
    policies: openPoolPolicies(),
    regions: openRegions(),
    replicas: openReplicaRoles(),
    sameRequests: sameRequests(database),
    sessions: openSessions({
      database,
      ring: keys(),
      readGroups: async (username, refreshToken) => {
        const provider = adminProvider()
        return provider === null ? [] : readGroups(provider, username, refreshToken)
      },
    }),
    secrets: openClientSecrets(tenantStore),
    tenants: openTenants(database, tenantStore),
  }
}
