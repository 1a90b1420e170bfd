import 'server-only'
import type { DatabaseClient } from '../lib/db/client'
import { runJobs } from '../lib/db/jobs'
import { longSteps } from '../lib/db/long-steps'
import { pruneExpired } from '../lib/db/prune'
import { isAbandoned, isUnreadBody } from '../lib/http/response-status'
import { makeServices } from '../lib/make-services'
import { env, runsOnVercel } from '../lib/platform/env'
import { log, sayStartFault } from '../lib/platform/log'
import { isProxyProcess } from '../lib/platform/proxy-process'
import { redactText } from '../lib/platform/redact'
import { observeRequests } from '../lib/platform/served-requests'
import { beforeExit } from '../lib/platform/shutdown'
import { provideServices, type Services } from '../lib/services'
import { applyConfiguredTenants } from '../lib/tenants/files/apply-at-start'
import { metricsPush } from './push-metrics'
import { sendTraces } from './send-traces'
import { keepUp } from './upkeep'

const PRUNE_INTERVAL_MS = 60 * 60 * 1000
/** When long steps that failed, or that another process is at, are looked at again. */
const LONG_STEPS_AGAIN_MS = 10 * 60 * 1000
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

/** Makes the services of this process. */
async function begin(): Promise<Services> {
  await sendTraces()
  const push = await metricsPush()
  const made = makeServices(push)
  provideServices(made)
  observeRequests(made.metrics.countRequest)
  if (push !== null) beforeExit('metrics', made.metrics.send)
  return made
}

/** What migrations leave for later. In a serverless function nothing would finish it: there it is `rekey migrate`. */
function finishMigrations({ connection }: DatabaseClient): void {
  const finish = async () => {
    const done = await runJobs(await connection(), longSteps, (step) => log.info('database.long_step', step))
    if (!done) setTimeout(attempt, LONG_STEPS_AGAIN_MS).unref()
  }
  const attempt = () => {
    finish().catch((error) => {
      log.warn('database.long_step_failed', { error })
      setTimeout(attempt, LONG_STEPS_AGAIN_MS).unref()
    })
  }
  attempt()
}

/**
 * Ensures, before the first request, a complete environment and that the tenants of REKEY_TENANTS are applied.
 * Otherwise it names every fault and ends the process: Next would go on and answer 500 to everybody.
 */
export async function start(): Promise<void> {
  let made: Services
  try {
    env()
    if (runsOnVercel() && isProxyProcess()) return
    made = await begin()
    await applyConfiguredTenants(made.db.database)
  } catch (fault) {
    sayStartFault(fault instanceof Error ? fault : 'Rekey could not start')
    process.exit(1)
  }
  beforeExit('asks', made.asks.finished, ASKS_LIMIT_MS)
  beforeExit('confirmations', made.confirmations.saved)
  beforeExit('audit', async () => {
    if (await made.audit.drain()) await made.auditWriter.leave()
  })
  if (!runsOnVercel()) keepUp(made)
  beforeExit('tallies', made.tallies.save)
  beforeExit('limits', made.limits.close)
  beforeExit('database', made.db.close)
  void made.limits.warm()
  pruneRegularly(made.db)
  if (!runsOnVercel()) finishMigrations(made.db)
}

/** One line for an error that nothing caught. `digest` is what the person's page shows. */
export function reportRequestError(error: unknown, path: string, route: string): void {
  const { name, digest } = error as { name?: string; digest?: string }
  // The client has disconnected; its request was carried out, and only the answer failed.
  if (isAbandoned()) log.info('request.abandoned', { route })
  else if (isUnreadBody()) log.info('request.unreadable', { name, digest, route })
  else log.error('request.failed', { name, digest, path: redactText(path), route })
}
