/** What the audit log says, in words. Pure; pages, exports and tests use it. */

import type { AuditEventName, AuditGroup } from '../../audit/events'

export type Tone = 'plain' | 'good' | 'warn' | 'bad'
export type Label = {
  readonly text: string
  readonly tone: Tone
  /** What it means for the person and for whoever looks, in a sentence; null where the label says it all. */
  readonly meaning: string | null
}

const label = (tone: Tone, text: string, meaning: string | null = null): Label => ({ text, tone, meaning })

/** How an ask or an attempt ended, by what the log has. The list's chips are these, in this order. */
export const OUTCOMES = {
  sent: label(
    'plain',
    'Sent',
    'Cognito took the request. That says nothing about whether there is an account.',
  ),
  done: label('good', 'Password changed', 'Cognito confirmed that the new password is set.'),
  'code-rejected': label(
    'warn',
    'Code refused: too old, used or mistyped',
    'Cognito didn’t take the code. A new mail brings a new one.',
  ),
  'password-rejected': label(
    'warn',
    'Password refused by the rules',
    'The pool’s policy refuses this password. The code can still be used.',
  ),
  'password-reused': label(
    'warn',
    'Password was used before',
    'The pool doesn’t take one of the last passwords again. The code can still be used.',
  ),
  'too-many-attempts': label(
    'warn',
    'Too many tries',
    'A limit of the portal or of Cognito was reached. The person was told when to come back.',
  ),
  busy: label('warn', 'Busy', 'The calls to Cognito were used up for the moment. Nothing was changed.'),
  user: label(
    'warn',
    'Held back: asked too often',
    'This person had asked often enough; the page said the same as always.',
  ),
  address: label(
    'warn',
    'Held back: too many from this network',
    'The limit for this address was reached, and the page said so.',
  ),
  store: label(
    'warn',
    'Held back: counters not reached',
    'Without its counters the portal sends nothing here.',
  ),
  unknown: label(
    'bad',
    'Not known whether it worked',
    'Cognito’s answer was lost or can’t be read. After a try the password may be changed already.',
  ),
  blocked: label(
    'bad',
    'Blocked by a firewall',
    'Something in front of the pool, such as its web ACL, refused the portal.',
  ),
  misconfigured: label(
    'bad',
    'Misconfigured',
    'The app client, its secret or a setting of the tenant is wrong: nobody of this tenant gets through.',
  ),
  unavailable: label('bad', 'Cognito not reached', 'The call never left the portal. Nothing was changed.'),
} as const satisfies Record<string, Label>

export type OutcomeKey = keyof typeof OUTCOMES
export const isOutcomeKey = (text: string): text is OutcomeKey => Object.hasOwn(OUTCOMES, text)

/** What the events of the console and of the deployment are about. */
export const GROUPS = {
  brand: 'Brand and mails',
  tenant: 'Tenants and hosts',
  access: 'Access',
  deployment: 'Deployment',
} as const satisfies Record<Exclude<AuditGroup, 'reset'>, string>

export type GroupKey = keyof typeof GROUPS
export const isGroupKey = (text: string): text is GroupKey => Object.hasOwn(GROUPS, text)

/** `busy` is Cognito's, too; of an ask that was held back it says that the portal had too many. */
const TOO_MANY_UNDER_WAY = label(
  'warn',
  'Held back: too many under way',
  'Too many requests for a mail were under way at this tenant.',
)

const events: Record<AuditEventName, string> = {
  'forgot.requested': 'Asked for a mail',
  'forgot.held_back': 'Asked for a mail',
  'forgot.explained': 'Was told why there is no reset',
  'confirm.done': 'Chose a password',
  'confirm.in_doubt': 'Chose a password',
  'confirm.refused': 'Chose a password',
  'confirm.held_back': 'Chose a password',
  'brand.save': 'Saved the draft',
  'brand.upload': 'Uploaded a picture',
  'brand.import': 'Imported a brand',
  'brand.export': 'Exported the brand',
  'brand.start_from': 'Started the draft from another brand',
  'brand.restore': 'Restored to draft',
  'brand.share': 'Shared a preview',
  'brand.publish': 'Published the brand',
  'brand.roll_back': 'Rolled the brand back',
  'mail.send_test': 'Sent a test mail',
  'tenant.create': 'Created the tenant',
  'tenant.connect': 'Changed the settings',
  'tenant.examine': 'Ran the doctor',
  'tenant.check_connection': 'Tested the connection',
  'tenant.try_connection': 'Tested a connection',
  'tenant.pause': 'Paused or resumed the tenant',
  'tenant.delete': 'Deleted the tenant',
  'host.claim': 'Claimed a host',
  'host.check': 'Checked a host',
  'host.remove': 'Released a host',
  'user.look_up': 'Looked a user up',
  'user.find': 'Searched for a person',
  'audit.export': 'Exported activity',
  'admin.signed_in': 'Signed in',
  'admin.signed_out': 'Signed out',
  'session.end': 'Ended a session',
  'admin.sign_in_refused': 'Sign-in refused',
  'authz.denied': 'Was refused: no right to it',
  'tenants.applied': 'Applied tenant files',
  'secrets.rotated': 'Sealed secrets again',
  'audit.gap': 'Entries were lost',
}

/** `gets-a-mail`, `too_many` and the like, as words. */
const plainWords = (raw: string): string => {
  const words = raw.replaceAll(/[-_.]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const isEvent = (event: string): event is AuditEventName => Object.hasOwn(events, event)

/** What somebody did. An event that an earlier release wrote is shown under its own name. */
export const eventWords = (event: string): string => (isEvent(event) ? events[event] : plainWords(event))

/** Whether an event is of somebody who resets a password; all others are of the console and the deployment. */
export const isOfReset = (event: string): boolean => /^(forgot|confirm)\./.test(event)

/** How it ended; null where there is nothing to say. */
export function outcomeLabel(event: string, outcome: string | null): Label | null {
  if (outcome === null) return null
  if (event === 'forgot.held_back' && outcome === 'busy') return TOO_MANY_UNDER_WAY
  if (isOfReset(event) && isOutcomeKey(outcome)) return OUTCOMES[outcome]
  const tone = /^(refused|denied|conflict|invalid|missing|failed|too-many)/.test(outcome) ? 'warn' : 'plain'
  return label(tone, plainWords(outcome))
}
