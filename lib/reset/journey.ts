import 'server-only'
import { z } from 'zod'
import { open, seal } from '../crypto/seal'

/**
 * What travels with a person from page to page, sealed with the tenant as associated data: a cookie of one tenant
 * opens at no other, and nothing in it can be read or changed by whoever holds it.
 */

/** From `/forgot` to `/sent`: whom the mail was asked for, and when another one may be. */
const AskSchema = z.object({
  username: z.string(),
  nextAskAt: z.coerce.date(),
  returnTo: z.string().nullable(),
})
export type Ask = z.output<typeof AskSchema>

/** From the link to `/reset`: the code and whose it is. `null` is a part that was lost on the way. */
const ArrivalSchema = z.object({
  username: z.string().nullable(),
  /** A name that may have been damaged, for the person to check. */
  suggestion: z.string().nullable(),
  code: z.string().nullable(),
  /** When the mail was written, where its link says so. */
  sentAt: z.coerce.date().optional(),
  /** Whether the person was told to type the code: then nothing was lost on the way. */
  isByHand: z.boolean().optional(),
})
export type Arrival = z.output<typeof ArrivalSchema>

/** From a code that nobody could look up to `/unknown`: what was typed, to be corrected there. */
const RetrySchema = z.object({ username: z.string(), code: z.string() })
export type Retry = z.output<typeof RetrySchema>

/** From a link that is no use to `/link-problem`: what the matter is, and what is needed for the way on. */
const ProblemSchema = z.object({
  kind: z.enum(['expired', 'changed', 'foreign', 'replaced']),
  username: z.string().nullable(),
  /** When the newer mail was asked for. */
  newerAt: z.coerce.date().nullable(),
  /** The tenant whose link it is. */
  owner: z.object({ slug: z.string(), name: z.string() }).nullable(),
})
export type Problem = z.output<typeof ProblemSchema>

/** What became of a code in this browser, so that a later "rejected" can be told truthfully. */
const ReceiptSchema = z.object({
  kind: z.enum(['done', 'unknown']),
  at: z.coerce.date(),
  attempt: z.string(),
  /** Why nobody knows; null where the password was changed. */
  why: z.enum(['answer-lost', 'used-before', 'not-looked-up']).nullable(),
  supportCode: z.string().nullable(),
  returnTo: z.string().nullable(),
})
export type Receipt = z.output<typeof ReceiptSchema>

const kinds = {
  ask: { cookie: 'rekey_ask', page: '', maxAgeSeconds: 3600, schema: AskSchema },
  arrival: { cookie: 'rekey_link', page: '/reset', maxAgeSeconds: 15 * 60, schema: ArrivalSchema },
  retry: { cookie: 'rekey_retry', page: '/unknown', maxAgeSeconds: 15 * 60, schema: RetrySchema },
  problem: { cookie: 'rekey_problem', page: '/link-problem', maxAgeSeconds: 15 * 60, schema: ProblemSchema },
  receipt: { cookie: 'rekey_receipt', page: '', maxAgeSeconds: 15 * 60, schema: ReceiptSchema },
  // Of its own, so that the tab that lost a race doesn't take the receipt from the one that won.
  doubt: { cookie: 'rekey_doubt', page: '', maxAgeSeconds: 15 * 60, schema: ReceiptSchema },
} as const

export type Steps = {
  ask: Ask
  arrival: Arrival
  retry: Retry
  problem: Problem
  receipt: Receipt
  doubt: Receipt
}

/** Cookie name, the page it is scoped to, and how long it lives. */
export const journeyCookie = (kind: keyof Steps) => kinds[kind]

/** Longest value that fits a cookie with its attributes (RFC 6265 §6.1: 4096 bytes). */
const MAXIMUM_SEALED_LENGTH = 3800

/** Seals a step of the journey, or gives null where it would not fit into a cookie. */
export function sealStep(kind: keyof Steps, tenantId: string, step: Steps[keyof Steps]): string | null {
  const sealed = seal(`journey/${kind}`, JSON.stringify({ ...step, sealedAt: Date.now() }), tenantId)
  return sealed.length <= MAXIMUM_SEALED_LENGTH ? sealed : null
}

/** Opens a step; null where there is none, where it isn't this tenant's, was changed, or is too old. */
export function openStep<K extends keyof Steps>(
  kind: K,
  tenantId: string,
  sealed: string | undefined,
): Steps[K] | null {
  if (sealed === undefined) return null
  const text = open(`journey/${kind}`, sealed, tenantId)
  if (text === null) return null
  const { maxAgeSeconds, schema } = kinds[kind]
  // A step that another version of the portal sealed may have another shape: then it is none.
  const step = z.object({ sealedAt: z.number() }).and(schema).safeParse(JSON.parse(text))
  if (!step.success || Date.now() - step.data.sealedAt > maxAgeSeconds * 1000) return null
  return step.data as unknown as Steps[K]
}
