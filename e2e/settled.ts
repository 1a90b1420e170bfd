import { setTimeout as pause } from 'node:timers/promises'

/** Bearer of the metrics of every portal that these tests start. */
export const METRICS_TOKEN = 'metrics-of-the-browser-tests'

const LIMIT_MS = 20_000

/**
 * Waits until a portal is busy with no ask any more. An answer comes at its fixed time, whatever became of the ask by
 * then; what reached Cognito, and what was mailed, is known only afterwards.
 */
export async function settled(port: number): Promise<void> {
  const giveUpAt = Date.now() + LIMIT_MS
  for (;;) {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
    const metrics = await (await fetch(`http://127.0.0.1:${port}/api/metrics`, { headers })).text()
    const inFlight = /^rekey_asks_in_flight (\d+)$/m.exec(metrics)?.[1]
    if (inFlight === '0') return
    if (Date.now() > giveUpAt) throw new Error(`Asks are still under way: ${inFlight}`)
    await pause(25)
  }
}
