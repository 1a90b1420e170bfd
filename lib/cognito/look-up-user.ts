import 'server-only'
import {
  AdminGetUserCommand,
  type AdminGetUserCommandOutput,
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { within } from '../platform/deadline'
import { administratorClient, type GivenCredentials } from './administrator-client'
import { type Unseen, whyUnseen } from './administrator-refusal'

const LIMIT_MS = 5_000

/** What decides whether somebody can reset; nothing that identifies them. */
export type UserFacts = {
  /** As Cognito names it: `CONFIRMED`, `FORCE_CHANGE_PASSWORD` … */
  readonly status: string
  readonly isEnabled: boolean
  readonly email: 'verified' | 'unverified' | 'none'
  readonly phone: 'verified' | 'unverified' | 'none'
  /** What is asked for after the password; a second factor can't also be the way to recover. */
  readonly secondFactors: readonly ('email' | 'phone')[]
}

/** How a pool lets people recover, in its order of preference. */
export type RecoveryWay = 'email' | 'phone' | 'administrator'

export type UserLookUp =
  /** `recovery` is null where IAM does not show the pool's settings. */
  | { readonly kind: 'found'; readonly user: UserFacts; readonly recovery: readonly RecoveryWay[] | null }
  | { readonly kind: 'no-such-user' }
  | { readonly kind: 'unknown'; readonly because: Unseen }

/** A name that Cognito refuses to look up belongs to nobody. */
const nobodys = new Set(['UserNotFoundException', 'InvalidParameterException'])

const attributesOf = (answer: AdminGetUserCommandOutput) =>
  new Map(answer.UserAttributes?.map(({ Name = '', Value = '' }) => [Name, Value]))

function factsOf(answer: AdminGetUserCommandOutput): UserFacts {
  const attributes = attributesOf(answer)
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

/** An address that is verified, or that an administrator invited; never one that a sign-up merely claims. */
function mailboxOf(answer: AdminGetUserCommandOutput, { status, email }: UserFacts): string | null {
  const isTrusted = email === 'verified' || status === 'FORCE_CHANGE_PASSWORD'
  return isTrusted ? attributesOf(answer).get('email') || null : null
}

/** Null where IAM does not show it. */
async function recoveryOf(
  sdk: CognitoIdentityProviderClient,
  UserPoolId: string,
  abortSignal: AbortSignal,
): Promise<readonly RecoveryWay[] | null> {
  try {
    const { UserPool } = await sdk.send(new DescribeUserPoolCommand({ UserPoolId }), { abortSignal })
    const mechanisms = UserPool?.AccountRecoverySetting?.RecoveryMechanisms
    // Without the setting Cognito takes any verified contact, the telephone first.
    if (!mechanisms || mechanisms.length === 0) return ['phone', 'email']
    const ordered = mechanisms.toSorted((one, other) => (one.Priority ?? 0) - (other.Priority ?? 0))
    return ordered.flatMap(({ Name = '' }) => ways[Name] ?? [])
  } catch {
    return null
  }
}

/**
 * Looks up one user and how the pool lets people recover, as far as IAM allows. Changes nothing, never throws, and
 * returns nothing that identifies a person.
 *
 * @param given credentials instead of this deployment's
 */
export async function lookUpUser(
  pool: { region: string; userPoolId: string },
  username: string,
  given?: GivenCredentials,
): Promise<UserLookUp> {
  return (await lookUpMailbox(pool, username, given)).lookUp
}

/**
 * The same with the user's mail address, for writing to them: where Cognito has it verified, or an administrator
 * entered it for an invitation. Never throws.
 */
export async function lookUpMailbox(
  { region, userPoolId: UserPoolId }: { region: string; userPoolId: string },
  Username: string,
  given?: GivenCredentials,
): Promise<{ lookUp: UserLookUp; mailbox: string | null }> {
  const abortSignal = AbortSignal.timeout(LIMIT_MS)
  let sdk: CognitoIdentityProviderClient | undefined
  try {
    sdk = await administratorClient(region, given)
    const both = Promise.all([
      sdk.send(new AdminGetUserCommand({ UserPoolId, Username }), { abortSignal }),
      recoveryOf(sdk, UserPoolId, abortSignal),
    ])
    const [answer, recovery] = await within(LIMIT_MS, 'Looking up a user', both)
    const user = factsOf(answer)
    return { lookUp: { kind: 'found', user, recovery }, mailbox: mailboxOf(answer, user) }
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (nobodys.has(name)) return { lookUp: { kind: 'no-such-user' }, mailbox: null }
    return { lookUp: { kind: 'unknown', because: whyUnseen(error) }, mailbox: null }
  } finally {
    sdk?.destroy()
  }
}
