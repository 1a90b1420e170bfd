/** What the audit log says, in words. Pure; pages, exports and tests use it. */

import { AUDIT_EVENTS, type AuditEventName, type AuditGroup } from '../../audit/events'
import { LINK_KINDS } from '../../link-kinds'
import { say } from '../words/generated/activity'

export type Tone = 'plain' | 'good' | 'warn' | 'bad'
export type Label = {
  readonly text: string
  readonly tone: Tone
  /** What it means for the person and for whoever looks, in a sentence; null where the label says it all. */
  readonly meaning: string | null
}

const label = (tone: Tone, text: string, meaning: string | null = null): Label => ({ text, tone, meaning })

/** How an ask or an attempt ended, by what the log has. The list's chips are these, in this order. */
const TONES = {
  sent: 'plain',
  done: 'good',
  'code-rejected': 'warn',
  'password-rejected': 'warn',
  'password-reused': 'warn',
  'too-many-attempts': 'warn',
  busy: 'warn',
  user: 'warn',
  address: 'warn',
  store: 'warn',
  'bot-check': 'warn',
  unknown: 'bad',
  blocked: 'bad',
  misconfigured: 'bad',
  unavailable: 'bad',
  standby: 'bad',
} as const satisfies Record<string, Tone>

export type OutcomeKey = keyof typeof TONES
export const OUTCOMES = Object.keys(TONES) as OutcomeKey[]
export const isOutcomeKey = (text: string): text is OutcomeKey => Object.hasOwn(TONES, text)

export const toneOfOutcome = (outcome: OutcomeKey): Tone => TONES[outcome]

/** What an outcome is called, what it means, and how it stands out. */
export const labelOfOutcome = (outcome: OutcomeKey): Label =>
  label(TONES[outcome], say(`activity.outcomes.${outcome}.text`), say(`activity.outcomes.${outcome}.meaning`))

/** What the events of the console and of the deployment are about. */
export const GROUPS = ['brand', 'tenant', 'access', 'deployment'] as const satisfies AuditGroup[]

export type GroupKey = (typeof GROUPS)[number]
export const isGroupKey = (text: string): text is GroupKey => GROUPS.some((group) => group === text)

/** `busy` is Cognito's, too; of an ask that was held back it says that the portal had too many. */
const tooManyUnderWay = (): Label =>
  label('warn', say('activity.tooManyUnderWay.text'), say('activity.tooManyUnderWay.meaning'))

/** `gets-a-mail`, `too_many` and the like, as words. */
const plainWords = (raw: string): string => {
  const words = raw.replaceAll(/[-_.]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Where a reset's words would not be true. */
const SIGN_UP = LINK_KINDS['sign-up'].kind

const isEvent = (event: string): event is AuditEventName => Object.hasOwn(AUDIT_EVENTS, event)

/** What somebody did. An event that an earlier release wrote is shown under its own name. */
export function eventWords(event: string, flow: string | null = null): string {
  if (flow === SIGN_UP && event.startsWith('confirm.')) return say('activity.signUp.event')
  return isEvent(event) ? say(`activity.events.${event}`) : plainWords(event)
}

/** Whether an event is of somebody who resets a password; all others are of the console and the deployment. */
export const isOfReset = (event: string): boolean => /^(forgot|confirm)\./.test(event)

/** How it ended; null where there is nothing to say. */
export function outcomeLabel(
  event: string,
  outcome: string | null,
  flow: string | null = null,
): Label | null {
  if (outcome === null) return null
  if (flow === SIGN_UP && event === 'confirm.done')
    return label('good', say('activity.signUp.done.text'), say('activity.signUp.done.meaning'))
  if (event === 'forgot.held_back' && outcome === 'busy') return tooManyUnderWay()
  if (isOfReset(event) && isOutcomeKey(outcome)) return labelOfOutcome(outcome)
  const tone = /^(refused|denied|conflict|invalid|missing|failed|too-many)/.test(outcome) ? 'warn' : 'plain'
  return label(tone, plainWords(outcome))
}
