/**
 * An error as the service answers it. Clients branch on the name; the HTTP status is 400 for everything but
 * InternalErrorException, as the API reference has it.
 */
export class CognitoError extends Error {
  readonly status: number

  constructor(name: string, message: string, status = name === 'InternalErrorException' ? 500 : 400) {
    super(message)
    this.name = name
    this.status = status
  }
}

const named = (name: string) => (message: string) => new CognitoError(name, message)

export const invalidParameter = named('InvalidParameterException')
export const notAuthorized = named('NotAuthorizedException')
const resourceNotFound = named('ResourceNotFoundException')
export const serialization = named('SerializationException')
export const invalidPassword = named('InvalidPasswordException')
export const invalidLambdaResponse = named('InvalidLambdaResponseException')
export const unexpectedLambda = named('UnexpectedLambdaException')
export const userLambdaValidation = named('UserLambdaValidationException')

/** AWS's own sentences, word for word, because clients of NotAuthorized and InvalidParameter must read them. */
export const errors = {
  codeMismatch: () =>
    new CognitoError('CodeMismatchException', 'Invalid verification code provided, please try again.'),
  /** One sentence for a code that is too old, already used, or was never requested. */
  expiredCode: () =>
    new CognitoError('ExpiredCodeException', 'Invalid code provided, please request a code again.'),
  limitExceeded: () =>
    new CognitoError('LimitExceededException', 'Attempt limit exceeded, please try after some time.'),
  notInSecondary: () =>
    new CognitoError('OperationNotEnabledException', 'This operation is not enabled in this region.'),
  tooManyRequests: () => new CognitoError('TooManyRequestsException', 'Rate exceeded'),
  passwordReused: () =>
    new CognitoError(
      'PasswordHistoryPolicyViolationException',
      'Password has previously been used. Please use a different password.',
    ),
  unknownUser: () => new CognitoError('UserNotFoundException', 'Username/client id combination not found.'),
  userDoesNotExist: () => new CognitoError('UserNotFoundException', 'User does not exist.'),
  notConfirmed: () => new CognitoError('UserNotConfirmedException', 'User is not confirmed.'),
  resetRequired: () =>
    new CognitoError('PasswordResetRequiredException', 'Password reset required for the user'),
  usernameExists: (message = 'User account already exists') =>
    new CognitoError('UsernameExistsException', message),
  aliasExists: (attribute: string) =>
    new CognitoError('AliasExistsException', `An account with the ${attribute} already exists.`),
  notConfirmable: (status: string) => notAuthorized(`User cannot be confirmed. Current status is ${status}`),
  alreadyConfirmed: () => invalidParameter('User is already confirmed.'),
  cannotResend: () => notAuthorized('Cannot resend codes. Auto verification not turned on.'),
  noSelfSignUp: () => notAuthorized('SignUp is not permitted for this user pool'),
  attributeNotWritable: () => notAuthorized('A client attempted to write unauthorized attribute'),
  disabled: () => notAuthorized('User is disabled.'),
  wrongState: () => notAuthorized('User password cannot be reset in the current state.'),
  contactAdministrator: () => notAuthorized('Contact administrator to reset password.'),
  /** Of a sign-in's second step; other codes have sentences of their own. */
  wrongFactor: () => new CognitoError('CodeMismatchException', 'Invalid code or auth state for the user.'),
  sessionExpired: () => notAuthorized('Invalid session for the user, session is expired.'),
  wrongCredentials: () => notAuthorized('Incorrect username or password.'),
  attemptsExceeded: () => notAuthorized('Password attempts exceeded'),
  noVerifiedContact: () =>
    invalidParameter(
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    ),
  secretHashMissing: (clientId: string) =>
    notAuthorized(`Client ${clientId} is configured with secret but SECRET_HASH was not received`),
  secretHashWrong: (clientId: string) => notAuthorized(`Unable to verify secret hash for client ${clientId}`),
  noSuchClient: (clientId: string) => resourceNotFound(`User pool client ${clientId} does not exist.`),
  noSuchPool: (poolId: string) => resourceNotFound(`User pool ${poolId} does not exist.`),
  noSuchSession: () => resourceNotFound('Session not found.'),
  noSuchDevice: () => resourceNotFound('Device does not exist.'),
  sessionsNotTracked: () =>
    new CognitoError('OperationNotEnabledException', 'Session tracking is not enabled for this user pool.'),
  noSuchGroup: () => resourceNotFound('Group not found.'),
  unknownOperation: () => new CognitoError('UnknownOperationException', ''),
  missingCredentials: () =>
    new CognitoError('MissingAuthenticationTokenException', 'Missing Authentication Token'),
  internal: () => new CognitoError('InternalErrorException', 'Something went wrong'),
}
