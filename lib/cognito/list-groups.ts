import 'server-only'
import {
  type CognitoIdentityProviderClient,
  ListUsersInGroupCommand,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider'
import { within } from '../platform/deadline'
import { administratorClient, type GivenCredentials } from './administrator-client'
import { type Unseen, whyUnseen } from './administrator-refusal'

const LIMIT_MS = 8_000
/** As many as Cognito gives at once (API reference, ListUsersInGroup). */
const AT_ONCE = 60
/** How many groups are asked for side by side: the account's quota for lists is 30 requests a second, for all of its pools. */
const SIDE_BY_SIDE = 3

/** Somebody in a group. */
export type Member = {
  readonly subject: string
  /** As the person is called at sign-in: the mail address, else the name, else the user name. */
  readonly name: string
  readonly isEnabled: boolean
}

export type GroupMembers = {
  readonly members: readonly Member[]
  /** Whether there are more than were read. */
  readonly isCut: boolean
}

export type GroupsLook =
  | { readonly kind: 'read'; readonly groups: ReadonlyMap<string, GroupMembers> }
  | { readonly kind: 'unread'; readonly because: Unseen }

const nobody: GroupMembers = { members: [], isCut: false }

function memberOf({ Username = '', Attributes = [], Enabled = true }: UserType): Member {
  const attributes = new Map(Attributes.map(({ Name = '', Value = '' }) => [Name, Value]))
  const name = attributes.get('email') || attributes.get('name') || Username
  return { subject: attributes.get('sub') ?? Username, name, isEnabled: Enabled }
}

/** Nobody made this group: that nobody is in it is all that it says. A pool that is not there has the same exception. */
const isWithoutGroup = (error: unknown) =>
  error instanceof Error && error.name === 'ResourceNotFoundException' && /^group\b/i.test(error.message)

type Ask = { sdk: CognitoIdentityProviderClient; UserPoolId: string; most: number; abortSignal: AbortSignal }

async function membersOf(
  { sdk, UserPoolId, most, abortSignal }: Ask,
  GroupName: string,
): Promise<GroupMembers> {
  const members: Member[] = []
  let NextToken: string | undefined
  try {
    do {
      const Limit = Math.min(AT_ONCE, most - members.length)
      const command = new ListUsersInGroupCommand({ UserPoolId, GroupName, Limit, NextToken })
      const answer = await sdk.send(command, { abortSignal })
      members.push(...(answer.Users ?? []).map(memberOf))
      NextToken = answer.NextToken
    } while (NextToken !== undefined && members.length < most)
  } catch (error) {
    if (isWithoutGroup(error)) return nobody
    throw error
  }
  return { members, isCut: NextToken !== undefined }
}

/**
 * Who is in some groups of a pool, as far as IAM allows it (`cognito-idp:ListUsersInGroup`). A group that nobody made has
 * nobody in it. Never throws.
 *
 * @param most how many of each group are read
 * @param given credentials instead of this deployment's
 */
export async function listGroups(
  { region, userPoolId: UserPoolId }: { region: string; userPoolId: string },
  groups: readonly string[],
  most: number,
  given?: GivenCredentials,
): Promise<GroupsLook> {
  const abortSignal = AbortSignal.timeout(LIMIT_MS)
  const found = new Map<string, GroupMembers>()
  let sdk: CognitoIdentityProviderClient | undefined
  try {
    const made = await administratorClient(region, given)
    sdk = made
    const left = [...groups]
    const work = async () => {
      for (let group = left.shift(); group !== undefined; group = left.shift()) {
        found.set(group, await membersOf({ sdk: made, UserPoolId, most, abortSignal }, group))
      }
    }
    await within(LIMIT_MS, 'Listing groups', Promise.all(Array.from({ length: SIDE_BY_SIDE }, work)))
    return { kind: 'read', groups: found }
  } catch (error) {
    return { kind: 'unread', because: whyUnseen(error) }
  } finally {
    sdk?.destroy()
  }
}
