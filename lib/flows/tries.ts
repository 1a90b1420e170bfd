import 'server-only'
import type { AttemptKeys } from '../idempotency/attempts'
import { refundConfirm, refundWrongCode } from '../limits/confirm-limits'
import type { Counters, Reservation } from '../limits/decision'
import type { ConfirmOutcome } from '../outcome'
import type { FlowServices } from './flow-services'
import { type ReportContext, reportUnmadeAttempt } from './report'
import { type Attempted, doneBefore, usedBefore } from './told-of-a-code'

/** Attempts that cost no try. */

/** A code that Cognito certainly didn't find wrong doesn't use up a try. */
export async function refundTries(
  limits: Counters,
  outcome: ConfirmOutcome['kind'],
  reservation: Reservation,
): Promise<void> {
  if (outcome === 'unavailable' || outcome === 'busy' || outcome === 'standby')
    await refundConfirm(limits, reservation)
  else if (outcome !== 'code-rejected' && outcome !== 'unknown') await refundWrongCode(limits, reservation)
}

type Refused = {
  keys: AttemptKeys
  reservation: Reservation
  /** What this browser's own receipt says of the code. */
  receipt: Attempted['earlier']
  /** How long the store may take, in milliseconds. */
  lookMs: number
}

/** An attempt that the portal refuses itself: its code was not tried, and may have been used before all the same. */
export async function refuse(
  services: FlowServices,
  context: ReportContext,
  { keys, reservation, receipt, lookMs }: Refused,
  outcome: ConfirmOutcome,
): Promise<Attempted> {
  const [known] = await Promise.all([
    services.confirmations.lookUp(keys, lookMs),
    refundWrongCode(services.limits, reservation),
  ])
  const before = known.earlier
  if (before?.state === 'done' && before.request === keys.request) return doneBefore(before.at)
  reportUnmadeAttempt(services, context, 'confirm.refused', outcome.kind)
  const earlier = before ?? receipt
  return { outcome: earlier === null ? outcome : usedBefore(earlier.at), result: null, earlier }
}
