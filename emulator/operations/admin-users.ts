import { randomInt } from 'node:crypto'
import { readAttributes, toList } from '../attributes'
import { detailsFor } from '../delivery'
import { CognitoError, errors, invalidParameter } from '../errors'
import { requireGoodPassword } from '../good-password'
import type { Pool } from '../pool'
import type { OperationInput } from '../shapes'
import { requireUsableName } from '../usable-names'
import { addUser, attributesOf, changePassword, findUser, type User } from '../users'
import type { Call, World } from '../world'

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html */
export function adminCreateUser(input: OperationInput<'AdminCreateUser'>, { world }: Call) {
  const pool = world.pools.get(input.UserPoolId)
  const existing = findUser(pool, input.Username)
  if (input.MessageAction === 'RESEND') return { User: userView(resend(world, pool, existing)) }
  if (existing) throw errors.usernameExists()
  requireUsableName(pool, input.Username)
  const temporary = input.TemporaryPassword ?? temporaryPassword()
  requireGoodPassword(pool, null, temporary)
  const {
    sub: _,
    email,
    email_verified,
    phone_number,
    phone_number_verified,
    ...others
  } = readAttributes(input.UserAttributes)
  const user = addUser(
    pool,
    {
      username: input.Username,
      email,
      emailVerified: email_verified === 'true',
      phone: phone_number,
      phoneVerified: phone_number_verified === 'true',
      attributes: others,
      status: 'FORCE_CHANGE_PASSWORD',
      password: temporary,
    },
    world.clock.now(),
  )
  if (input.MessageAction !== 'SUPPRESS') invite(world, pool, user, temporary)
  return { User: userView(user) }
}

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

/** A changed contact is unverified until the same call or a later one says otherwise. */
export function adminUpdateUserAttributes(
  input: OperationInput<'AdminUpdateUserAttributes'>,
  { world }: Call,
) {
  const user = getUser(world, input)
  const changes = readAttributes(input.UserAttributes)
  if ('sub' in changes) throw invalidParameter('Cannot modify an already provided sub')
  for (const contact of ['email', 'phone_number']) {
    if (contact in changes && changes[contact] !== user.attributes.get(contact)) {
      user.attributes.set(`${contact}_verified`, 'false')
    }
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') user.attributes.delete(name)
    else user.attributes.set(name, value)
  }
  user.modifiedAt = world.clock.now()
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

function resend(world: World, pool: Pool, user: User | null): User {
  if (!user) throw errors.userDoesNotExist()
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    throw new CognitoError(
      'UnsupportedUserStateException',
      'Resend not possible. User status is not FORCE_CHANGE_PASSWORD',
    )
  }
  const temporary = temporaryPassword()
  changePassword(user, temporary, world.clock.now())
  invite(world, pool, user, temporary)
  return user
}

/** Cognito's own invitation. It goes to the first contact there is; without one there is nobody to write to. */
function invite(world: World, pool: Pool, user: User, temporary: string): void {
  const email = user.attributes.get('email')
  const to = email ?? user.attributes.get('phone_number')
  if (to === undefined) return
  const { DeliveryMedium } = detailsFor({
    attribute: email === undefined ? 'phone_number' : 'email',
    address: to,
  })
  world.inbox.deliver({
    pool: pool.id,
    username: user.username,
    medium: DeliveryMedium,
    from: email === undefined ? 'SMS' : pool.mail.from,
    to,
    subject: email === undefined ? '' : 'Your temporary password',
    body: `Your username is ${user.username} and temporary password is ${temporary}`,
    code: temporary,
    at: world.clock.iso(),
  })
}

function temporaryPassword(): string {
  const digits = () => String(randomInt(1000, 10_000))
  return `Aa-${digits()}-${digits()}-${digits()}`
}
