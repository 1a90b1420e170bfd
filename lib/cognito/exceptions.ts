import type { ConfirmOutcome, PasswordRule, RequestOutcome } from '../outcome'
import type { CognitoFailure } from './failure'
import type { RegionSign } from './region-breaker'

/**
 * The one place that knows what an error of Cognito means. The name decides, for two names also the message; the
 * HTTP status never does, because the API reference and the service's model disagree about it.
 */

/** A confirmation's verdict without its times, which the caller adds. */
export type ConfirmVerdict =
  | { kind: Exclude<ConfirmOutcome['kind'], 'done' | 'password-rejected'> }
  | { kind: 'password-rejected'; rule: PasswordRule }

type RequestKind = Exclude<RequestOutcome['kind'], 'too-many-attempts' | 'bot-check'>
export type RequestVerdict = {
  kind: RequestKind
  /** Whether it is unknown if a mail went out: the person sees `sent`, but the operator has to know. */
  isUnknown: boolean
}

const confirmByName: Record<string, ConfirmVerdict['kind']> = {
  // Another account has the address: to say so would tell who has one.
  AliasExistsException: 'code-rejected',
  CodeMismatchException: 'code-rejected',
  ExpiredCodeException: 'code-rejected',
  UserNotFoundException: 'code-rejected',
  UserNotConfirmedException: 'code-rejected',
  InvalidPasswordException: 'password-rejected',
  PasswordHistoryPolicyViolationException: 'password-reused',
  LimitExceededException: 'too-many-attempts',
  TooManyFailedAttemptsException: 'too-many-attempts',
  TooManyRequestsException: 'busy',
  ForbiddenException: 'blocked',
  ResourceNotFoundException: 'misconfigured',
  OperationNotEnabledException: 'misconfigured',
  // A Lambda of the pool runs after the password has been set, so its failure says nothing about the password.
  UnexpectedLambdaException: 'unknown',
  UserLambdaValidationException: 'unknown',
  InvalidLambdaResponseException: 'unknown',
  InternalErrorException: 'unknown',
}

const requestByName: Record<string, RequestKind> = {
  // All of these happen to some accounts only, so the page must not show them.
  UserNotFoundException: 'sent',
  UserNotConfirmedException: 'sent',
  CodeMismatchException: 'sent',
  ExpiredCodeException: 'sent',
  CodeDeliveryFailureException: 'sent',
  LimitExceededException: 'sent',
  TooManyFailedAttemptsException: 'sent',
  UnexpectedLambdaException: 'sent',
  UserLambdaValidationException: 'sent',
  InvalidLambdaResponseException: 'sent',
  InvalidEmailRoleAccessPolicyException: 'sent',
  InvalidSmsRoleAccessPolicyException: 'sent',
  InvalidSmsRoleTrustRelationshipException: 'sent',
  TooManyRequestsException: 'busy',
  ForbiddenException: 'blocked',
  ResourceNotFoundException: 'misconfigured',
  OperationNotEnabledException: 'misconfigured',
}

/** Errors common to all AWS services, refused before the operation ran. */
const commonThrottling =
  /^(Throttling(Exception)?|ThrottledException|RequestThrottled(Exception)?|SlowDown|RequestLimitExceeded)$/
const commonRefusals =
  /^(AccessDenied(Exception)?|UnrecognizedClientException|InvalidClientTokenId|MissingAuthenticationToken(Exception)?|IncompleteSignature(Exception)?|InvalidSignatureException|SignatureDoesNotMatch|ExpiredTokenException|OptInRequired|NotAuthorized|ValidationException|ValidationError|SerializationException|UnknownOperationException|InvalidAction)$/

/** Whether a client secret was refused: the operator's fault, and the same for every user of the tenant. */
export function isSecretHashFault({ name, message }: CognitoFailure): boolean {
  return name === 'NotAuthorizedException' && /secret/i.test(message)
}

/** A secret was sent and did not verify: the moment at which the next secret of a rotation may be tried. */
export function isSecretHashMismatch({ name, message }: CognitoFailure): boolean {
  return name === 'NotAuthorizedException' && /unable to verify secret hash/i.test(message)
}

/** The service knows no such app client (or no such pool). */
export const isUnknownClient = ({ name }: CognitoFailure): boolean => name === 'ResourceNotFoundException'

/** AWS WAF in front of the pool refused the call. */
export const isFirewallRefusal = ({ name }: CognitoFailure): boolean => name === 'ForbiddenException'

/** The pool says outright that there is no such user. */
export const isMissingUser = ({ name }: CognitoFailure): boolean => name === 'UserNotFoundException'

/** The service does not take the caller's address or fingerprint. */
export const isContextRefusal = ({ name, message }: CognitoFailure): boolean =>
  name === 'InvalidParameterException' && /ip ?address|context/i.test(message)

function isUnreadableAnswer({ name }: CognitoFailure): boolean {
  return name === 'SyntaxError' || name === 'Unknown' || name === 'UnknownError'
}

const is4xx = (status: number | null): boolean => status !== null && status >= 400 && status < 500

/** Which rule of the pool's policy a message names; `policy` where the message names none that is known. */
export function brokenPasswordRule(message: string): PasswordRule {
  if (/not long enough|too short|length/i.test(message)) return 'length'
  if (/uppercase/i.test(message)) return 'uppercase'
  if (/lowercase/i.test(message)) return 'lowercase'
  if (/numeric|number|digit/i.test(message)) return 'number'
  if (/symbol|special/i.test(message)) return 'symbol'
  return 'policy'
}

/** The members that a validation error of AWS names, e.g. `… at 'password' failed to satisfy constraint …`. */
function membersAtFault(message: string): string[] {
  return [...message.matchAll(/\bat '(\w+)' failed to satisfy/g)].map((match) =>
    (match[1] ?? '').toLowerCase(),
  )
}

function confirmInvalidParameter(message: string): ConfirmVerdict {
  const members = membersAtFault(message)
  if (members.includes('password')) return { kind: 'password-rejected', rule: 'characters' }
  if (
    members.length > 0 &&
    members.every((member) => member === 'confirmationcode' || member === 'username')
  ) {
    return { kind: 'code-rejected' }
  }
  // A missing or unverified contact is the account's state, not the portal's configuration.
  if (/no registered\/verified|cannot reset password for the user/i.test(message))
    return { kind: 'code-rejected' }
  return { kind: 'misconfigured' }
}

/** What only a primary replica of a pool does was asked of a secondary one. */
const isOfStandby = ({ name }: CognitoFailure, isReplicated: boolean): boolean =>
  isReplicated && name === 'OperationNotEnabledException'

/**
 * What a failed ConfirmForgotPassword or ConfirmSignUp means. Whatever is not known to have changed nothing is `unknown`.
 *
 * @param isReplicated whether the pool has replicas in other regions
 */
export function classifyConfirm(failure: CognitoFailure, isReplicated = false): ConfirmVerdict {
  if (isOfStandby(failure, isReplicated)) return { kind: 'standby' }
  if (failure.neverSent) return { kind: 'unavailable' }
  if (isUnreadableAnswer(failure)) return { kind: is4xx(failure.status) ? 'blocked' : 'unknown' }
  if (failure.name === 'InvalidParameterException') return confirmInvalidParameter(failure.message)
  if (failure.name === 'NotAuthorizedException') {
    return { kind: isSecretHashFault(failure) ? 'misconfigured' : 'code-rejected' }
  }
  const kind = Object.hasOwn(confirmByName, failure.name) ? confirmByName[failure.name] : undefined
  if (kind === 'password-rejected') return { kind, rule: brokenPasswordRule(failure.message) }
  if (kind !== undefined) return { kind }
  if (failure.status !== null && commonThrottling.test(failure.name)) return { kind: 'busy' }
  if (is4xx(failure.status) && commonRefusals.test(failure.name)) return { kind: 'misconfigured' }
  return { kind: 'unknown' }
}

/** A validation error about what the portal adds by itself is the same for every user. */
function requestInvalidParameter(message: string): RequestKind {
  if (/IpAddress|EncodedData|UserContextData|context data/i.test(message)) return 'misconfigured'
  const members = membersAtFault(message)
  return members.length > 0 && !members.includes('username') ? 'misconfigured' : 'sent'
}

/** What a failed ForgotPassword is known to mean; null where it says nothing certain. */
function requestKind(failure: CognitoFailure): RequestKind | null {
  const { name, message, status, neverSent } = failure
  if (neverSent) return 'unavailable'
  if (isUnreadableAnswer(failure)) return is4xx(status) ? 'blocked' : null
  if (name === 'InvalidParameterException') return requestInvalidParameter(message)
  if (name === 'NotAuthorizedException') return isSecretHashFault(failure) ? 'misconfigured' : 'sent'
  const kind = Object.hasOwn(requestByName, name) ? requestByName[name] : undefined
  if (kind !== undefined) return kind
  if (status !== null && commonThrottling.test(name)) return 'busy'
  return is4xx(status) && commonRefusals.test(name) ? 'misconfigured' : null
}

/**
 * What a failed ForgotPassword or ResendConfirmationCode means; only what is true for every user of the tenant differs from `sent`. A lost, late or
 * unreadable answer and a 5xx may be one user's alone (a slow mail function makes them), so they are `sent` too.
 */
export function classifyRequest(failure: CognitoFailure, isReplicated = false): RequestVerdict {
  const kind = isOfStandby(failure, isReplicated) ? 'standby' : requestKind(failure)
  return { kind: kind ?? 'sent', isUnknown: kind === null }
}

/**
 * What a failed call says about its region. A name decides before the status: a mail function's error and a throttle
 * are answers of a service that works, with whatever status they come.
 */
export function regionSign(failure: CognitoFailure): RegionSign {
  const { name, status, neverSent } = failure
  if (neverSent) return 'never-sent'
  if (status === null) return 'failing'
  if (Object.hasOwn(requestByName, name) || commonThrottling.test(name)) return 'answered'
  if (status >= 500) return 'failing'
  return isUnreadableAnswer(failure) || status < 400 ? 'unclear' : 'answered'
}

/**
 * Whether ForgotPassword was refused for the state that this one user (or a user's pool) is in, so that asking again
 * brings no mail either. The name alone doesn't say: a refused client secret and a disabled user have it too.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html
 */
export function isRefusedForState({ name, message }: CognitoFailure): boolean {
  if (name === 'NotAuthorizedException')
    return /cannot be reset in the current state|contact administrator to reset password/i.test(message)
  return name === 'InvalidParameterException' && /no registered\/verified/i.test(message)
}
