import { beforeExit } from '../lib/platform/shutdown'
import type { Services } from '../lib/services'

const EVERY_MS = 60_000

/** Keeps the audit log sealed while this process runs, and leaves it sealed as far as it can when the process ends. */
export function keepAuditUpRegularly({ auditUpkeep }: Services): void {
  let running: Promise<unknown> | null = null
  const round = () => {
    running ??= auditUpkeep.round().finally(() => {
      running = null
    })
    return running
  }
  void round()
  setInterval(round, EVERY_MS).unref()
  beforeExit('seals', async () => {
    await running
    await round()
  })
}
