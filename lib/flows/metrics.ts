import 'server-only'
import { runsOnVercel } from '../platform/env'
import { processWide } from '../platform/process-wide'
import { openTelemetry, type Push } from '../platform/telemetry'
import type { Tenant } from '../tenants/tenant'
import { asksUnderWay } from './asks-in-flight'
import type { Caller } from './caller'

/**
 * The metrics of this process, opened once.
 *
 * @param push where they are sent as well, which only the first call decides
 */
export const openMetrics = (push: Push | null = null) =>
  processWide('metrics', () => {
    const telemetry = openTelemetry(push)
    telemetry.gauge(
      'rekey_asks_in_flight',
      'Asks for a mail that this process is busy with, most of them behind their answer.',
      asksUnderWay,
    )
    return {
      telemetry,
      forgot: telemetry.counter('rekey_forgot_total', 'Asks for a mail, by tenant, outcome, door and flow.'),
      confirm: telemetry.counter(
        'rekey_confirm_total',
        'Attempts to use a mailed code, by tenant, outcome, door and flow.',
      ),
      cognito: telemetry.histogram(
        'rekey_cognito_seconds',
        'How long Cognito took, by tenant, operation and outcome.',
      ),
    }
  })

/** A form of the portal's pages, or an AWS client. */
const doorOf = (caller: Caller) => (caller.passedOn === undefined ? 'page' : 'aws')

/** Counts how an ask or an attempt ended. `outcome` is one of the code's own words. */
export function countOutcome(
  kind: 'forgot' | 'confirm',
  { flow, tenant, caller }: { flow: string; tenant: Pick<Tenant, 'slug'>; caller: Caller },
  outcome: string,
): void {
  openMetrics()[kind].add(1, { tenant: tenant.slug, outcome, door: doorOf(caller), flow })
}

/** Measures one call to Cognito, whatever becomes of it. */
export async function timed<T extends { ok: boolean }>(
  operation: string,
  tenantSlug: string,
  call: () => Promise<T>,
): Promise<T> {
  const start = performance.now()
  const result = await call()
  const seconds = (performance.now() - start) / 1_000
  openMetrics().cognito.record(seconds, {
    tenant: tenantSlug,
    operation,
    answer: result.ok ? 'ok' : 'error',
  })
  return result
}

/** All of this process's metrics as Prometheus reads them. Each instance exposes its own. */
export const exposeMetrics = (): Promise<string> => openMetrics().telemetry.expose()

/** Sends what was counted since the last time, where metrics are sent at all. */
export const sendMetrics = (): Promise<void> => openMetrics().telemetry.flush()

/** For `after()`: a function on Vercel may stand still once it has answered, and its timers with it. */
export async function metricsSent(): Promise<void> {
  if (runsOnVercel()) await sendMetrics()
}
