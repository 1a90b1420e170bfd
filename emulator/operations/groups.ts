import { errors, invalidParameter } from '../errors'
import type { Pool } from '../pool'
import type { OperationInput } from '../shapes'
import type { User } from '../users'
import type { Call } from '../world'
import { userView } from './admin-users'

const PAGE = 60

const isIn = (group: string) => (user: User) => user.groups.includes(group)

function membersOf({ groups, users }: Pool, group: string): User[] {
  const members = [...users.values()].filter(isIn(group))
  if (members.length === 0 && !groups.includes(group)) throw errors.noSuchGroup()
  return members
}

/** Where a page begins, sealed with its group: the token of one list is none for another. */
const tokenOf = (group: string, from: number) =>
  Buffer.from(JSON.stringify([group, from])).toString('base64url')

function startOf(group: string, members: readonly User[], token: string | undefined): number {
  if (token === undefined) return 0
  const from = members.findIndex((_, index) => tokenOf(group, index) === token)
  if (from < 1) throw invalidParameter('Invalid pagination token.')
  return from
}

/**
 * Members of one group, at most sixty at a time.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html
 */
export function listUsersInGroup(input: OperationInput<'ListUsersInGroup'>, { world }: Call) {
  const { GroupName: group, Limit, NextToken } = input
  const members = membersOf(world.pools.get(input.UserPoolId), group)
  const from = startOf(group, members, NextToken)
  const to = from + (Limit || PAGE)
  return {
    Users: members.slice(from, to).map(userView),
    ...(to < members.length && { NextToken: tokenOf(group, to) }),
  }
}
