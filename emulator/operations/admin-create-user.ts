import { randomInt } from 'node:crypto'
import { readAttributes } from '../attributes'
import { draftMessage, sendMessage } from '../delivery'
import { CognitoError, errors } from '../errors'
import { requireGoodPassword } from '../good-password'
import type { Pool } from '../pool'
import type { OperationInput } from '../shapes'
import { noClient } from '../triggers'
import { requireUsableName } from '../usable-names'
import { addUser, changePassword, findUser, type User } from '../users'
import type { Call, World } from '../world'
import { userView } from './admin-users'

type ClientMetadata = OperationInput<'AdminCreateUser'>['ClientMetadata']

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html */
export async function adminCreateUser(input: OperationInput<'AdminCreateUser'>, { world }: Call) {
  if (!world.quota.take('UserCreation')) throw errors.tooManyRequests()
  const pool = world.pools.get(input.UserPoolId)
  const existing = findUser(pool, input.Username)
  if (input.MessageAction === 'RESEND') {
    return { User: userView(await resend(world, pool, existing, input.ClientMetadata)) }
  }
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
  if (input.MessageAction !== 'SUPPRESS') await invite(world, pool, user, temporary, input.ClientMetadata)
  return { User: userView(user) }
}

async function resend(world: World, pool: Pool, user: User | null, metadata: ClientMetadata): Promise<User> {
  if (!user) throw errors.userDoesNotExist()
  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    throw new CognitoError(
      'UnsupportedUserStateException',
      'Resend not possible. User status is not FORCE_CHANGE_PASSWORD',
    )
  }
  const temporary = temporaryPassword()
  changePassword(user, temporary, world.clock.now())
  await invite(world, pool, user, temporary, metadata)
  return user
}

/** The invitation goes to the first contact there is; without one there is nobody to write to. */
async function invite(
  world: World,
  pool: Pool,
  user: User,
  temporary: string,
  clientMetadata: ClientMetadata,
): Promise<void> {
  const attribute = user.attributes.has('email') ? 'email' : 'phone_number'
  const address = user.attributes.get(attribute)
  if (address === undefined) return
  const draft = await draftMessage(world, pool, {
    user,
    contact: { attribute, address },
    clientId: noClient,
    clientMetadata,
    triggerSource: 'CustomMessage_AdminCreateUser',
  })
  const body = draft.body.replaceAll('{username}', user.username)
  sendMessage(world, pool, user, { ...draft, body }, temporary)
}

function temporaryPassword(): string {
  const digits = () => String(randomInt(1000, 10_000))
  return `Aa-${digits()}-${digits()}-${digits()}`
}
