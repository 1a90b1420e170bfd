import 'server-only'
import { record } from '../audit/record'
import type { CallResult } from '../cognito/calls'
import type { RequestVerdict } from '../cognito/exceptions'
import { log } from '../platform/log'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import { countOutcome } from './metrics'

/** Whom an ask was for and what it is called, in the words of the log and the audit. */
export type AskReport = {
  tenant: Tenant
  caller: Caller
  tags: { user: string; address: string }
  supportCode: string
}

/** Errors that happen to single users but that an operator has to know: nobody gets a mail while they last. */
const operatorFaults = /Lambda|Role|CodeDeliveryFailure|daily email limit/i

function row({ tenant, caller, tags }: AskReport) {
  return {
    tenantId: tenant.id,
    usernameTag: tags.user,
    address: caller.address,
    brandRevision: tenant.revision,
    locale: caller.locale,
  }
}

/** One audit row for an ask that a limit kept from Cognito. */
export function reportHeldBack(ask: AskReport, because: 'user' | 'address' | 'store' | 'busy'): void {
  countOutcome('forgot', ask.tenant.slug, because === 'busy' ? because : `held-back-${because}`, ask.caller)
  record({ ...row(ask), event: 'forgot.held_back', outcome: because })
}

/** One audit row and a line in the log for an ask that could not be put to Cognito. */
export function reportUnsent(ask: AskReport, outcome: 'unavailable' | 'misconfigured', error: unknown): void {
  const { tenant, caller, supportCode } = ask
  countOutcome('forgot', tenant.slug, outcome, caller)
  log.error('forgot.failed', {
    tenant: tenant.slug,
    outcome,
    error: error instanceof Error ? error.name : 'unknown',
    supportCode,
  })
  record({ ...row(ask), event: 'forgot.requested', outcome, supportCode })
}

/**
 * One audit row for a call, and a line in the log where it failed; never the message of a Lambda, which a tenant wrote.
 * What the person sees as `sent` although nobody knows is `unknown` here.
 */
export function report(ask: AskReport, verdict: RequestVerdict, result: CallResult): void {
  const { tenant, caller, supportCode } = ask
  const outcome = verdict.isInDoubt ? 'unknown' : verdict.kind
  countOutcome('forgot', tenant.slug, outcome, caller)
  const failure = result.ok ? null : result.failure
  const requestId = result.ok ? result.requestId : result.failure.requestId
  if (failure !== null) {
    const fields = {
      tenant: tenant.slug,
      outcome,
      error: failure.name,
      network: failure.code,
      status: failure.status,
      requestId,
      supportCode,
    }
    const isLoud =
      outcome === 'misconfigured' ||
      outcome === 'blocked' ||
      outcome === 'unknown' ||
      operatorFaults.test(failure.name + failure.message)
    if (isLoud) log.error('cognito.forgot_password', fields)
    else log.warn('cognito.forgot_password', fields)
  }
  record({
    ...row(ask),
    event: 'forgot.requested',
    outcome,
    details: { ...(failure && { error: failure.name }), ...(caller.passedOn && { via: 'aws' }) },
    supportCode: verdict.kind === 'sent' ? null : supportCode,
    cognitoRequestId: requestId,
  })
}
