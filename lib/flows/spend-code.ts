import 'server-only'
import type { CallResult, Subject } from '../cognito/calls'
import type { AttemptKeys, Bid, Confirmations, Held } from '../idempotency/attempts'
import { idempotencyKey, requestKey } from '../idempotency/confirmations'
import { normaliseUsername } from '../input/username-key'
import { refundConfirm, takeConfirm } from '../limits/confirm-limits'
import type { Reservation } from '../limits/decision'
import type { ConfirmOutcome } from '../outcome'
import { env } from '../platform/env'
import { isReplicated, type Tenant } from '../tenants/tenant'
import { callCognito, outcomeOfUnmade } from './call'
import type { Caller } from './caller'
import { callerFacts } from './client-metadata'
import type { Attempt, Flow } from './flow'
import type { FlowServices } from './flow-services'
import { logUnmade, type ReportContext, reportAttempt, reportUnmadeAttempt } from './report'
import { mintSupportCode } from './support-code'
import { sourceOf, tagsOf } from './tags'
import {
  type Attempted,
  type CodeKnowledge,
  type Concluded,
  doneBefore,
  inViewOf,
  isRefusal,
  rejected,
  usedBefore,
  withTimes,
} from './told-of-a-code'
import { holdBack, refundTries, refuse } from './tries'
import { untilNextStep } from './uniform-time'

export type ConfirmAnswer = {
  outcome: ConfirmOutcome
  /** Names this tenant, user and code, for the receipt. */
  attempt: string
  supportCode: string
}

/** An attempt of a flow, with what is needed of the flow to make it. */
type Making = {
  operation: string
  /** The portal's own refusal, or null. */
  screen: (limitMs: number) => Promise<ConfirmOutcome | null>
  send: (subject: Subject, limitMs: number) => Promise<CallResult>
  classify: Parameters<typeof isRefusal>[1]
  username: string
  decided: Record<string, string>
}

type Context = ReportContext & {
  making: Making
  /** When the person has waited long enough, by `performance.now()`; the time before the call is included. */
  giveUpAt: number
}

/** With less time left than this, no call is made: it would leave the person in doubt where "try again" is true. */
const LEAST_CALL_MS = 1_500
/** What everything around the call may take; with the call's own limit the whole stays below ten seconds. */
const AROUND_CALL_MS = 1_500
/** How long a slow store may take to answer and still leave the call most of its time. */
const CLAIM_LIMIT_MS = 3_500
/** How long a slow store or a turn in the quota may take and still leave the call most of its time. */
const STORE_LIMIT_MS = 4_500
/** How long the look-up of a refused code may take where the time is used up. */
const LEAST_LOOK_MS = 250

/** How long the store may take to say what it knows of a code: the call keeps most of the time. */
const lookMs = ({ giveUpAt }: Context) =>
  Math.max(0, Math.min(CLAIM_LIMIT_MS, giveUpAt - performance.now() - LEAST_CALL_MS))

function call(services: FlowServices, { making, tenant, caller, giveUpAt }: Context): Promise<CallResult> {
  const msLeft = () => giveUpAt - performance.now()
  return callCognito(services, { ...making, tenant, caller, facts: callerFacts(caller), msLeft })
}

/** Settles or releases the claim, and returns what the outcome means given what else is known of the code. */
async function conclude(
  confirmations: Confirmations,
  { giveUpAt }: Context,
  held: Held,
  { earlier, isLookedUp }: CodeKnowledge,
  outcome: ConfirmOutcome,
  at: Date,
): Promise<Concluded> {
  if (outcome.kind === 'done' || outcome.kind === 'unknown') {
    await confirmations.settle(held, outcome.kind, outcome.at)
    return { outcome, earlier }
  }
  if (outcome.kind !== 'code-rejected') {
    await confirmations.release(held)
    return { outcome: inViewOf({ earlier, isLookedUp }, outcome, at), earlier }
  }
  const known = await confirmations.settle(
    held,
    'rejected',
    at,
    Math.max(giveUpAt - performance.now(), LEAST_LOOK_MS),
  )
  return rejected({ ...known, earlier: known.earlier ?? earlier }, at)
}

/** One attempt that nobody else is making at this moment. `known`: how the same code fared before. */
async function callAlone(
  services: FlowServices,
  context: Context,
  held: Held,
  reservation: Reservation,
  known: CodeKnowledge,
): Promise<Attempted> {
  const { confirmations, limits } = services
  const { making, giveUpAt } = context
  const notAsked = async (event: 'confirm.held_back' | 'confirm.refused', outcome: ConfirmOutcome) => {
    reportUnmadeAttempt(services, context, event, outcome.kind)
    await confirmations.release(held)
    return { outcome: inViewOf(known, outcome, new Date()), result: null, earlier: known.earlier }
  }
  const hasTime = () =>
    giveUpAt - performance.now() >= Math.min(LEAST_CALL_MS, env().REKEY_CONFIRM_DEADLINE_MS)
  if (!hasTime()) {
    await refundConfirm(limits, reservation)
    return notAsked('confirm.held_back', { kind: 'busy' })
  }
  const at = new Date()
  let result: CallResult
  try {
    result = await call(services, context)
  } catch (error) {
    const kind = outcomeOfUnmade(error)
    logUnmade(context, 'confirm.failed', kind, error)
    await refundConfirm(limits, reservation)
    return notAsked('confirm.refused', { kind })
  }
  const outcome: ConfirmOutcome = result.ok
    ? { kind: 'done', at: new Date() }
    : withTimes(making.classify(result.failure), at)
  const [concluded] = await Promise.all([
    conclude(confirmations, context, held, known, outcome, at),
    refundTries(limits, outcome.kind, reservation),
  ])
  // Only now: nobody waits for the audit, and the embedded database runs one statement at a time.
  reportAttempt(services, context, making.operation, outcome.kind, result)
  return { ...concluded, result }
}

async function decide(
  services: FlowServices,
  context: Context,
  keys: AttemptKeys,
  receiptAt: Date | null,
): Promise<Attempted> {
  const receipt = receiptAt === null ? null : { state: 'unknown' as const, at: receiptAt }
  const bid = services.confirmations.bid(keys)
  const decision = await takeConfirm(services.limits, sourceOf(context), STORE_LIMIT_MS, bid?.rider)
  if (!decision.allowed) {
    await bid?.withdraw()
    return holdBack(services, context, { keys, receipt, lookMs: lookMs(context) }, decision)
  }
  const { reservation } = decision
  bid?.passed(decision.rider)
  const refusal = await context.making.screen(context.giveUpAt - performance.now() - LEAST_CALL_MS)
  if (refusal === null) return spend(services, context, keys, bid, reservation, receipt)
  await bid?.withdraw()
  return refuse(services, context, { keys, reservation, receipt, lookMs: lookMs(context) }, refusal)
}

/** An attempt that the limits allow; what is known of its code decides whether it is made. */
async function spend(
  services: FlowServices,
  context: Context,
  keys: AttemptKeys,
  bid: Bid | null,
  reservation: Reservation,
  receipt: Attempted['earlier'],
): Promise<Attempted> {
  const { confirmations, limits } = services
  const claimed = await confirmations.claim(keys, lookMs(context), bid)
  const before = claimed.kind === 'settled' ? claimed : claimed.earlier
  if (before?.state === 'done' && before.request === keys.request) {
    await Promise.all([
      claimed.kind === 'mine' && confirmations.release(claimed),
      refundConfirm(limits, reservation),
    ])
    return doneBefore(before.at)
  }
  if (claimed.kind === 'mine') {
    const { isLookedUp, earlier } = claimed
    return callAlone(services, context, claimed, reservation, { isLookedUp, earlier: earlier ?? receipt })
  }
  // Another request sent the code while this one waited, and its outcome holds for both.
  await refundConfirm(limits, reservation)
  const { state, at } = claimed
  if (state === 'rejected') return { ...rejected(claimed, at), result: null }
  return { outcome: usedBefore(at), result: null, earlier: { state, at } }
}

/**
 * Uses a mailed code, once, and returns what is known to have happened, with Cognito's own answer. Never throws.
 *
 * @param attempt one that was found well-formed
 * @param receiptAt when the same code was used, by this browser's own receipt; else null
 */
export async function spendCode<A extends Attempt>(
  services: FlowServices,
  { kind: flow, confirm }: Pick<Flow<A>, 'kind' | 'confirm'>,
  tenant: Tenant,
  attempt: A,
  caller: Caller,
  receiptAt: (attempt: string) => Date | null,
): Promise<ConfirmAnswer & Attempted> {
  const start = performance.now()
  const supportCode = mintSupportCode()
  const { username, code } = attempt
  const key = idempotencyKey(flow, tenant.id, normaliseUsername(username), code)
  const tags = tagsOf(tenant, username, caller)
  const giveUpAt = start + env().REKEY_CONFIRM_DEADLINE_MS + AROUND_CALL_MS
  const classify: Parameters<typeof isRefusal>[1] = (failure) =>
    confirm.classify(failure, isReplicated(tenant))
  const send = (subject: Subject, limitMs: number) =>
    confirm.send(services.regions, subject, attempt, limitMs)
  const screen = async (limitMs: number): Promise<ConfirmOutcome | null> => {
    if (services.replicas.isStandby(tenant)) return { kind: 'standby' }
    return (await confirm.screen?.(services.metrics, tenant, attempt, limitMs)) ?? null
  }
  const decided = confirm.decided?.(tenant, attempt) ?? {}
  const making = { operation: confirm.operation, screen, send, classify, username, decided }
  const context = { flow, tenant, caller, tags, supportCode, giveUpAt, making }
  const request = requestKey(flow, tenant.id, tenant.cognito.clientId, confirm.identity(attempt))
  const attempted = await decide(services, context, { tenantId: tenant.id, key, request }, receiptAt(key))
  // How long a refusal took would tell a known account from an unknown one.
  if (isRefusal(attempted, classify)) await untilNextStep(start)
  return { ...attempted, attempt: key, supportCode }
}
