/** Why something that only an administrator may read could not be read. */
export type Unseen = 'no-credentials' | 'not-allowed' | 'no-pool' | 'away'

const reasons: Readonly<Record<string, Unseen>> = {
  CredentialsProviderError: 'no-credentials',
  AccessDeniedException: 'not-allowed',
  NotAuthorizedException: 'not-allowed',
  UnrecognizedClientException: 'not-allowed',
  InvalidSignatureException: 'not-allowed',
  InvalidIdentityToken: 'not-allowed',
  InvalidIdentityTokenException: 'not-allowed',
  AccessDenied: 'not-allowed',
  ExpiredTokenException: 'not-allowed',
  MissingAuthenticationTokenException: 'not-allowed',
  ResourceNotFoundException: 'no-pool',
}

/** What an exception of such a call means; `away` where neither IAM nor Cognito has decided anything. */
export const whyUnseen = (error: unknown): Unseen =>
  (error instanceof Error ? reasons[error.name] : undefined) ?? 'away'
