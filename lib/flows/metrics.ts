import 'server-only'
import type { Audit } from '../audit/record'
import { kindOfStatement } from '../db/statement-kind'
import type { Decision } from '../limits/decision'
import { runsOnVercel } from '../platform/env'
import { type Gauged, openTelemetry, type Push } from '../platform/telemetry'
import { inSpan } from '../platform/tracing'
import type { Tenant } from '../tenants/tenant'
import type { AsksInFlight } from './asks-in-flight'
import type { Caller } from './caller'
import { METRICS, type MetricName } from './metric-list'
import { breakers, eventLoopDelay, memory } from './process-metrics'

type Counted = { flow: string; tenant: Pick<Tenant, 'slug'>; caller: Caller }

export type Metrics = {
  /** Counts how an ask or an attempt ended. `outcome` is one of the code's own words. */
  countOutcome(kind: 'forgot' | 'confirm', about: Counted, outcome: string): void
  /** Counts a look-up of a password among those known from breaches. `answer` is one of the code's own words. */
  countBreachLookUp(tenant: Pick<Tenant, 'slug'>, answer: string): void
  /** Measures one call to Cognito, whatever becomes of it. */
  timed<T extends { ok: boolean }>(operation: string, tenantSlug: string, call: () => Promise<T>): Promise<T>
  /** Measures one statement of the database; its text is the code's own, and no value in it is looked at. */
  timedStatement<T>(text: string, run: () => Promise<T>): Promise<T>
  /** Measures one decision of the limits. */
  timedDecision(take: () => Promise<Decision>): Promise<Decision>
  countRequest(seconds: number, about: { method: string; route: string; status: number }): void
  /** All of this process's metrics as Prometheus reads them. Each instance exposes its own. */
  expose(): Promise<string>
  /** Sends what was counted since the last time, where metrics are sent at all. */
  send(): Promise<void>
  /** `send` for `after()`: a function on Vercel may stand still once it has answered, and its timers with it. */
  sent(): Promise<void>
}

const secondsSince = (start: number) => (performance.now() - start) / 1_000

/** A form of the portal's pages, or an AWS client. */
const doorOf = (caller: Caller) => (caller.passedOn === undefined ? 'page' : 'aws')

/**
 * The metrics of a process.
 *
 * @param push where they are sent as well as exposed; null for nowhere
 */
export function openMetrics(
  { asks, audit }: { asks: Pick<AsksInFlight, 'count'>; audit: Pick<Audit, 'counts'> },
  push: Push | null,
): Metrics {
  const telemetry = openTelemetry(push)
  const counter = (name: MetricName) => telemetry.counter(name, METRICS[name].help)
  const histogram = (name: MetricName) => telemetry.histogram(name, METRICS[name].help)
  const gauge = (name: MetricName, read: () => readonly Gauged[]) =>
    telemetry.gauge(name, METRICS[name].help, read)
  const outcomes = { forgot: counter('rekey_forgot_total'), confirm: counter('rekey_confirm_total') }
  const breaches = counter('rekey_breach_lookups_total')
  const refusals = counter('rekey_limits_refused_total')
  const cognito = histogram('rekey_cognito_seconds')
  const store = histogram('rekey_store_seconds')
  const limits = histogram('rekey_limits_seconds')
  const requests = histogram('rekey_request_seconds')
  const one = (read: () => number) => () => [{ value: read(), labels: {} }]
  gauge('rekey_asks_in_flight', one(asks.count))
  gauge(
    'rekey_audit_waiting',
    one(() => audit.counts().waiting),
  )
  gauge(
    'rekey_audit_lost',
    one(() => audit.counts().lost),
  )
  gauge('rekey_breaker_open', breakers)
  gauge('rekey_event_loop_delay_seconds', eventLoopDelay())
  gauge('rekey_memory_bytes', memory)
  return {
    countOutcome(kind, { flow, tenant, caller }, outcome) {
      outcomes[kind].add(1, { tenant: tenant.slug, outcome, door: doorOf(caller), flow })
    },
    countBreachLookUp({ slug }, answer) {
      breaches.add(1, { tenant: slug, answer })
    },
    async timed(operation, tenantSlug, call) {
      const about = {
        'rpc.system': 'aws-api',
        'rpc.service': 'CognitoIdentityProvider',
        'rpc.method': operation,
      }
      const start = performance.now()
      const answerOf = (result: { ok: boolean }) => ({ answer: result.ok ? 'ok' : 'error' })
      const result = await inSpan(`cognito ${operation}`, about, call, answerOf)
      cognito.record(secondsSince(start), { tenant: tenantSlug, operation, ...answerOf(result) })
      return result
    },
    async timedStatement(text, run) {
      const { operation, table } = kindOfStatement(text)
      const about = {
        'db.system.name': 'postgresql',
        'db.operation.name': operation,
        ...(table !== null && { 'db.collection.name': table }),
      }
      const start = performance.now()
      let answer = 'error'
      try {
        const rows = await inSpan(`store ${[operation, table].filter(Boolean).join(' ')}`, about, run)
        answer = 'ok'
        return rows
      } finally {
        store.record(secondsSince(start), { operation, answer })
      }
    },
    async timedDecision(take) {
      const start = performance.now()
      const decision = await inSpan('limits take', {}, take, ({ kind }) => ({ 'rekey.decision': kind }))
      limits.record(secondsSince(start), { decision: decision.kind })
      if (decision.kind === 'refused') refusals.add(1, { limit: decision.by })
      return decision
    },
    countRequest(seconds, { method, route, status }) {
      requests.record(seconds, { method, route, status: String(status) })
    },
    expose: telemetry.expose,
    send: telemetry.flush,
    async sent() {
      if (runsOnVercel()) await telemetry.flush()
    },
  }
}
