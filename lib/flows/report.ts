import 'server-only'
import type { CallResult } from '../cognito/calls'
import type { RequestVerdict } from '../cognito/exceptions'
import type { CognitoFailure } from '../cognito/failure'
import type { MailProvider } from '../input/mail-provider'
import type { ConfirmOutcome } from '../outcome'
import { log } from '../platform/log'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import type { FlowServices } from './flow-services'

type Services = Pick<FlowServices, 'audit' | 'metrics' | 'tallies'>

/** Whom an ask or an attempt is for and what it is called, as the log and the audit have it. */
export type ReportContext = {
  /** The kind of link. */
  flow: string
  tenant: Tenant
  caller: Caller
  tags: { user: string; address: string; mailbox: MailProvider | null }
  supportCode: string
}

/** Errors of asks that happen to single users but that an operator has to know: nobody gets a mail while they last. */
const operatorFaults = /Lambda|Role|CodeDeliveryFailure|daily email limit/i

/** Outcomes that an operator has to know of, for whichever user. */
const isLoud = (outcome: string) =>
  outcome === 'misconfigured' || outcome === 'blocked' || outcome === 'unknown'

const row = ({ flow, tenant, caller, tags }: ReportContext) => ({
  flow,
  tenantId: tenant.id,
  usernameTag: tags.user,
  address: caller.address,
  brandRevision: tenant.brandRevision,
  locale: caller.locale,
})

const detailsOf = (result: CallResult, { passedOn }: Caller) => ({
  ...(!result.ok && { error: result.failure.name }),
  ...(passedOn && { via: 'aws' }),
})

const requestIdOf = (result: CallResult) => (result.ok ? result.requestId : result.failure.requestId)

/** The name of an operation's line in the log: `ForgotPassword` is `cognito.forgot_password`. */
const lineOf = (operation: string) =>
  `cognito.${operation.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()}`

/** A line in the log for a call that failed; never the message of a Lambda, which a tenant wrote. */
function logFailure(
  context: ReportContext,
  operation: string,
  outcome: string,
  failure: CognitoFailure,
  isFault = isLoud(outcome),
): void {
  const fields = {
    tenant: context.tenant.slug,
    outcome,
    error: failure.name,
    network: failure.code,
    status: failure.status,
    requestId: failure.requestId,
    supportCode: context.supportCode,
  }
  log[isFault ? 'error' : 'warn'](lineOf(operation), fields)
}

/** A line in the log for a call that could not even be made. */
export function logUnmade(
  { tenant, supportCode }: ReportContext,
  event: `${string}.failed`,
  outcome: 'unavailable' | 'misconfigured',
  error: unknown,
): void {
  const name = error instanceof Error ? error.name : 'unknown'
  log.error(event, { tenant: tenant.slug, outcome, error: name, supportCode })
}

/** Counts by who keeps the mailbox; the audit row says nothing of it, since it is about one person. */
function countMailbox(
  { tallies }: Services,
  { tenant, tags }: ReportContext,
  event: 'mailbox.asked' | 'mailbox.done',
): void {
  if (tags.mailbox !== null) tallies.count(tenant.id, event, tags.mailbox)
}

/** One audit row for an ask that a limit kept from Cognito. */
export function reportHeldBack(
  { audit, metrics }: Services,
  context: ReportContext,
  because: 'user' | 'address' | 'store' | 'busy' | 'bot-check' | 'standby',
): void {
  metrics.countOutcome('forgot', context, because === 'busy' ? because : `held-back-${because}`)
  audit.record({ ...row(context), event: 'forgot.held_back', outcome: because })
}

/** One audit row and a line in the log for an ask that could not be sent to Cognito. */
export function reportUnmadeRequest(
  { audit, metrics }: Services,
  context: ReportContext,
  outcome: 'unavailable' | 'misconfigured',
  error: unknown,
): void {
  metrics.countOutcome('forgot', context, outcome)
  logUnmade(context, 'forgot.failed', outcome, error)
  audit.record({ ...row(context), event: 'forgot.requested', outcome, supportCode: context.supportCode })
}

/**
 * One audit row for an ask, and a line in the log where it failed. What the person sees as `sent` although nobody knows
 * is `unknown` here.
 */
export function reportRequest(
  services: Services,
  context: ReportContext,
  operation: string,
  verdict: RequestVerdict,
  result: CallResult,
): void {
  const { audit, metrics } = services
  const outcome = verdict.isUnknown ? 'unknown' : verdict.kind
  metrics.countOutcome('forgot', context, outcome)
  if (outcome === 'sent') countMailbox(services, context, 'mailbox.asked')
  if (!result.ok) {
    const { failure } = result
    const isFault = isLoud(outcome) || operatorFaults.test(failure.name + failure.message)
    logFailure(context, operation, outcome, failure, isFault)
  }
  audit.record({
    ...row(context),
    event: 'forgot.requested',
    outcome,
    details: detailsOf(result, context.caller),
    supportCode: verdict.kind === 'sent' ? null : context.supportCode,
    cognitoRequestId: requestIdOf(result),
  })
}

/** One audit row for an attempt that never became a call. */
export function reportUnmadeAttempt(
  { audit, metrics }: Services,
  context: ReportContext,
  event: 'confirm.held_back' | 'confirm.refused',
  outcome: ConfirmOutcome['kind'],
): void {
  metrics.countOutcome('confirm', context, outcome)
  audit.record({ ...row(context), event, outcome, supportCode: context.supportCode })
}

/** One audit row for an attempt, and a line in the log where it failed. */
export function reportAttempt(
  services: Services,
  context: ReportContext,
  operation: string,
  outcome: ConfirmOutcome['kind'],
  result: CallResult,
): void {
  const { audit, metrics } = services
  metrics.countOutcome('confirm', context, outcome)
  if (outcome === 'done') countMailbox(services, context, 'mailbox.done')
  if (!result.ok) logFailure(context, operation, outcome, result.failure)
  audit.record({
    ...row(context),
    event:
      outcome === 'done' ? 'confirm.done' : outcome === 'unknown' ? 'confirm.in_doubt' : 'confirm.refused',
    outcome,
    details: detailsOf(result, context.caller),
    supportCode: context.supportCode,
    cognitoRequestId: requestIdOf(result),
  })
}
