import 'server-only'
import { z } from 'zod'
import { keys } from '../crypto/keys'
import { open, seal } from '../crypto/seal'
import { LINK_KINDS, type LinkKind, labelOfKind } from '../link-kinds'
import { forFirstRelease, fromFirstRelease } from './first-release'
import { placeOf } from './places'

/**
 * What travels with a person from page to page, sealed with the tenant as associated data: what one tenant sealed opens
 * at no other, and the holder can neither read nor change it.
 *
 * A step travels twice: in a cookie, and as a ticket in the address of its page, for browsers that keep no cookies.
 * Each is sealed under its own key, so that neither passes for the other.
 *
 * A step belongs to a kind of link: it is stored under a name of that kind and opens as no other kind's.
 */

/** From `/forgot` to `/sent`: whom the mail was asked for, and when another one may be. */
const AskSchema = z.object({
  username: z.string(),
  nextAskAt: z.coerce.date(),
  returnTo: z.string().nullable(),
})
export type Ask = z.output<typeof AskSchema>

/** From the link to its page: the code and whose it is. `null` stands for a part that was lost on the way. */
const ArrivalSchema = z.object({
  username: z.string().nullable(),
  /** A name that may have been damaged, for the person to check. */
  suggestion: z.string().nullable(),
  code: z.string().nullable(),
  /** When the code stops working, as far as the portal can know; the arrival is kept until then. */
  until: z.coerce.date(),
  /**
   * When the mail was written, where its link says so. The name then comes from the mail function itself, and is
   * complete.
   */
  sentAt: z.coerce.date().optional(),
  /** Whether the person types the code: no link brought it, so nothing was lost on the way. */
  isByHand: z.boolean().optional(),
  /** The return address of the ask that the code answers. Links don't carry it. */
  returnTo: z.string().nullable().optional(),
})
export type Arrival = z.output<typeof ArrivalSchema>

/** To `/unknown`, for a code that could not be looked up: what was typed, to be corrected there. */
const RetrySchema = z.object({ username: z.string(), code: z.string() })
export type Retry = z.output<typeof RetrySchema>

/** The arrival of a person who types the code from a message: with the name, and the code if it was typed already. */
export const byHand = (
  { codeLifeMs }: LinkKind,
  username: string | null,
  code: string | null,
  now: Date,
  returnTo: string | null = null,
): Arrival => ({
  username,
  suggestion: null,
  code,
  until: new Date(now.getTime() + codeLifeMs),
  isByHand: true,
  returnTo,
})

/** From an unusable link to `/link-problem`: what is wrong with it, and what the way on needs. */
const ProblemSchema = z.object({
  kind: z.enum(['incomplete', 'expired', 'changed', 'foreign', 'replaced']),
  username: z.string().nullable(),
  /** When the newer mail was asked for. */
  newerAt: z.coerce.date().nullable(),
  /** The tenant whose link it is. */
  owner: z.object({ slug: z.string(), name: z.string() }).nullable(),
})
export type Problem = z.output<typeof ProblemSchema>

/** What became of a code in this browser, so that a later "rejected" can be explained truthfully. */
const ReceiptSchema = z.object({
  kind: z.enum(['done', 'unknown']),
  at: z.coerce.date(),
  attempt: z.string(),
  /** Why the outcome is unknown, or how it became known: `used-before` refers to an earlier attempt with the code. */
  why: z.enum(['answer-lost', 'used-before', 'not-looked-up']).nullable(),
  supportCode: z.string().nullable(),
  returnTo: z.string().nullable(),
  /** Whose code it was, only where the tenant's app is told who signs in. */
  username: z.string().optional(),
})
export type Receipt = z.output<typeof ReceiptSchema>

export type Steps = {
  ask: Ask
  arrival: Arrival
  retry: Retry
  problem: Problem
  receipt: Receipt
  doubt: Receipt
}

/** How a sealed step travels. */
export type Carrier = 'cookie' | 'ticket'

const schemas = {
  ask: AskSchema,
  arrival: ArrivalSchema,
  retry: RetrySchema,
  problem: ProblemSchema,
  receipt: ReceiptSchema,
  doubt: ReceiptSchema,
} as const

/**
 * Longest sealed text for each carrier: a cookie with its attributes may have 4096 bytes (RFC 6265 §6.1); the query of
 * an address 2048 characters, the lowest limit of servers and proxies in use.
 */
const MAXIMUM_LENGTH: Record<Carrier, number> = { cookie: 3800, ticket: 2000 }

/** The purpose of the key, and what else is bound: cookies keep the first release's label. */
function bindingOf(carrier: Carrier, kind: keyof Steps, tenantId: string, link: LinkKind) {
  const name = labelOfKind(kind, link.kind)
  return carrier === 'cookie'
    ? { purpose: `journey/${name}`, context: [tenantId] }
    : { purpose: `ticket/${name}`, context: [tenantId, placeOf(kind, link).page] }
}

/** How long a step may still travel, in whole seconds; never negative. */
export function secondsLeft<K extends keyof Steps>(
  carrier: Carrier,
  kind: K,
  step: Steps[K],
  now: Date,
  link: LinkKind = LINK_KINDS.reset,
): number {
  const { cookieSeconds, ticketSeconds } = placeOf(kind, link)
  const most = carrier === 'cookie' ? cookieSeconds : ticketSeconds
  if (!('until' in step)) return most
  return Math.max(0, Math.min(most, Math.ceil((step.until.getTime() - now.getTime()) / 1000)))
}

/** Seals a step for its carrier; null where it would be too long for it. */
export function sealStep<K extends keyof Steps>(
  carrier: Carrier,
  kind: K,
  tenantId: string,
  step: Steps[K],
  now: Date,
  link: LinkKind = LINK_KINDS.reset,
): string | null {
  const { purpose, context } = bindingOf(carrier, kind, tenantId, link)
  const text = JSON.stringify({ ...step, ...forFirstRelease(step), sealedAt: now.getTime() })
  const sealed = seal(keys(), purpose, text, ...context)
  return sealed.length <= MAXIMUM_LENGTH[carrier] ? sealed : null
}

export type Opened<K extends keyof Steps> = {
  step: Steps[K]
  sealedAt: Date
  /** Whether its time is over: then it may only be used to say what it was. */
  isOver: boolean
}

/** Opens a step; null where there is none, it isn't this tenant's and carrier's, or it was changed. */
export function openStep<K extends keyof Steps>(
  carrier: Carrier,
  kind: K,
  tenantId: string,
  sealed: string | null | undefined,
  now: Date,
  link: LinkKind = LINK_KINDS.reset,
): Opened<K> | null {
  if (typeof sealed !== 'string' || sealed.length > MAXIMUM_LENGTH[carrier]) return null
  const { purpose, context } = bindingOf(carrier, kind, tenantId, link)
  const text = open(keys(), purpose, sealed, ...context)
  if (text === null) return null
  // A step sealed by another version of the portal may have another shape, and then counts as none.
  const schema = z.object({ sealedAt: z.number() }).and(schemas[kind])
  const found = schema.safeParse(fromFirstRelease(kind, JSON.parse(text)))
  if (!found.success) return null
  const { sealedAt, ...rest } = found.data
  const step = rest as unknown as Steps[K]
  const endsAt = sealedAt + secondsLeft(carrier, kind, step, new Date(sealedAt), link) * 1000
  return { step, sealedAt: new Date(sealedAt), isOver: now.getTime() > endsAt }
}
