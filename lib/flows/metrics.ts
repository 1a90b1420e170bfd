import 'server-only'
import { metricsRegistry, type Registry } from '../platform/metrics-registry'
import { processWide } from '../platform/process-wide'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'

const help = {
  rekey_forgot_total: 'Asks for a mail, by tenant, outcome, door and flow.',
  rekey_confirm_total: 'Attempts to use a mailed code, by tenant, outcome, door and flow.',
  rekey_asks_in_flight: 'Asks for a mail that this process is busy with, most of them behind their answer.',
  rekey_cognito_seconds: 'How long Cognito took, by tenant, operation and outcome.',
}

const registry = () => processWide<Registry>('metrics', metricsRegistry)

/** A form of the portal's pages, or an AWS client. */
const doorOf = (caller: Caller) => (caller.passedOn === undefined ? 'page' : 'aws')

/** Counts how an ask or an attempt ended. `outcome` is one of the code's own words. */
export function countOutcome(
  kind: 'forgot' | 'confirm',
  { flow, tenant, caller }: { flow: string; tenant: Pick<Tenant, 'slug'>; caller: Caller },
  outcome: string,
): void {
  registry().count(`rekey_${kind}_total`, { tenant: tenant.slug, outcome, door: doorOf(caller), flow })
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
  const labels = { tenant: tenantSlug, operation, answer: result.ok ? 'ok' : 'error' }
  registry().observe('rekey_cognito_seconds', labels, seconds)
  return result
}

/** All of this process's metrics as Prometheus reads them. Each instance exposes its own. */
export const exposeMetrics = (asksInFlight: number): string =>
  registry().expose(help, { rekey_asks_in_flight: asksInFlight })
