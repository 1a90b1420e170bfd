import 'server-only'
import {
  AdminGetUserCommand,
  type AdminGetUserCommandOutput,
  CognitoIdentityProviderClient,
  type CognitoIdentityProviderClientConfig,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { within } from '../deadline'
import { env } from '../env'

const LIMIT_MS = 5_000

/** What decides whether somebody can reset; nothing that says who it is. */
export type UserFacts = {
  /** As Cognito names it: `CONFIRMED`, `FORCE_CHANGE_PASSWORD` … */
  readonly status: string
  readonly isEnabled: boolean
  readonly email: 'verified' | 'unverified' | 'none'
  readonly phone: 'verified' | 'unverified' | 'none'
  /** What is asked for after the password; what is a second factor can't also be the way to recover. */
  readonly secondFactors: readonly ('email' | 'phone')[]
}

/** How a pool lets people recover, in its order of preference. */
export type RecoveryWay = 'email' | 'phone' | 'administrator'

export type UserLookUp =
  /** `recovery` is null where IAM does not show the pool's settings. */
  | { readonly kind: 'found'; readonly user: UserFacts; readonly recovery: readonly RecoveryWay[] | null }
  | { readonly kind: 'no-such-user' }
  | { readonly kind: 'unknown'; readonly because: 'no-credentials' | 'not-allowed' | 'no-pool' | 'away' }

const reasons: Readonly<Record<string, Extract<UserLookUp, { kind: 'unknown' }>['because']>> = {
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
/** A name that Cognito refuses to look for is nobody's. */
const nobodys = new Set(['UserNotFoundException', 'InvalidParameterException'])

function factsOf(answer: AdminGetUserCommandOutput): UserFacts {
  const attributes = new Map(answer.UserAttributes?.map(({ Name = '', Value = '' }) => [Name, Value]))
  const contact = (name: 'email' | 'phone_number') => {
    if (!attributes.get(name)) return 'none'
    return attributes.get(`${name}_verified`) === 'true' ? 'verified' : 'unverified'
  }
  const factors = answer.UserMFASettingList ?? []
  const hasSms = factors.includes('SMS_MFA') || (answer.MFAOptions ?? []).length > 0
  return {
    status: answer.UserStatus ?? 'UNKNOWN',
    isEnabled: answer.Enabled ?? true,
    email: contact('email'),
    phone: contact('phone_number'),
    secondFactors: [
      ...(factors.includes('EMAIL_OTP') ? (['email'] as const) : []),
      ...(hasSms ? (['phone'] as const) : []),
    ],
  }
}

const ways: Readonly<Record<string, RecoveryWay>> = {
  verified_email: 'email',
  verified_phone_number: 'phone',
  admin_only: 'administrator',
}

/**
 * Looks up one user and how the pool lets people recover, as far as IAM allows. Changes nothing, never throws, and gives
 * back nothing that a person could be told by.
 *
 * @param credentials instead of the SDK's default chain
 */
export async function lookUpUser(
  { region, userPoolId: UserPoolId }: { region: string; userPoolId: string },
  Username: string,
  credentials?: CognitoIdentityProviderClientConfig['credentials'],
): Promise<UserLookUp> {
  const { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint } = env()
  const sdk = new CognitoIdentityProviderClient({
    region,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
    maxAttempts: 1,
  })
  const options = { abortSignal: AbortSignal.timeout(LIMIT_MS) }

  async function recovery(): Promise<readonly RecoveryWay[] | null> {
    try {
      const { UserPool } = await sdk.send(new DescribeUserPoolCommand({ UserPoolId }), options)
      const mechanisms = UserPool?.AccountRecoverySetting?.RecoveryMechanisms
      // Without the setting Cognito takes any verified contact, the telephone first.
      if (!mechanisms || mechanisms.length === 0) return ['phone', 'email']
      const ordered = mechanisms.toSorted((one, other) => (one.Priority ?? 0) - (other.Priority ?? 0))
      return ordered.flatMap(({ Name = '' }) => ways[Name] ?? [])
    } catch {
      return null
    }
  }

  try {
    const both = Promise.all([
      sdk.send(new AdminGetUserCommand({ UserPoolId, Username }), options),
      recovery(),
    ])
    const [answer, ofPool] = await within(LIMIT_MS, 'Looking up a user', both)
    return { kind: 'found', user: factsOf(answer), recovery: ofPool }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (nobodys.has(name)) return { kind: 'no-such-user' }
    return { kind: 'unknown', because: reasons[name] ?? 'away' }
  } finally {
    sdk.destroy()
  }
}
