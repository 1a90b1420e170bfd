import { toList } from '../attributes'
import { errors } from '../errors'
import { requireGoodPassword } from '../good-password'
import type { OperationInput } from '../shapes'
import { attributesOf, changePassword, findUser, type User } from '../users'
import type { Call, World } from '../world'

export function adminGetUser(input: OperationInput<'AdminGetUser'>, { world }: Call) {
  const { Attributes, ...user } = userView(getUser(world, input))
  return { ...user, UserAttributes: Attributes }
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html */
export function adminSetUserPassword(input: OperationInput<'AdminSetUserPassword'>, { world }: Call) {
  if (!world.quota.take('UserAccountRecovery')) throw errors.tooManyRequests()
  const user = getUser(world, input)
  requireGoodPassword(world.pools.get(input.UserPoolId), user, input.Password)
  changePassword(user, input.Password, world.clock.now())
  user.status = input.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD'
  return {}
}

export function adminDisableUser(input: OperationInput<'AdminDisableUser'>, { world }: Call) {
  const user = getUser(world, input)
  user.enabled = false
  world.tokens.revokeAll(user)
  return {}
}

export function adminEnableUser(input: OperationInput<'AdminEnableUser'>, { world }: Call) {
  getUser(world, input).enabled = true
  return {}
}

export function adminUserGlobalSignOut(input: OperationInput<'AdminUserGlobalSignOut'>, { world }: Call) {
  world.tokens.revokeAll(getUser(world, input))
  return {}
}

export function getUser(world: World, input: { UserPoolId: string; Username: string }): User {
  const user = findUser(world.pools.get(input.UserPoolId), input.Username)
  if (!user) throw errors.userDoesNotExist()
  return user
}

export function userView(user: User) {
  return {
    Username: user.username,
    Attributes: toList(attributesOf(user)),
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  }
}
