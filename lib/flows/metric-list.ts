/**
 * Every metric of the portal. Dashboards, alerts and the documentation name what stands here, and nothing else. Labels come
 * from the code and from tenants' slugs, never from a visitor.
 */
export const METRICS = {
  rekey_forgot_total: {
    kind: 'counter',
    help: 'Asks for a mail, by tenant, outcome, door and flow.',
    labels: ['tenant', 'outcome', 'door', 'flow'],
  },
  rekey_confirm_total: {
    kind: 'counter',
    help: 'Attempts to use a mailed code, by tenant, outcome, door and flow.',
    labels: ['tenant', 'outcome', 'door', 'flow'],
  },
  rekey_asks_in_flight: {
    kind: 'gauge',
    help: 'Asks for a mail that this process is busy with, most of them behind their answer.',
    labels: [],
  },
  rekey_breach_lookups_total: {
    kind: 'counter',
    help: 'Look-ups of new passwords among those known from breaches, by tenant and answer.',
    labels: ['tenant', 'answer'],
  },
  rekey_cognito_seconds: {
    kind: 'histogram',
    help: 'How long Cognito took, by tenant, operation and outcome.',
    labels: ['tenant', 'operation', 'answer'],
  },
  rekey_store_seconds: {
    kind: 'histogram',
    help: 'How long the database took for one statement, a wait for a connection included, by kind of statement and answer.',
    labels: ['operation', 'answer'],
  },
  rekey_limits_seconds: {
    kind: 'histogram',
    help: 'How long a decision of the limits took, by decision.',
    labels: ['decision'],
  },
  rekey_limits_refused_total: {
    kind: 'counter',
    help: 'Refusals by a limit, by its name.',
    labels: ['limit'],
  },
  rekey_breaker_open: {
    kind: 'gauge',
    help: 'Whether a circuit breaker is open (1): what it leads to counts as away.',
    labels: ['breaker'],
  },
  rekey_audit_waiting: {
    kind: 'gauge',
    help: 'Entries of the audit log that are not written yet.',
    labels: [],
  },
  rekey_audit_lost: {
    kind: 'gauge',
    help: 'Entries of the audit log that were lost since the process began.',
    labels: [],
  },
  rekey_request_seconds: {
    kind: 'histogram',
    help: 'How long requests took until their answer was out, by method, route and status.',
    labels: ['method', 'route', 'status'],
  },
  rekey_event_loop_delay_seconds: {
    kind: 'gauge',
    help: 'How late the event loop was in the last quarter of a minute, by quantile.',
    labels: ['quantile'],
  },
  rekey_memory_bytes: {
    kind: 'gauge',
    help: 'Memory of the process, by kind.',
    labels: ['kind'],
  },
} as const satisfies Record<
  string,
  { kind: 'counter' | 'gauge' | 'histogram'; help: string; labels: readonly string[] }
>

export type MetricName = keyof typeof METRICS
