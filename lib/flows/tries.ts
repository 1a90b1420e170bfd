import 'server-only'
import type { AttemptKeys } from '../idempotency/attempts'
import { type Refusal, refundConfirm, refundWrongCode } from '../limits/confirm-limits'
import type { Counters, Reservation } from '../limits/decision'
import type { ConfirmOutcome } from '../outcome'
import { turns } from '../platform/turns'
import type { FlowServices } from './flow-services'
import { type ReportContext, reportUnmadeAttempt } from './report'
import { type Attempted, doneBefore, heldBackOutcome, inViewOf, usedBefore } from './told-of-a-code'

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

/** Rendering the pages of a flood must not delay the attempts that the limits allow. */
const turnOfHeldBack = turns()

type HeldBack = {
  keys: AttemptKeys
  /** What this browser's own receipt says of the code. */
  receipt: Attempted['earlier']
  /** How long the store may take, in milliseconds. */
  lookMs: number
}

/** An attempt that the limits refuse; its code may have been used all the same. */
export async function holdBack(
  services: FlowServices,
  context: ReportContext,
  { keys, receipt, lookMs }: HeldBack,
  refusal: Refusal,
): Promise<Attempted> {
  const known = await services.confirmations.lookUp(keys, lookMs)
  const before = known.earlier
  await turnOfHeldBack()
  if (before?.state === 'done' && before.request === keys.request) return doneBefore(before.at)
  const outcome = heldBackOutcome(refusal)
  reportUnmadeAttempt(services, context, 'confirm.held_back', outcome.kind)
  const earlier = before ?? receipt
  return { outcome: inViewOf({ ...known, earlier }, outcome, new Date()), result: null, earlier }
}

/** An attempt that the portal refuses itself: its code was not tried, and may have been used before all the same. */
export async function refuse(
  services: FlowServices,
  context: ReportContext,
  { keys, reservation, receipt, lookMs }: HeldBack & { reservation: Reservation },
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
