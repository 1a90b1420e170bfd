import type { CognitoFailure } from '../cognito/failure'
import type { AwsError } from './read-request'

/** An answer in AWS's own shape. `status` is never 5xx where a retry would do harm: AWS clients retry those. */
export type AwsAnswer = { readonly requestId: string | null } & (
  | { readonly ok: true; readonly output: object }
  | { readonly ok: false; readonly status: number; readonly error: AwsError & { reasonCode?: string } }
)

function failure(name: string, message: string, status = 400, requestId: string | null = null): AwsAnswer {
  return { ok: false, status, error: { name, message }, requestId }
}

/** The portal's own answers, under the names and in the sentences that AWS's clients know. */
export const awsAnswers = {
  refused: ({ name, message }: AwsError) => failure(name, message),
  unknownOperation: () =>
    failure('UnknownOperationException', 'Only ForgotPassword and ConfirmForgotPassword are answered.'),
  notPosted: () => failure('UnknownOperationException', 'This endpoint is posted to.', 405),
  tooLong: () => failure('RequestEntityTooLargeException', 'The body is too long', 413),
  noSuchClient: (clientId: string) =>
    failure('ResourceNotFoundException', `User pool client ${clientId} does not exist.`),
  nothingHere: () => failure('ResourceNotFoundException', 'There is nothing at this address.', 404),
  foreignOrigin: () => failure('AccessDeniedException', 'This origin may not use this endpoint.', 403),
  /** ConfirmForgotPassword's answer is empty. */
  done: (): AwsAnswer => ({ ok: true, output: {}, requestId: null }),
  limitExceeded: () =>
    failure('LimitExceededException', 'Attempt limit exceeded, please try after some time.'),
  /** What a secondary replica of the pool answers itself. */
  standby: () => failure('OperationNotEnabledException', 'This operation is not enabled in this region.'),
  overQuota: () => failure('TooManyRequestsException', 'Rate exceeded'),
  codeRejected: () =>
    failure('CodeMismatchException', 'Invalid verification code provided, please try again.'),
  /** Cognito's own words for a password that it finds compromised. */
  passwordRefused: () =>
    failure('InvalidPasswordException', 'Provided password cannot be used for security reasons.'),
  blocked: (requestId: string | null) =>
    failure('ForbiddenException', 'Request not allowed due to WAF block.', 403, requestId),
  /** Nothing was done for certain, so clients may retry, and do. */
  unavailable: () =>
    failure('ServiceUnavailableException', 'Cognito could not be reached; nothing was changed.', 503),
  /** Not 5xx: a retried confirmation would report "expired" after a success. */
  unknown: (what: string, requestId: string | null = null) =>
    failure('InternalErrorException', what, 400, requestId),
} as const

/** Whether the failure is one of Cognito's own named errors, and not a proxy's page or a lost connection. */
export function isServiceError({ name, status }: CognitoFailure): boolean {
  return (
    status !== null &&
    /^[A-Z]\w+$/.test(name) &&
    !/^(SyntaxError|TimeoutError|Unknown|UnknownError)$/.test(name)
  )
}

/** Cognito's own error name and message, unchanged. */
export function passedOn({ name, message, status, requestId, reasonCode }: CognitoFailure): AwsAnswer {
  return {
    ok: false,
    status: status !== null && status >= 400 && status < 500 ? status : 400,
    error: { name, message, ...(reasonCode !== null && { reasonCode }) },
    requestId,
  }
}
