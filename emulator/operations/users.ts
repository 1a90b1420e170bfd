import { toList } from '../attributes'
import { newCode } from '../codes'
import { draftMessage, recoveryContact, sendMessage } from '../delivery'
import { errors, invalidParameter } from '../errors'
import type { OperationInput } from '../shapes'
import { noClient } from '../triggers'
import { attributesOf, type User } from '../users'
import type { Call } from '../world'
import { getUser, userView } from './admin-users'

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export function getSelf(input: OperationInput<'GetUser'>, { world }: Call) {
  const user = world.tokens.userOf(input.AccessToken)
  return { Username: user.username, UserAttributes: toList(attributesOf(user)) }
}

export function globalSignOut(input: OperationInput<'GlobalSignOut'>, { world }: Call) {
  world.tokens.revokeAll(world.tokens.userOf(input.AccessToken))
  return {}
}

/**
 * Sends a code like ForgotPassword does and, unlike it, closes sign-in until it was used.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminResetUserPassword.html
 */
export async function adminResetUserPassword(
  input: OperationInput<'AdminResetUserPassword'>,
  { world }: Call,
) {
  if (!world.quota.take('UserAccountRecovery')) throw errors.tooManyRequests()
  const pool = world.pools.get(input.UserPoolId)
  const user = getUser(world, input)
  if (user.status !== 'CONFIRMED' && user.status !== 'RESET_REQUIRED') throw errors.wrongState()
  const contact = recoveryContact(pool, user)
  if (!contact) throw errors.noVerifiedContact()
  const to = { user, contact, clientId: noClient, clientMetadata: input.ClientMetadata }
  const draft = await draftMessage(world, pool, to)
  user.status = 'RESET_REQUIRED'
  user.code = newCode(world.clock.now())
  sendMessage(world, pool, user, draft, user.code.value)
  return {}
}

const pageSize = 60

/** All users or those a filter of one comparison finds (`email = "…"`, `username ^= "…"`). */
export function listUsers(input: OperationInput<'ListUsers'>, { world }: Call) {
  const wanted = readFilter(input.Filter)
  const found = [...world.pools.get(input.UserPoolId).users.values()].filter(wanted)
  const from = Number(input.PaginationToken ?? 0)
  const to = from + Math.min(input.Limit ?? pageSize, pageSize)
  return {
    Users: found.slice(from, to).map(userView),
    ...(to < found.length && { PaginationToken: String(to) }),
  }
}

function readFilter(filter: string | undefined): (user: User) => boolean {
  if (filter === undefined || filter === '') return () => true
  const parsed = /^\s*"?([\w:]+)"?\s*(\^?=)\s*"(.*)"\s*$/.exec(filter)
  if (!parsed) throw invalidParameter('Error while parsing filter.')
  const [, name = '', comparison, value = ''] = parsed
  return (user) => {
    const text = shown(user, name)
    return comparison === '=' ? text === value : text.startsWith(value)
  }
}

function shown(user: User, name: string): string {
  switch (name) {
    case 'username':
      return user.username
    case 'cognito:user_status':
      return user.status
    case 'status':
      return user.enabled ? 'Enabled' : 'Disabled'
    default:
      return attributesOf(user)[name] ?? ''
  }
}
