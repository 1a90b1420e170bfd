import 'server-only'
import type { DatabaseClient } from '../lib/db/client'
import { runJobs } from '../lib/db/jobs'
import { longSteps } from '../lib/db/long-steps'
import { openServerOrEmbedded } from '../lib/db/server-or-embedded'
import { openProcess } from '../lib/open-process'
import { env } from '../lib/platform/env'
import { log, sayStartFault } from '../lib/platform/log'
import { drawAnew } from '../lib/tenants/pictures/draw-anew'
import { sendTraces } from './send-traces'
import { keepUp } from './upkeep'

/** When long steps that failed, or that another process is at, are looked at again. */
const LONG_STEPS_AGAIN_MS = 10 * 60 * 1000

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
 * Ensures, before a server's first request, a complete environment and that the tenants of REKEY_TENANTS are applied.
 * Otherwise it names every fault and ends the process: Next would go on and answer 500 to everybody.
 */
export async function start(): Promise<void> {
  try {
    env()
    await sendTraces()
    const made = await openProcess({ open: openServerOrEmbedded, draw: drawAnew, keepUp })
    finishMigrations(made.db)
  } catch (fault) {
    sayStartFault(fault instanceof Error ? fault : 'Rekey could not start')
    process.exit(1)
  }
}
