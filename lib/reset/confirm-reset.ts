import 'server-only'
import { record } from '../audit/record'
import { type CallResult, confirmForgotPassword } from '../cognito/calls'
import { type ConfirmVerdict, classifyConfirm } from '../cognito/exceptions'
import { addressTag, usernameTag } from '../crypto/keyed-hash'
import { addressKey } from '../limits/address-key'
import { type ConfirmTicket, giveBackConfirm, giveBackWrongCode, takeConfirm } from '../limits/confirm-limits'
import { takeFlow } from '../limits/tenant-flow'
import { normaliseUsername } from '../limits/username-key'
import { log } from '../log'
import type { ConfirmOutcome } from '../outcome'
import { impossiblePassword } from '../request/password-entry'
import { canBeUsername } from '../request/username-entry'
import { ClientSecretUnreadable, withClientSecrets } from '../tenants/client-secret'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import { clientMetadataOf } from './client-metadata'
import { claim, confirmationKey, release, settle } from './confirmations'
import { mintSupportCode } from './support-code'

export type Attempt = { username: string; code: string; password: string }

export type ConfirmAnswer = {
  outcome: ConfirmOutcome
  /** Names this tenant, user and code, for the receipt. */
  attempt: string
  /** Whether `unknown` comes from an earlier use of the same code rather than from this call. */
  isEarlier: boolean
  supportCode: string
}

type Context = {
  tenant: Tenant
  caller: Caller
  tags: { user: string; address: string }
  supportCode: string
}

function report(
  { tenant, caller, tags, supportCode }: Context,
  outcome: ConfirmOutcome['kind'],
  result: CallResult,
) {
  const failure = result.ok ? null : result.failure
  const requestId = result.ok ? result.requestId : result.failure.requestId
  const fields = {
    tenant: tenant.slug,
    outcome,
    error: failure?.name,
    network: failure?.code,
    status: failure?.status,
    requestId,
    supportCode,
  }
  if (outcome === 'misconfigured' || outcome === 'blocked' || outcome === 'unknown')
    log.error('cognito.confirm_forgot_password', fields)
  else if (failure !== null) log.warn('cognito.confirm_forgot_password', fields)
  record({
    event:
      outcome === 'done' ? 'confirm.done' : outcome === 'unknown' ? 'confirm.in_doubt' : 'confirm.refused',
    tenantId: tenant.id,
    usernameTag: tags.user,
    address: caller.address,
    outcome,
    details: failure === null ? {} : { error: failure.name },
    supportCode,
    cognitoRequestId: requestId,
    brandRevision: tenant.revision,
    locale: caller.locale,
  })
}

async function call({ tenant, caller }: Context, { username, code, password }: Attempt): Promise<CallResult> {
  return withClientSecrets(tenant, (secrets) =>
    confirmForgotPassword(
      {
        tenantId: tenant.id,
        appClient: tenant.cognito,
        secrets,
        username,
        address: caller.address,
        contextData: caller.contextData,
        clientMetadata: clientMetadataOf(tenant, caller.locale),
      },
      { code, password },
    ),
  )
}

function withTimes(verdict: ConfirmVerdict, at: Date): ConfirmOutcome {
  switch (verdict.kind) {
    case 'unknown':
      return { kind: 'unknown', at }
    case 'too-many-attempts':
      return { kind: 'too-many-attempts', retryAt: null }
    case 'password-rejected':
      return verdict
    default:
      return { kind: verdict.kind }
  }
}

/** A code that was not found wrong costs the person none of the tries for it. */
async function giveBack(outcome: ConfirmOutcome['kind'], ticket: ConfirmTicket): Promise<void> {
  if (outcome === 'unavailable' || outcome === 'busy') await giveBackConfirm(ticket)
  else if (outcome !== 'code-rejected') await giveBackWrongCode(ticket)
}

/** One attempt that nobody else is making at this moment. `earlierAt`: when the same code may have worked before. */
async function callAlone(
  context: Context,
  attempt: Attempt,
  name: string,
  earlierAt: Date | null,
): Promise<{ outcome: ConfirmOutcome; isEarlier: boolean }> {
  const { tenant, tags } = context
  const permit = await takeConfirm(tenant.id, tags.user, tags.address)
  if (!permit.allowed) {
    await release(name)
    return { outcome: { kind: 'too-many-attempts', retryAt: permit.retryAt }, isEarlier: false }
  }
  if (!(await takeFlow(tenant.id))) {
    await Promise.all([release(name), giveBackConfirm(permit.ticket)])
    return { outcome: { kind: 'busy' }, isEarlier: false }
  }
  const at = new Date()
  const result = await call(context, attempt)
  const outcome: ConfirmOutcome = result.ok
    ? { kind: 'done', at: new Date() }
    : withTimes(classifyConfirm(result.failure), at)
  report(context, outcome.kind, result)
  await giveBack(outcome.kind, permit.ticket)

  if (outcome.kind === 'done' || outcome.kind === 'unknown') {
    await settle(tenant.id, name, outcome.kind, outcome.at)
    return { outcome, isEarlier: false }
  }
  if (outcome.kind !== 'code-rejected') {
    await release(name)
    return { outcome, isEarlier: false }
  }
  await settle(tenant.id, name, 'rejected', at)
  // The same code may have changed the password before: "wrong" would be a lie, and so would "changed".
  return earlierAt === null
    ? { outcome, isEarlier: false }
    : { outcome: { kind: 'unknown', at: earlierAt }, isEarlier: true }
}

async function decide(
  context: Context,
  attempt: Attempt,
  name: string,
  receiptAt: Date | null,
): Promise<{ outcome: ConfirmOutcome; isEarlier: boolean }> {
  const claimed = await claim(context.tenant.id, name)
  if (claimed.kind !== 'settled') {
    return callAlone(context, attempt, name, claimed.kind === 'earlier' ? claimed.at : receiptAt)
  }
  // Somebody sent the very same code at the same time: a double click, or two tabs. Its fate is theirs.
  if (claimed.state === 'rejected') return { outcome: { kind: 'code-rejected' }, isEarlier: false }
  return { outcome: { kind: 'unknown', at: claimed.at }, isEarlier: true }
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
  const supportCode = mintSupportCode()
  const name = confirmationKey(tenant.id, normaliseUsername(attempt.username), attempt.code)
  const answer = (outcome: ConfirmOutcome, isEarlier = false): ConfirmAnswer => ({
    outcome,
    attempt: name,
    isEarlier,
    supportCode,
  })

  const rule = impossiblePassword(attempt.password)
  if (rule !== null) return answer({ kind: 'password-rejected', rule })
  if (!canBeUsername(attempt.username)) return answer({ kind: 'code-rejected' })

  const tags = {
    user: usernameTag(tenant.id, normaliseUsername(attempt.username)),
    address: addressTag(tenant.id, addressKey(caller.address)),
  }
  const context = { tenant, caller, tags, supportCode }
  try {
    const { outcome, isEarlier } = await decide(context, attempt, name, receiptAt(name))
    return answer(outcome, isEarlier)
  } catch (error) {
    // Only what comes before the call can throw: the client secret couldn't be had, so nothing was sent.
    const kind = error instanceof ClientSecretUnreadable ? 'misconfigured' : 'unavailable'
    log.error('confirm.failed', {
      tenant: tenant.slug,
      outcome: kind,
      error: error instanceof Error ? error.name : 'unknown',
      supportCode,
    })
    await release(name)
    return answer({ kind })
  }
}
