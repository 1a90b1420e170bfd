import 'server-only'
import { loadSdk } from '../lib/cognito/sdk'
import type { DatabaseClient } from '../lib/db/client'
import { runJobs } from '../lib/db/jobs'
import { longSteps } from '../lib/db/long-steps'
import { openServerOrEmbedded } from '../lib/db/server-or-embedded'
import { openProcess } from '../lib/open-process'
import { env } from '../lib/platform/env'
import { log } from '../lib/platform/log'
import { startOrEnd } from '../lib/platform/start-or-end'
import { drawAnew } from '../lib/tenants/pictures/draw-anew'
import { sendTraces } from './send-traces'
import { keepUp } from './upkeep'

/** Not before the first page, and before the first press. */
const LOAD_SDK_AFTER_MS = 1_000

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
 * Ensures, before a server's first request, a complete environment and that the tenants of REKEY_TENANTS are applied;
 * otherwise ends the process.
 */
export const start = (): Promise<void> =>
  startOrEnd(async () => {
    env()
    await sendTraces()
    const made = await openProcess({ open: openServerOrEmbedded, draw: drawAnew, keepUp })
    finishMigrations(made.db)
    setTimeout(() => void loadSdk(), LOAD_SDK_AFTER_MS).unref()
  })
