import 'server-only'
import { record } from '../audit/record'
import type { CallResult } from '../cognito/calls'
import type { ConfirmOutcome } from '../outcome'
import { log } from '../platform/log'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import { countOutcome } from './metrics'

/** Whom an attempt was for and what it is called, in the words of the log and the audit. */
export type ReportContext = {
  tenant: Tenant
  caller: Caller
  tags: { user: string; address: string }
  supportCode: string
}

/** One audit row for an attempt that never became a call. */
export function reportUnsent(
  context: ReportContext,
  event: 'confirm.held_back' | 'confirm.refused',
  outcome: ConfirmOutcome['kind'],
): void {
  const { tenant, caller, tags, supportCode } = context
  countOutcome('confirm', tenant.slug, outcome, caller)
  record({
    event,
    tenantId: tenant.id,
    usernameTag: tags.user,
    address: caller.address,
    outcome,
    supportCode,
    brandRevision: tenant.revision,
    locale: caller.locale,
  })
}

/** One audit row for a call, and a line in the log where it failed; never the message of a Lambda, which a tenant wrote. */
export function report(
  { tenant, caller, tags, supportCode }: ReportContext,
  outcome: ConfirmOutcome['kind'],
  result: CallResult,
): void {
  countOutcome('confirm', tenant.slug, outcome, caller)
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
    details: { ...(failure && { error: failure.name }), ...(caller.passedOn && { via: 'aws' }) },
    supportCode,
    cognitoRequestId: requestId,
    brandRevision: tenant.revision,
    locale: caller.locale,
  })
}
