import 'server-only'
import { record } from '../audit/record'
import { type CallResult, forgotPassword } from '../cognito/calls'
import {
  classifyRequest,
  isRefusedForState,
  mayHaveMadeCode,
  type RequestVerdict,
} from '../cognito/exceptions'
import { addressTag, usernameTag } from '../crypto/keyed-hash'
import { addressKey } from '../limits/address-key'
import { giveBackAsk, noteIssued, takeAsk } from '../limits/ask-limits'
import { takeFlow } from '../limits/tenant-flow'
import { normaliseUsername } from '../limits/username-key'
import { log } from '../log'
import { countOutcome, timed } from '../metrics/reset-metrics'
import type { RequestOutcome } from '../outcome'
import { canBeUsername } from '../request/username-entry'
import { ClientSecretUnreadable, withClientSecrets } from '../tenants/client-secret'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import { clientMetadataOf } from './client-metadata'
import { explainRefusal } from './explain-refusal'
import { atFixedPace } from './fixed-pace'
import { askMark, noteNewestMail } from './newest-mail'
import { mintSupportCode } from './support-code'

export type RequestAnswer = {
  outcome: RequestOutcome
  nextAskAt: Date
  supportCode: string
  /** What is left to do once the answer is out; never throws. The answer is the same whether or not there is something. */
  afterwards: (() => Promise<void>) | null
}

type Tags = { user: string; address: string }

/** Errors that happen to single users but that an operator has to know: nobody gets a mail while they last. */
const operatorFaults = /Lambda|Role|CodeDeliveryFailure|daily email limit/i

/** What the log and the audit say of a call; never the message of a Lambda, which a tenant wrote. */
function report(
  tenant: Tenant,
  tags: Tags,
  caller: Caller,
  verdict: RequestVerdict['kind'],
  result: CallResult,
  supportCode: string,
) {
  countOutcome('forgot', tenant.slug, verdict, caller)
  const failure = result.ok ? null : result.failure
  const requestId = result.ok ? result.requestId : result.failure.requestId
  if (failure !== null) {
    const isLoud =
      verdict === 'misconfigured' ||
      verdict === 'blocked' ||
      operatorFaults.test(failure.name + failure.message)
    const fields = {
      tenant: tenant.slug,
      outcome: verdict,
      error: failure.name,
      network: failure.code,
      status: failure.status,
      requestId,
      supportCode,
    }
    if (isLoud) log.error('cognito.forgot_password', fields)
    else log.warn('cognito.forgot_password', fields)
  }
  record({
    event: 'forgot.requested',
    tenantId: tenant.id,
    usernameTag: tags.user,
    address: caller.address,
    outcome: verdict,
    details: { ...(failure && { error: failure.name }), ...(caller.passedOn && { via: 'aws' }) },
    supportCode: verdict === 'sent' ? null : supportCode,
    cognitoRequestId: requestId,
    brandRevision: tenant.revision,
    locale: caller.locale,
  })
}

function ask(tenant: Tenant, username: string, caller: Caller, mark: string): Promise<CallResult> {
  return withClientSecrets(tenant, (secrets) =>
    timed('ForgotPassword', tenant.slug, () =>
      forgotPassword({
        tenantId: tenant.id,
        appClient: tenant.cognito,
        secrets,
        username,
        address: caller.address,
        contextData: caller.contextData,
        clientMetadata: clientMetadataOf(tenant, caller, { ask: mark }),
        ...(caller.passedOn && { passedOn: caller.passedOn }),
      }),
    ),
  )
}

/** A call that Cognito certainly never took up leaves the person's budget as it was. */
const wasNotTakenUp = (verdict: RequestVerdict['kind'], result: CallResult): boolean =>
  verdict !== 'sent' && !(verdict === 'unavailable' && !result.ok && !result.failure.neverSent)

/** What it means that a call could not even be made. */
const unsentKind = (error: unknown) =>
  error instanceof ClientSecretUnreadable ? ('misconfigured' as const) : ('unavailable' as const)

type Decided = Pick<RequestAnswer, 'outcome' | 'nextAskAt'> & {
  /** Why Cognito was not asked: the limit per user looks like `sent` on a page and is told to a client. */
  heldBack: 'user' | 'address' | 'flow' | null
  /** What Cognito answered, or null where it was not asked. */
  result: CallResult | null
}

async function decide(
  tenant: Tenant,
  username: string,
  caller: Caller,
  supportCode: string,
): Promise<Decided> {
  const tags = {
    user: usernameTag(tenant.id, normaliseUsername(username)),
    address: addressTag(tenant.id, addressKey(caller.address)),
  }
  const decision = await takeAsk(tenant.id, tags.user, tags.address)
  const { nextAskAt } = decision
  if (!decision.allowed) {
    countOutcome('forgot', tenant.slug, `held-back-${decision.because}`, caller)
    record({
      event: 'forgot.held_back',
      tenantId: tenant.id,
      usernameTag: tags.user,
      address: caller.address,
      outcome: decision.because,
      locale: caller.locale,
      brandRevision: tenant.revision,
    })
    const outcome: RequestOutcome =
      decision.because === 'user'
        ? { kind: 'sent' }
        : { kind: 'too-many-attempts', retryAt: decision.retryAt }
    return { outcome, nextAskAt, heldBack: decision.because, result: null }
  }
  if (!canBeUsername(username)) return { outcome: { kind: 'sent' }, nextAskAt, heldBack: null, result: null }
  if (!(await takeFlow(tenant.id))) {
    countOutcome('forgot', tenant.slug, 'busy', caller)
    await giveBackAsk(tenant.id, tags.user, tags.address)
    return { outcome: { kind: 'busy' }, nextAskAt, heldBack: 'flow', result: null }
  }

  const mark = askMark(tenant.id, normaliseUsername(username), new Date())
  const result = await ask(tenant, username, caller, mark).catch(async (error: unknown) => {
    // Without the client secret nothing was sent.
    countOutcome('forgot', tenant.slug, unsentKind(error), caller)
    await giveBackAsk(tenant.id, tags.user, tags.address)
    record({
      event: 'forgot.requested',
      tenantId: tenant.id,
      usernameTag: tags.user,
      address: caller.address,
      outcome: unsentKind(error),
      supportCode,
      locale: caller.locale,
      brandRevision: tenant.revision,
    })
    throw error
  })
  const { kind } = result.ok ? { kind: 'sent' as const } : classifyRequest(result.failure)
  report(tenant, tags, caller, kind, result, supportCode)
  if (wasNotTakenUp(kind, result)) await giveBackAsk(tenant.id, tags.user, tags.address)
  else if (result.ok || mayHaveMadeCode(result.failure)) await noteIssued(tenant.id, tags.user)
  if (result.ok) await noteNewestMail(tenant.id, mark)
  // The limit per address was answered above; Cognito's own limits are per user and look like `sent`.
  const outcome: RequestOutcome = kind === 'too-many-attempts' ? { kind: 'sent' } : { kind }
  return { outcome, nextAskAt, heldBack: null, result }
}

/**
 * Asks Cognito to mail a code to whoever this is. The answer says nothing about the account: what is true of one user
 * only, the limits per user included, is `sent`, and it comes at a fixed pace.
 *
 * @param username as it was typed, without outer white space
 */
export async function requestCode(
  tenant: Tenant,
  username: string,
  caller: Caller,
): Promise<RequestAnswer & Decided> {
  const supportCode = mintSupportCode()
  return atFixedPace(async () => {
    try {
      const decided = await decide(tenant, username, caller, supportCode)
      const { result } = decided
      const isRefused = result !== null && !result.ok && isRefusedForState(result.failure)
      const afterwards = isRefused ? () => explainRefusal(tenant, username, caller) : null
      return { ...decided, supportCode, afterwards }
    } catch (error) {
      const kind = unsentKind(error)
      log.error('forgot.failed', {
        tenant: tenant.slug,
        outcome: kind,
        error: error instanceof Error ? error.name : 'unknown',
        supportCode,
      })
      const nothing = { heldBack: null, result: null, afterwards: null }
      return { outcome: { kind }, nextAskAt: new Date(), supportCode, ...nothing }
    }
  })
}
