/**
 * Every event of the audit log, in one table: its group, and whether the tenant's owners are told of it. The console's
 * filters and notices come from it, and `record` takes nothing else.
 */
type Rule = {
  readonly group: 'reset' | 'brand' | 'tenant' | 'access' | 'deployment'
  /**
   * Told to the tenant's owners and to operators, always or for one outcome: changes that could be used against the
   * tenant. Only events of tenants and hosts: an index of the database holds these.
   */
  readonly isTold?: true | { readonly outcome: string }
}

export const AUDIT_EVENTS = {
  'forgot.requested': { group: 'reset' },
  'forgot.held_back': { group: 'reset' },
  'forgot.explained': { group: 'reset' },
  'confirm.done': { group: 'reset' },
  'confirm.in_doubt': { group: 'reset' },
  'confirm.refused': { group: 'reset' },
  'confirm.held_back': { group: 'reset' },
  'brand.save': { group: 'brand' },
  'brand.upload': { group: 'brand' },
  'brand.import': { group: 'brand' },
  'brand.export': { group: 'brand' },
  'brand.start_from': { group: 'brand' },
  'brand.restore': { group: 'brand' },
  'brand.share': { group: 'brand' },
  'brand.unshare': { group: 'brand' },
  'brand.publish': { group: 'brand' },
  'brand.roll_back': { group: 'brand' },
  'mail.send_test': { group: 'brand' },
  'tenant.create': { group: 'tenant', isTold: true },
  'tenant.connect': { group: 'tenant', isTold: true },
  'tenant.examine': { group: 'tenant' },
  'tenant.check_connection': { group: 'tenant' },
  'tenant.try_connection': { group: 'tenant' },
  'tenant.pause': { group: 'tenant' },
  'tenant.delete': { group: 'tenant', isTold: true },
  'host.claim': { group: 'tenant', isTold: true },
  // Only a check that proves the claim is told: that is what hands the host over.
  'host.check': { group: 'tenant', isTold: { outcome: 'proven' } },
  'host.remove': { group: 'tenant', isTold: true },
  'user.look_up': { group: 'access' },
  'user.find': { group: 'access' },
  'audit.export': { group: 'access' },
  'admin.signed_in': { group: 'access' },
  'admin.signed_out': { group: 'access' },
  'session.end': { group: 'access' },
  'admin.sign_in_refused': { group: 'access' },
  'authz.denied': { group: 'access' },
  'tenants.applied': { group: 'deployment' },
  'secrets.rotated': { group: 'deployment' },
  'audit.gap': { group: 'deployment' },
  'audit.resealed': { group: 'deployment' },
} as const satisfies Record<string, Rule>

export type AuditEventName = keyof typeof AUDIT_EVENTS
export type AuditGroup = Rule['group']

const rules = Object.entries<Rule>(AUDIT_EVENTS)

/** Names that earlier releases wrote: their entries are still listed under the right group. */
const formerNames: Partial<Record<AuditGroup, readonly string[]>> = { tenant: ['tenant.removed'] }

export const eventsOf = (group: AuditGroup): string[] => [
  ...rules.filter(([, rule]) => rule.group === group).map(([name]) => name),
  ...(formerNames[group] ?? []),
]

/** The events that owners are told of; `outcome` where only that outcome counts. */
export const TOLD_EVENTS: { readonly event: string; readonly outcome: string | null }[] = rules.flatMap(
  ([event, { isTold }]) =>
    isTold === undefined ? [] : [{ event, outcome: isTold === true ? null : isTold.outcome }],
)
