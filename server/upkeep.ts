import { log } from '../lib/platform/log'
import { beforeExit } from '../lib/platform/shutdown'
import type { Services } from '../lib/services'

const AUDIT_MS = 60_000
const WRITER_MS = 60_000
const ALERTS_MS = 5 * 60_000

/** A round at a time, the first at once. */
function regularly(everyMs: number, round: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | null = null
  const begin = async () => {
    running ??= round()
      .then(() => {})
      .finally(() => {
        running = null
      })
    await running
  }
  const attempt = () => void begin().catch((error) => log.warn('upkeep.failed', { error }))
  attempt()
  setInterval(attempt, everyMs).unref()
  return async () => {
    await running?.catch(() => {})
    await begin()
  }
}

/**
 * What a server does beside its requests: it keeps the audit log sealed, and leaves it so when the process ends, says that
 * it writes to it still, and tells operators what should be looked at.
 */
export function keepUp({ auditUpkeep, auditWriter, alerts }: Services): void {
  beforeExit('seals', regularly(AUDIT_MS, auditUpkeep.round))
  regularly(WRITER_MS, auditWriter.round)
  regularly(ALERTS_MS, alerts.round)
}
