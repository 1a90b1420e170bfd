import 'server-only'
import { type CallResult, confirmForgotPassword } from '../cognito/calls'
import { classifyConfirm } from '../cognito/exceptions'
import { addressTag, usernameTag } from '../crypto/keyed-hash'
import type { AttemptKeys, Held } from '../idempotency/attempts'
import { claim, confirmationKey, lookUp, release, requestKey, settle } from '../idempotency/confirmations'
import { normaliseUsername } from '../input/username-key'
import { addressKey } from '../limits/address-key'
import { type Refusal, refundConfirm, refundWrongCode, takeConfirm } from '../limits/confirm-limits'
import type { Ticket } from '../limits/decision'
import type { ConfirmOutcome } from '../outcome'
import { env } from '../platform/env'
import { log } from '../platform/log'
import { turns } from '../platform/turns'
import { ClientSecretUnreadable, withClientSecrets } from '../tenants/client-secret'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import { callerFacts, clientMetadataOf } from './client-metadata'
import { type ReportContext, report, reportUnsent } from './confirm-report'
import { timed } from './metrics'
import { mintSupportCode } from './support-code'
import {
  type Attempted,
  type CodeKnowledge,
  type Concluded,
  doneBefore,
  heldBackOutcome,
  inViewOf,
  isRefusal,
  rejected,
  usedBefore,
  withTimes,
} from './told-of-a-code'
import { untilNextStep } from './uniform-time'

export type Attempt = { username: string; code: string; password: string }

export type ConfirmAnswer = {
  outcome: ConfirmOutcome
  /** Names this tenant, user and code, for the receipt. */
  attempt: string
  supportCode: string
}

type Context = ReportContext & {
  /** When the person has waited long enough, by `performance.now()`; whatever came before the call took its share. */
  giveUpAt: number
}

/** Less is no time for a call: it would leave the person in doubt where "try again" is the truth. */
const LEAST_CALL_MS = 1_500
/** What everything around the call may take; with the call's own limit the whole stays below ten seconds. */
const AROUND_CALL_MS = 1_500
/** As long as a slow store may take to answer, and still leave the call most of its time. */
const CLAIM_LIMIT_MS = 3_500
/** As long as a slow store may take to answer, or the turn in the quota to come, and still leave the call most of its time. */
const STORE_LIMIT_MS = 4_500
/** How long a code that Cognito refused may be looked up where the time is used up. */
const LEAST_LOOK_MS = 250

/** Drawing the pages of a flood must not keep the attempts that the limits allow from being made in time. */
const turnOfHeldBack = turns()

/** How long the store may take to say what it knows of a code: the call keeps most of the time. */
const lookMs = ({ giveUpAt }: Context) =>
  Math.max(0, Math.min(CLAIM_LIMIT_MS, giveUpAt - performance.now() - LEAST_CALL_MS))

function call(
  { tenant, caller, giveUpAt }: Context,
  { username, code, password }: Attempt,
): Promise<CallResult> {
  return withClientSecrets(tenant, (secrets) =>
    timed('ConfirmForgotPassword', tenant.slug, () =>
      confirmForgotPassword(
        {
          tenantId: tenant.id,
          appClient: tenant.cognito,
          secrets,
          username,
          address: caller.address,
          contextData: caller.contextData,
          clientMetadata: clientMetadataOf(tenant, caller, callerFacts(caller)),
          ...(caller.passedOn && { passedOn: caller.passedOn }),
        },
        { code, password },
        giveUpAt - performance.now(),
      ),
    ),
  )
}

/** A code that was certainly not found wrong costs the person none of the tries for it. */
async function giveBack(outcome: ConfirmOutcome['kind'], ticket: Ticket): Promise<void> {
  if (outcome === 'unavailable' || outcome === 'busy') await refundConfirm(ticket)
  else if (outcome !== 'code-rejected' && outcome !== 'unknown') await refundWrongCode(ticket)
}

/** Tells everybody how the attempt ended, and the person what that means beside what else is known of the code. */
async function conclude(
  { giveUpAt }: Context,
  held: Held,
  { earlier, isLookedUp }: CodeKnowledge,
  outcome: ConfirmOutcome,
  at: Date,
): Promise<Concluded> {
  if (outcome.kind === 'done' || outcome.kind === 'unknown') {
    await settle(held, outcome.kind, outcome.at)
    return { outcome, earlier }
  }
  if (outcome.kind !== 'code-rejected') {
    await release(held)
    return { outcome: inViewOf({ earlier, isLookedUp }, outcome, at), earlier }
  }
  const known = await settle(held, 'rejected', at, Math.max(giveUpAt - performance.now(), LEAST_LOOK_MS))
  return rejected({ ...known, earlier: known.earlier ?? earlier }, at)
}

/** One attempt that nobody else is making at this moment. `known`: how the same code fared before. */
async function callAlone(
  context: Context,
  attempt: Attempt,
  held: Held,
  ticket: Ticket,
  known: CodeKnowledge,
): Promise<Attempted> {
  const { tenant, giveUpAt } = context
  const notAsked = async (event: 'confirm.held_back' | 'confirm.refused', outcome: ConfirmOutcome) => {
    reportUnsent(context, event, outcome.kind)
    await release(held)
    return { outcome: inViewOf(known, outcome, new Date()), result: null, earlier: known.earlier }
  }
  const hasTime = () =>
    giveUpAt - performance.now() >= Math.min(LEAST_CALL_MS, env().REKEY_CONFIRM_DEADLINE_MS)
  if (!hasTime()) {
    await refundConfirm(ticket)
    return notAsked('confirm.held_back', { kind: 'busy' })
  }
  const at = new Date()
  let result: CallResult
  try {
    result = await call(context, attempt)
  } catch (error) {
    // Only what comes before the call can throw: the client secret couldn't be had, so nothing was sent.
    const kind = error instanceof ClientSecretUnreadable ? 'misconfigured' : 'unavailable'
    const { supportCode } = context
    const name = error instanceof Error ? error.name : 'unknown'
    log.error('confirm.failed', { tenant: tenant.slug, outcome: kind, error: name, supportCode })
    await refundConfirm(ticket)
    return notAsked('confirm.refused', { kind })
  }
  const outcome: ConfirmOutcome = result.ok
    ? { kind: 'done', at: new Date() }
    : withTimes(classifyConfirm(result.failure), at)
  const [concluded] = await Promise.all([
    conclude(context, held, known, outcome, at),
    giveBack(outcome.kind, ticket),
  ])
  // Only now: nobody waits for the audit, and the embedded database does one thing after the other.
  report(context, outcome.kind, result)
  return { ...concluded, result }
}

async function decide(
  context: Context,
  attempt: Attempt,
  key: string,
  receiptAt: Date | null,
): Promise<Attempted> {
  const { tenant, tags } = context
  const receipt = receiptAt === null ? null : { state: 'unknown' as const, at: receiptAt }
  const source = { tenantId: tenant.id, userTag: tags.user, addressTag: tags.address }
  const keys = { tenantId: tenant.id, key, request: requestKey(tenant.id, tenant.cognito.clientId, attempt) }
  const permit = await takeConfirm(source, STORE_LIMIT_MS)
  return permit.allowed
    ? spend(context, attempt, keys, permit.ticket, receipt)
    : holdBack(context, keys, permit, receipt)
}

/** An attempt that the limits refuse: its code may have been used all the same. */
async function holdBack(
  context: Context,
  keys: AttemptKeys,
  refusal: Refusal,
  receipt: Attempted['earlier'],
): Promise<Attempted> {
  const known = await lookUp(keys, lookMs(context))
  const before = known.earlier
  await turnOfHeldBack()
  if (before?.state === 'done' && before.request === keys.request) return doneBefore(before.at)
  const outcome = heldBackOutcome(refusal)
  reportUnsent(context, 'confirm.held_back', outcome.kind)
  const earlier = before ?? receipt
  return { outcome: inViewOf({ ...known, earlier }, outcome, new Date()), result: null, earlier }
}

/** An attempt that the limits allow: what is known of its code decides whether it is made. */
async function spend(
  context: Context,
  attempt: Attempt,
  keys: AttemptKeys,
  ticket: Ticket,
  receipt: Attempted['earlier'],
): Promise<Attempted> {
  const claimed = await claim(keys, lookMs(context))
  const before = claimed.kind === 'settled' ? claimed : claimed.earlier
  if (before?.state === 'done' && before.request === keys.request) {
    await Promise.all([claimed.kind === 'mine' && release(claimed), refundConfirm(ticket)])
    return doneBefore(before.at)
  }
  if (claimed.kind === 'mine') {
    const { isLookedUp, earlier } = claimed
    return callAlone(context, attempt, claimed, ticket, { isLookedUp, earlier: earlier ?? receipt })
  }
  // Another request sent the code while this one waited, and its fate is theirs.
  await refundConfirm(ticket)
  const { state, at } = claimed
  if (state === 'rejected') return { ...rejected(claimed, at), result: null }
  return { outcome: usedBefore(at), result: null, earlier: { state, at } }
}

/** `confirmReset` for an attempt that was found well-formed, with what Cognito itself answered: for pages and clients. */
export async function spendCode(
  tenant: Tenant,
  attempt: Attempt,
  caller: Caller,
  receiptAt: (attempt: string) => Date | null,
): Promise<ConfirmAnswer & Attempted> {
  const start = performance.now()
  const supportCode = mintSupportCode()
  const name = confirmationKey(tenant.id, normaliseUsername(attempt.username), attempt.code)

  const tags = {
    user: usernameTag(tenant.id, normaliseUsername(attempt.username)),
    address: addressTag(tenant.id, addressKey(caller.address)),
  }
  const giveUpAt = start + env().REKEY_CONFIRM_DEADLINE_MS + AROUND_CALL_MS
  const context = { tenant, caller, tags, supportCode, giveUpAt }
  const attempted = await decide(context, attempt, name, receiptAt(name))
  // How long a refusal took would tell a known account from an unknown one.
  if (isRefusal(attempted)) await untilNextStep(start)
  return { ...attempted, attempt: name, supportCode }
}
