import 'server-only'
import {
  type CognitoIdentityProviderClient,
  ListUserPoolReplicasCommand,
  type UserPoolReplicaType,
} from '@aws-sdk/client-cognito-identity-provider'
import { within } from '../platform/deadline'
import { administratorClient, type GivenCredentials } from './administrator-client'
import { type Unseen, whyUnseen } from './administrator-refusal'

/** What a pool is in the region that is called: its primary or a secondary replica, and whether people's calls are taken. */
export type ReplicaRole = { readonly role: 'primary' | 'secondary'; readonly isActive: boolean }

export type RoleLook =
  | { readonly kind: 'read'; readonly role: ReplicaRole | null }
  | { readonly kind: 'unread'; readonly because: Unseen }

const LIMIT_MS = 3_000

/** The role in one region, of those that a pool has; null where none is listed there, or one that isn't known. */
export function roleIn(region: string, replicas: readonly UserPoolReplicaType[] = []): ReplicaRole | null {
  const own = replicas.find(({ RegionName }) => RegionName === region)
  if (own?.Role !== 'PRIMARY' && own?.Role !== 'SECONDARY') return null
  return { role: own.Role === 'PRIMARY' ? 'primary' : 'secondary', isActive: own.Status === 'ACTIVE' }
}

/**
 * Reads which role a pool has in a region, as far as IAM allows (ListUserPoolReplicas); null where it isn't listed there.
 * Asks that region itself. Changes nothing, ends within 3 seconds, never throws.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolReplicas.html
 *
 * @param given credentials instead of this deployment's
 */
export async function readReplicaRole(
  { region, userPoolId: UserPoolId }: { region: string; userPoolId: string },
  given?: GivenCredentials,
): Promise<RoleLook> {
  const abortSignal = AbortSignal.timeout(LIMIT_MS)
  let sdk: CognitoIdentityProviderClient | undefined
  try {
    sdk = await administratorClient(region, given)
    const asked = sdk.send(new ListUserPoolReplicasCommand({ UserPoolId }), { abortSignal })
    const { UserPoolReplicas } = await within(LIMIT_MS, "Reading a replica's role", asked)
    return { kind: 'read', role: roleIn(region, UserPoolReplicas) }
  } catch (error) {
    return { kind: 'unread', because: whyUnseen(error) }
  } finally {
    sdk?.destroy()
  }
}
