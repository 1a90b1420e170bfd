import 'server-only'
import type { CallResult } from '../cognito/calls'
import { isOperationName } from '../cognito/model'
import { keyedHash } from '../crypto/keyed-hash'
import { keys } from '../crypto/keys'
import type { Caller } from '../flows/caller'
import type { FlowServices } from '../flows/flow-services'
import { type RequestAnswer, requestCode } from '../flows/request-code'
import { type ResetAttempt, resetFlow } from '../flows/reset'
import { spendCode } from '../flows/spend-code'
import type { Attempted } from '../flows/told-of-a-code'
import { untilAnswerTime } from '../flows/uniform-time'
import { requestKey } from '../idempotency/confirmations'
import type { ConfirmOutcome, RequestOutcome } from '../outcome'
import type { Tenant } from '../tenants/tenant'
import { type AwsAnswer, awsAnswers, isServiceError, passedOn } from './aws-answer'
import { awsResponse } from './aws-response'
import { answerElsewhere, type RequestName } from './kept-answers'
import { type AwsRequest, readAwsRequest } from './read-request'
import { askKeptMs, confirmKeptMs, type KeptAnswer, type SameRequests } from './same-request'

/** What answering AWS clients needs of the process. */
export type EndpointServices = FlowServices & { readonly sameRequests: SameRequests }

export { awsAnswers, awsResponse }

const CONTENT_TYPE = 'application/x-amz-json-1.1'
const TARGET = /^AWSCognitoIdentityProviderService\.(\w+)$/

const CONFIRM_UNKNOWN =
  'The outcome is not known: the password may have been changed. Sign in with the new password; if that fails, ask for a new code.'
const FORGOT_UNKNOWN = 'The outcome is not known: a code may have been sent. Look for it before asking again.'
const NOTHING_CHANGED = 'The app client cannot be used at the moment; nothing was changed.'

/** How long to wait for the same ask at another instance, from the arrival of this one. */
const ELSEWHERE_MS = 3_000

/** An HTTP request as an AWS client makes it. */
export type AwsCall = {
  contentType: string
  target: string
  body: string | 'too-long' | null
}

/** The answer to a call that was made: Cognito's own, or one of the portal's where that says nothing. */
function answerTo(result: CallResult, outcome: string, whatIsUnknown: string): AwsAnswer {
  if (result.ok) {
    const output = result.delivery ? { CodeDeliveryDetails: result.delivery } : {}
    return { ok: true, output, requestId: result.requestId }
  }
  const { failure } = result
  if (isServiceError(failure)) return passedOn(failure)
  if (failure.neverSent) return awsAnswers.unavailable()
  return outcome === 'blocked'
    ? awsAnswers.blocked(failure.requestId)
    : awsAnswers.unknown(whatIsUnknown, failure.requestId)
}

type Arrived = { name: RequestName; arrivedAt: number }

async function relayForgotPassword(
  services: FlowServices,
  tenant: Tenant,
  username: string,
  caller: Caller,
  { name, arrivedAt }: Arrived,
): Promise<KeptAnswer> {
  const { outcome, heldBack, result } = await services.asks.underWay(
    requestCode(services, resetFlow, tenant, username, caller, { arrivedAt, asked: { via: 'aws' } }),
  )
  await untilAnswerTime(arrivedAt)
  // What used up the limit may be this very ask, sent to another instance first.
  const before =
    heldBack === 'user' ? await answerElsewhere(services.db.database, name, arrivedAt + ELSEWHERE_MS) : null
  if (before !== null) return { answer: before, keptMs: 0 }
  return { answer: askAnswer(outcome.kind, heldBack, result), keptMs: askKeptMs(result) }
}

function askAnswer(
  outcome: RequestOutcome['kind'],
  heldBack: RequestAnswer['heldBack'],
  result: CallResult | null,
): AwsAnswer {
  if (heldBack === 'quota') return awsAnswers.overQuota()
  if (heldBack === 'store') return awsAnswers.unavailable()
  if (heldBack === 'standby') return awsAnswers.standby()
  // The limits count a name whether or not it exists, so this says nothing about an account.
  if (heldBack !== null) return awsAnswers.limitExceeded()
  if (result !== null) return answerTo(result, outcome, FORGOT_UNKNOWN)
  return outcome === 'unavailable' ? awsAnswers.unavailable() : awsAnswers.unknown(NOTHING_CHANGED)
}

/** An attempt that was not made: whatever the page would say, in AWS's words. */
function confirmNotMade(kind: ConfirmOutcome['kind']): AwsAnswer {
  switch (kind) {
    case 'too-many-attempts':
      return awsAnswers.limitExceeded()
    case 'busy':
      return awsAnswers.overQuota()
    case 'unavailable':
      return awsAnswers.unavailable()
    case 'code-rejected':
      return awsAnswers.codeRejected()
    case 'password-rejected':
      return awsAnswers.passwordRefused()
    case 'misconfigured':
      return awsAnswers.unknown(NOTHING_CHANGED)
    default:
      return awsAnswers.unknown(CONFIRM_UNKNOWN)
  }
}

async function relayConfirm(
  services: FlowServices,
  tenant: Tenant,
  attempt: ResetAttempt,
  caller: Caller,
): Promise<KeptAnswer> {
  const attempted = await spendCode(services, resetFlow, tenant, attempt, caller, () => null)
  return { answer: confirmAnswer(attempted), keptMs: confirmKeptMs(attempted.result) }
}

function confirmAnswer({ outcome, earlier, result }: Attempted): AwsAnswer {
  // The same request was sent before, to some instance, and its answer may have been lost.
  if (result === null && outcome.kind === 'done') return awsAnswers.done()
  if (result === null) return confirmNotMade(outcome.kind)
  // "Expired" is true of a code that another request is known to have used.
  const isEarlier = outcome.kind === 'unknown' && outcome.why === 'used-before'
  if (isEarlier && earlier?.state !== 'done') return awsAnswers.unknown(CONFIRM_UNKNOWN)
  return answerTo(result, outcome.kind, CONFIRM_UNKNOWN)
}

function relayRequest(
  services: EndpointServices,
  tenant: Tenant,
  { operation, input }: AwsRequest,
  caller: Caller,
): Promise<AwsAnswer> {
  const { clientId } = tenant.cognito
  const { Username: username } = input
  if (operation === 'ForgotPassword') {
    const arrivedAt = performance.now()
    const name = { tenantId: tenant.id, key: keyedHash(keys(), 'ask-request', tenant.id, clientId, username) }
    return services.sameRequests.answeredOnce(name, () =>
      relayForgotPassword(services, tenant, username, caller, { name, arrivedAt }),
    )
  }
  const attempt = { username, code: input.ConfirmationCode, password: input.Password }
  const name = {
    tenantId: tenant.id,
    key: requestKey(resetFlow.kind, tenant.id, clientId, resetFlow.confirm.identity(attempt)),
  }
  return services.sameRequests.answeredOnce(name, () => relayConfirm(services, tenant, attempt, caller))
}

/**
 * Forwards the request of an AWS client to Cognito, under the same limits and audit as the pages, and returns Cognito's
 * own answer; what cannot be forwarded is refused as AWS would refuse it. Unlike a page it hides nothing that the pool
 * itself reveals about accounts: that is up to the pool's PreventUserExistenceErrors.
 */
export async function relay(
  services: EndpointServices,
  tenant: Tenant,
  { contentType, target, body }: AwsCall,
  caller: Omit<Caller, 'passedOn'>,
): Promise<AwsAnswer> {
  const operation = TARGET.exec(target)?.[1] ?? ''
  const type = contentType.split(';')[0]?.trim().toLowerCase()
  if (type !== CONTENT_TYPE || !isOperationName(operation)) return awsAnswers.unknownOperation()
  if (body === 'too-long') return awsAnswers.tooLong()
  const read = readAwsRequest(operation, body ?? '')
  if (!read.ok) return awsAnswers.refused(read.error)
  const { input } = read.request
  if (input.ClientId !== tenant.cognito.clientId) return awsAnswers.noSuchClient(input.ClientId)
  const passed = {
    encodedData: input.UserContextData?.EncodedData,
    analyticsMetadata: input.AnalyticsMetadata,
    clientMetadata: input.ClientMetadata ?? {},
  }
  return relayRequest(services, tenant, read.request, { ...caller, passedOn: passed })
}
