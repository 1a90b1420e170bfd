import { randomBytes } from 'node:crypto'
import { readAttributes, requireWritable } from '../attributes'
import { provenClient } from '../client-checks'
import { newCode } from '../codes'
import { detailsFor, draftMessage, sendMessage, signUpContact } from '../delivery'
import { errors, invalidParameter } from '../errors'
import { requireGoodPassword } from '../good-password'
import type { Client, Pool } from '../pool'
import type { OperationInput } from '../shapes'
import { requireUsableName } from '../usable-names'
import { addUser, findUser } from '../users'
import type { Call } from '../world'

/**
 * Makes an unconfirmed user and sends the code that confirms it. The user is there before the message is written, so a
 * function that fails leaves one without a code behind.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html
 */
export async function signUp(input: OperationInput<'SignUp'>, call: Call) {
  const { world } = call
  if (!world.quota.take('UserCreation')) throw errors.tooManyRequests()
  const { pool, client } = provenClient(input, call)
  if (!pool.selfSignUp) throw errors.noSelfSignUp()
  requireUsableName(pool, input.Username)
  const attributes = readAttributes(input.UserAttributes)
  requireWritable(attributes)
  if (input.Password === undefined) throw noPassword()
  requireGoodPassword(pool, null, input.Password)
  if (findUser(pool, input.Username)) throw nameTaken(pool, input.Username)
  const now = world.clock.now()
  const { email, phone_number, ...others } = attributes
  const user = addUser(
    pool,
    {
      username: input.Username,
      email,
      emailVerified: false,
      phone: phone_number,
      phoneVerified: false,
      attributes: others,
      status: 'UNCONFIRMED',
      password: input.Password,
    },
    now,
  )
  const answer = { UserConfirmed: false, UserSub: user.sub, ...sessionFor(client) }
  const contact = signUpContact(pool, user)
  if (!contact) return answer
  const draft = await draftMessage(world, pool, {
    user,
    contact,
    clientId: client.id,
    clientMetadata: input.ClientMetadata,
    triggerSource: 'CustomMessage_SignUp',
  })
  user.signUpCode = { ...newCode(world.clock.now()), ...contact }
  sendMessage(world, pool, user, draft, user.signUpCode.value)
  return { ...answer, CodeDeliveryDetails: detailsFor(contact) }
}

/** What a client with USER_AUTH could go on to a sign-in with; here nothing takes it. */
export function sessionFor(client: Client): { Session?: string } {
  return client.authFlows.includes('ALLOW_USER_AUTH')
    ? { Session: randomBytes(96).toString('base64url') }
    : {}
}

// The model has no longer required one since users can sign in without; a pool here has only users with one.
function noPassword() {
  return invalidParameter(
    "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
  )
}

function nameTaken(pool: Pool, name: string) {
  if (pool.usernameAttributes.length === 0) return errors.usernameExists('User already exists')
  const attribute = name.startsWith('+') ? 'phone_number' : 'email'
  return errors.usernameExists(`An account with the given ${attribute} already exists.`)
}
