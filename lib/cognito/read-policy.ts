import 'server-only'
import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import type { PasswordPolicy } from '../passwords/policy'
import { within } from '../platform/deadline'
import { administratorClient, type GivenCredentials } from './administrator-client'
import { type Unseen, whyUnseen } from './administrator-refusal'
import { policyOf } from './described-policy'

/** What one look at a pool came to. */
export type PolicyLook =
  | { readonly kind: 'read'; readonly policy: PasswordPolicy }
  | { readonly kind: 'unread'; readonly because: Unseen }

const LIMIT_MS = 5_000

/**
 * Reads a pool's password policy, as far as IAM allows (DescribeUserPool). Changes nothing, ends within 5 seconds, never
 * throws.
 *
 * @param given credentials instead of this deployment's
 */
export async function readPolicy(
  { region, userPoolId: UserPoolId }: { region: string; userPoolId: string },
  given?: GivenCredentials,
): Promise<PolicyLook> {
  const abortSignal = AbortSignal.timeout(LIMIT_MS)
  let sdk: CognitoIdentityProviderClient | undefined
  try {
    sdk = await administratorClient(region, given)
    const asked = sdk.send(new DescribeUserPoolCommand({ UserPoolId }), { abortSignal })
    const { UserPool } = await within(LIMIT_MS, 'Reading a password policy', asked)
    const policy = policyOf(UserPool?.Policies?.PasswordPolicy)
    return policy === null ? { kind: 'unread', because: 'away' } : { kind: 'read', policy }
  } catch (error) {
    return { kind: 'unread', because: whyUnseen(error) }
  } finally {
    sdk?.destroy()
  }
}
