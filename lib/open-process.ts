import 'server-only'
import type { DatabaseClient, Open } from './db/client'
import { pruneExpired } from './db/prune'
import { makeServices } from './make-services'
import { log } from './platform/log'
import { metricsPush } from './platform/push-metrics'
import { observeRequests } from './platform/served-requests'
import { beforeExit } from './platform/shutdown'
import { provideServices, type Services } from './services'
import { applyConfiguredTenants } from './tenants/files/apply-at-start'
import type { Draw } from './tenants/pictures/known-drawings'

const PRUNE_INTERVAL_MS = 60 * 60 * 1000
/** No ask takes longer. */
const ASKS_LIMIT_MS = 14_000

/** Deletes old counters and attempts. Also at each start, which is the only chance in a serverless function. */
function pruneRegularly({ connection }: DatabaseClient): void {
  const prune = () => {
    connection()
      .then(pruneExpired)
      .catch((error) => log.warn('database.prune_failed', { error }))
  }
  prune()
  setInterval(prune, PRUNE_INTERVAL_MS).unref()
}

type Ways = {
  /** How the database is opened. */
  open: Open
  /** How the pictures of tenant files are drawn that the database doesn't know. */
  draw: Draw
  /** What else this process does, once its services are there; before what is open is closed. */
  keepUp?: (made: Services) => void
}

/**
 * Makes the services of this process and applies the tenants of REKEY_TENANTS, before the first request.
 *
 * @throws TenantFilesRefused, and whatever the database says
 */
export async function openProcess({ open, draw, keepUp = () => {} }: Ways): Promise<Services> {
  const push = await metricsPush()
  const made = makeServices(push, open)
  provideServices(made)
  observeRequests(made.metrics.countRequest)
  if (push !== null) beforeExit('metrics', made.metrics.send)
  await applyConfiguredTenants(made.db.database, draw)
  beforeExit('asks', made.asks.finished, ASKS_LIMIT_MS)
  beforeExit('confirmations', made.confirmations.saved)
  beforeExit('audit', async () => {
    if (await made.audit.drain()) await made.auditWriter.leave()
  })
  keepUp(made)
  beforeExit('tallies', made.tallies.save)
  beforeExit('limits', made.limits.close)
  beforeExit('database', made.db.close)
  void made.limits.warm()
  pruneRegularly(made.db)
  return made
}
