import 'server-only'
import type { CallResult } from '../cognito/calls'
import type { ConfirmVerdict } from '../cognito/exceptions'
import type { CognitoFailure } from '../cognito/failure'
import type { Earlier, Held } from '../idempotency/attempts'
import type { Refusal } from '../limits/confirm-limits'
import type { ConfirmOutcome } from '../outcome'

/** What may be said of an attempt, given what else is known of its code. Pure. */

export type Attempted = {
  outcome: ConfirmOutcome
  /** What Cognito answered to this very attempt, or null where it was not asked. */
  result: CallResult | null
  /** How the same code fared before: `done` where it is known to have changed the password. */
  earlier: Pick<Earlier, 'state' | 'at'> | null
}

/** What is known of a code apart from the current attempt. */
export type CodeKnowledge = Pick<Held, 'isLookedUp'> & Pick<Attempted, 'earlier'>

export const usedBefore = (at: Date): ConfirmOutcome => ({ kind: 'unknown', at, why: 'used-before' })

/** The very same request: a double click, or one whose answer was lost. The password is the one that it set. */
export const doneBefore = (at: Date): Attempted => ({
  outcome: { kind: 'done', at },
  result: null,
  earlier: { state: 'done', at },
})

const notLookedUp = (at: Date): ConfirmOutcome => ({ kind: 'unknown', at, why: 'not-looked-up' })

/** Outcomes whose text says that nothing was changed. */
const saysNothingChanged = ({ kind }: ConfirmOutcome) =>
  /^(busy|unavailable|blocked|misconfigured|standby)$/.test(kind)
/** Cognito looks at the password only once it took the code, so an earlier attempt did nothing. */
const isTrueAnyway = ({ kind }: ConfirmOutcome) =>
  /^(done|unknown|password-rejected|password-reused)$/.test(kind)

/**
 * Where an earlier attempt with the code may have worked, it isn't true that "nothing was changed"; where the store
 * could not be asked, one may have.
 *
 * @param at when this attempt was made
 */
export function inViewOf(
  { earlier, isLookedUp }: CodeKnowledge,
  outcome: ConfirmOutcome,
  at: Date,
): ConfirmOutcome {
  if (isTrueAnyway(outcome)) return outcome
  if (earlier !== null) return usedBefore(earlier.at)
  return saysNothingChanged(outcome) && !isLookedUp ? notLookedUp(at) : outcome
}

export type Concluded = Pick<Attempted, 'outcome' | 'earlier'>

/** Cognito did not take the code: it is wrong only where the store knows of no use of it. */
export function rejected({ isLookedUp, earlier }: CodeKnowledge, at: Date): Concluded {
  if (earlier !== null) return { outcome: usedBefore(earlier.at), earlier }
  return {
    outcome: isLookedUp ? { kind: 'code-rejected' } : notLookedUp(at),
    earlier,
  }
}

/**
 * Whether Cognito, or a simultaneous attempt, said that this code does not work, whatever the outcome is called in the
 * end.
 */
export function isRefusal(
  { outcome, result }: Attempted,
  classify: (failure: CognitoFailure) => ConfirmVerdict,
): boolean {
  if (outcome.kind === 'code-rejected') return true
  const verdict = result === null || result.ok ? null : classify(result.failure).kind
  return verdict === 'code-rejected' || verdict === 'too-many-attempts'
}

/** The outcome for Cognito's verdict on an attempt made at this time. */
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

/** The outcome of an attempt that the limits refuse. */
export function heldBackOutcome({ because, retryAt }: Refusal): ConfirmOutcome {
  if (because === 'quota') return { kind: 'busy' }
  if (because === 'store') return { kind: 'unavailable' }
  return { kind: 'too-many-attempts', because, retryAt }
}
