import 'server-only'
import { type CallResult, confirmForgotPassword } from '../cognito/calls'
import { type ConfirmVerdict, classifyConfirm } from '../cognito/exceptions'
import { addressTag, usernameTag } from '../crypto/keyed-hash'
import { env } from '../env'
import { addressKey } from '../limits/address-key'
import { type ConfirmDecision, refundConfirm, refundWrongCode, takeConfirm } from '../limits/confirm-limits'
import type { Ticket } from '../limits/decision'
import { normaliseUsername } from '../limits/username-key'
import { log } from '../log'
import { timed } from '../metrics/reset-metrics'
import type { ConfirmOutcome } from '../outcome'
import { impossiblePassword } from '../request/password-entry'
import { canBeUsername } from '../request/username-entry'
import { ClientSecretUnreadable, withClientSecrets } from '../tenants/client-secret'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import { callerFacts, clientMetadataOf } from './client-metadata'
import { type ReportContext, report, reportUnsent } from './confirm-report'
import { claim, confirmationKey, release, settle } from './confirmations'
import { mintSupportCode } from './support-code'
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

/** As long as a slow store may take to answer, or the turn in the quota to come, and still leave the call most of its time. */
const STORE_LIMIT_MS = 4_500

/** What the limits' refusal means for whoever makes the attempt. */
function heldBackOutcome({ because, retryAt }: Extract<ConfirmDecision, { allowed: false }>): ConfirmOutcome {
  if (because === 'limit') return { kind: 'too-many-attempts', retryAt }
  return { kind: because === 'flow' ? 'busy' : 'unavailable' }
}

/** What it means that a call could not even be made. */
const unsentKind = (error: unknown) =>
  error instanceof ClientSecretUnreadable ? ('misconfigured' as const) : ('unavailable' as const)

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

function withTimes(verdict: ConfirmVerdict, at: Date): ConfirmOutcome {
  switch (verdict.kind) {
    case 'unknown':
      return { kind: 'unknown', at, why: 'answer-lost' }
    case 'too-many-attempts':
      return { kind: 'too-many-attempts', retryAt: null }
    case 'password-rejected':
      return verdict
    default:
      return { kind: verdict.kind }
  }
}

/** A code that was certainly not found wrong costs the person none of the tries for it. */
async function giveBack(outcome: ConfirmOutcome['kind'], ticket: Ticket): Promise<void> {
  if (outcome === 'unavailable' || outcome === 'busy') await refundConfirm(ticket)
  else if (outcome !== 'code-rejected' && outcome !== 'unknown') await refundWrongCode(ticket)
}

/** How the same code fared before: `done` where it is known to have changed the password. */
type Earlier = { state: 'done' | 'unknown'; at: Date }

type Attempted = {
  outcome: ConfirmOutcome
  /** What Cognito answered to this very attempt, or null where it was not asked. */
  result: CallResult | null
  earlier: Earlier | null
}

/** How the attempt with this code ended, for whoever sends it next. */
async function conclude(name: string, tenantId: string, outcome: ConfirmOutcome, at: Date): Promise<void> {
  if (outcome.kind === 'done' || outcome.kind === 'unknown')
    await settle(tenantId, name, outcome.kind, outcome.at)
  else if (outcome.kind === 'code-rejected') await settle(tenantId, name, 'rejected', at)
  else await release(name)
}

/** One attempt that nobody else is making at this moment. `earlier`: how the same code fared before. */
async function callAlone(
  context: Context,
  attempt: Attempt,
  name: string,
  permit: ConfirmDecision,
  earlier: Earlier | null,
): Promise<Attempted> {
  const { tenant } = context
  const notAsked = { result: null, earlier }
  if (!permit.allowed) {
    await release(name)
    const outcome = heldBackOutcome(permit)
    reportUnsent(context, 'confirm.held_back', outcome.kind)
    return { ...notAsked, outcome }
  }
  const hasTime = () =>
    context.giveUpAt - performance.now() >= Math.min(LEAST_CALL_MS, env().REKEY_CONFIRM_DEADLINE_MS)
  if (!hasTime()) {
    reportUnsent(context, 'confirm.held_back', 'busy')
    await Promise.all([release(name), refundConfirm(permit.ticket)])
    return { ...notAsked, outcome: { kind: 'busy' } }
  }
  const at = new Date()
  const result = await call(context, attempt).catch(async (error: unknown) => {
    // Without the client secret nothing was sent.
    reportUnsent(context, 'confirm.refused', unsentKind(error))
    await refundConfirm(permit.ticket)
    throw error
  })
  const outcome: ConfirmOutcome = result.ok
    ? { kind: 'done', at: new Date() }
    : withTimes(classifyConfirm(result.failure), at)
  await Promise.all([conclude(name, tenant.id, outcome, at), giveBack(outcome.kind, permit.ticket)])
  // Only now: nobody waits for the audit, and the embedded database does one thing after the other.
  report(context, outcome.kind, result)
  // The same code may have changed the password before: "wrong" would be a lie, and so would "changed".
  return outcome.kind === 'code-rejected' && earlier !== null
    ? { outcome: { kind: 'unknown', at: earlier.at, why: 'used-before' }, result, earlier }
    : { outcome, result, earlier }
}

async function decide(
  context: Context,
  attempt: Attempt,
  name: string,
  receiptAt: Date | null,
): Promise<Attempted> {
  const { tenant, tags } = context
  const [claimed, permit] = await Promise.all([
    claim(tenant.id, name),
    takeConfirm({ tenantId: tenant.id, userTag: tags.user, addressTag: tags.address }, STORE_LIMIT_MS),
  ])
  if (claimed.kind !== 'settled') {
    const receipt: Earlier | null = receiptAt === null ? null : { state: 'unknown', at: receiptAt }
    return callAlone(context, attempt, name, permit, claimed.kind === 'earlier' ? claimed : receipt)
  }
  // Somebody sent the very same code at the same time: a double click, or two tabs. Its fate is theirs.
  if (permit.allowed) await refundConfirm(permit.ticket)
  const notAsked = { result: null, earlier: null }
  if (claimed.state === 'rejected') return { ...notAsked, outcome: { kind: 'code-rejected' } }
  return { ...notAsked, outcome: { kind: 'unknown', at: claimed.at, why: 'used-before' } }
}

/**
 * Sets a new password with a mailed code, once, and says what is known to have happened.
 *
 * @param attempt the user name without outer white space, the code as `readCode` gave it, the password untouched
 * @param receiptAt when this browser's own receipt says that the same code was used, else null
 */
export async function confirmReset(
  tenant: Tenant,
  attempt: Attempt,
  caller: Caller,
  receiptAt: (attempt: string) => Date | null,
): Promise<ConfirmAnswer> {
  const start = performance.now()
  const refused = async (outcome: ConfirmOutcome): Promise<ConfirmAnswer> => {
    if (outcome.kind === 'code-rejected') await untilNextStep(start)
    const name = confirmationKey(tenant.id, normaliseUsername(attempt.username), attempt.code)
    return { outcome, attempt: name, supportCode: mintSupportCode() }
  }
  const rule = impossiblePassword(attempt.password)
  if (rule !== null) return refused({ kind: 'password-rejected', rule })
  if (!canBeUsername(attempt.username)) return refused({ kind: 'code-rejected' })
  return spendCode(tenant, attempt, caller, receiptAt)
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
  try {
    const attempted = await decide(context, attempt, name, receiptAt(name))
    // How long a refusal took would tell a known account from an unknown one.
    if (attempted.outcome.kind === 'code-rejected') await untilNextStep(start)
    return { ...attempted, attempt: name, supportCode }
  } catch (error) {
    // Only what comes before the call can throw: the client secret couldn't be had, so nothing was sent.
    const kind = unsentKind(error)
    log.error('confirm.failed', {
      tenant: tenant.slug,
      outcome: kind,
      error: error instanceof Error ? error.name : 'unknown',
      supportCode,
    })
    await release(name)
    return { outcome: { kind }, result: null, earlier: null, attempt: name, supportCode }
  }
}
