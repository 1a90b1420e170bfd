import 'server-only'
import { runsOnVercel } from '../platform/env'
import { openTelemetry, type Push } from '../platform/telemetry'
import type { Tenant } from '../tenants/tenant'
import type { AsksInFlight } from './asks-in-flight'
import type { Caller } from './caller'

type Counted = { flow: string; tenant: Pick<Tenant, 'slug'>; caller: Caller }

export type Metrics = {
  /** Counts how an ask or an attempt ended. `outcome` is one of the code's own words. */
  countOutcome(kind: 'forgot' | 'confirm', about: Counted, outcome: string): void
  /** Counts a look-up of a password among those known from breaches. `answer` is one of the code's own words. */
  countBreachLookUp(tenant: Pick<Tenant, 'slug'>, answer: string): void
  /** Measures one call to Cognito, whatever becomes of it. */
  timed<T extends { ok: boolean }>(operation: string, tenantSlug: string, call: () => Promise<T>): Promise<T>
  /** All of this process's metrics as Prometheus reads them. Each instance exposes its own. */
  expose(): Promise<string>
  /** Sends what was counted since the last time, where metrics are sent at all. */
  send(): Promise<void>
  /** `send` for `after()`: a function on Vercel may stand still once it has answered, and its timers with it. */
  sent(): Promise<void>
}

/** A form of the portal's pages, or an AWS client. */
const doorOf = (caller: Caller) => (caller.passedOn === undefined ? 'page' : 'aws')

/**
 * The metrics of a process.
 *
 * @param push where they are sent as well as exposed; null for nowhere
 */
export function openMetrics(asks: Pick<AsksInFlight, 'count'>, push: Push | null): Metrics {
  const telemetry = openTelemetry(push)
  telemetry.gauge(
    'rekey_asks_in_flight',
    'Asks for a mail that this process is busy with, most of them behind their answer.',
    asks.count,
  )
  const outcomes = {
    forgot: telemetry.counter('rekey_forgot_total', 'Asks for a mail, by tenant, outcome, door and flow.'),
    confirm: telemetry.counter(
      'rekey_confirm_total',
      'Attempts to use a mailed code, by tenant, outcome, door and flow.',
    ),
  }
  const breaches = telemetry.counter(
    'rekey_breach_lookups_total',
    'Look-ups of new passwords among those known from breaches, by tenant and answer.',
  )
  const cognito = telemetry.histogram(
    'rekey_cognito_seconds',
    'How long Cognito took, by tenant, operation and outcome.',
  )
  return {
    countOutcome(kind, { flow, tenant, caller }, outcome) {
      outcomes[kind].add(1, { tenant: tenant.slug, outcome, door: doorOf(caller), flow })
    },
    countBreachLookUp({ slug }, answer) {
      breaches.add(1, { tenant: slug, answer })
    },
    async timed(operation, tenantSlug, call) {
      const start = performance.now()
      const result = await call()
      const seconds = (performance.now() - start) / 1_000
      cognito.record(seconds, { tenant: tenantSlug, operation, answer: result.ok ? 'ok' : 'error' })
      return result
    },
    expose: telemetry.expose,
    send: telemetry.flush,
    async sent() {
      if (runsOnVercel()) await telemetry.flush()
    },
  }
}
