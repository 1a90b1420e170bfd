import 'server-only'
import type { CallResult } from '../cognito/calls'
import { type ConfirmVerdict, classifyConfirm } from '../cognito/exceptions'
import type { Refusal } from '../limits/confirm-limits'
import type { ConfirmOutcome } from '../outcome'
import type { Held } from './confirmation-memory'
import type { Earlier } from './own-confirmations'

/** What may be said of an attempt beside what else is known of its code. Pure. */

export type Attempted = {
  outcome: ConfirmOutcome
  /** What Cognito answered to this very attempt, or null where it was not asked. */
  result: CallResult | null
  /** How the same code fared before: `done` where it is known to have changed the password. */
  earlier: Pick<Earlier, 'state' | 'at'> | null
}

export const usedBefore = (at: Date): ConfirmOutcome => ({ kind: 'unknown', at, why: 'used-before' })

/** Where an earlier attempt with the code may have worked, nothing that says "nothing was changed" is true. */
export function inViewOf(earlier: Attempted['earlier'], outcome: ConfirmOutcome): ConfirmOutcome {
  // Cognito looks at the password only once it took the code, so the earlier attempt did nothing.
  const isTrueAnyway = /^(done|unknown|password-rejected|password-reused)$/.test(outcome.kind)
  return earlier === null || isTrueAnyway ? outcome : usedBefore(earlier.at)
}

export type Concluded = Pick<Attempted, 'outcome' | 'earlier'>

/** Cognito did not take the code: it is wrong only where the store knows of no use of it. */
export function rejected(
  { isLookedUp, earlier }: Pick<Held, 'isLookedUp'> & Pick<Attempted, 'earlier'>,
  at: Date,
): Concluded {
  if (earlier !== null) return { outcome: usedBefore(earlier.at), earlier }
  return {
    outcome: isLookedUp ? { kind: 'code-rejected' } : { kind: 'unknown', at, why: 'not-looked-up' },
    earlier,
  }
}

/** Whether Cognito, or an attempt at the same time, said that this code does not work; whatever that is called in the end. */
export function isRefusal({ outcome, result }: Attempted): boolean {
  if (outcome.kind === 'code-rejected') return true
  const verdict = result === null || result.ok ? null : classifyConfirm(result.failure).kind
  return verdict === 'code-rejected' || verdict === 'too-many-attempts'
}

/** What Cognito's word on an attempt that was made at this time means. */
export function withTimes(verdict: ConfirmVerdict, at: Date): ConfirmOutcome {
  switch (verdict.kind) {
    case 'unknown':
      return { kind: 'unknown', at, why: 'answer-lost' }
    case 'too-many-attempts':
      return { kind: 'too-many-attempts', because: 'user', retryAt: null }
    case 'password-rejected':
      return verdict
    default:
      return { kind: verdict.kind }
  }
}

/** What the limits' refusal means for whoever makes the attempt. */
export function heldBackOutcome({ because, retryAt }: Refusal): ConfirmOutcome {
  if (because === 'flow') return { kind: 'busy' }
  if (because === 'store') return { kind: 'unavailable' }
  return { kind: 'too-many-attempts', because, retryAt }
}
