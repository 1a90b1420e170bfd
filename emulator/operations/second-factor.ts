import { randomBytes } from 'node:crypto'
import { checkSecretHash, checkUserContext } from '../client-checks'
import { newCode } from '../codes'
import { type Contact, detailsFor, draftMessage, sendMessage } from '../delivery'
import { errors, invalidParameter } from '../errors'
import type { OperationInput } from '../shapes'
import { findUser, isVerified, type User } from '../users'
import type { Call, ClientCall } from '../world'

/** `AuthSessionValidity` of an app client, whose default this is: how long a code and its session work. */
const SESSION_MS = 3 * 60_000

/** Where a user's second factor goes; null for one who has none, or no proved address for it. */
export function factorOf(user: User): Contact | null {
  if (user.secondFactor === null) return null
  const attribute = user.secondFactor
  const address = user.attributes.get(attribute)
  return address !== undefined && isVerified(user, attribute) ? { attribute, address } : null
}

/** Sends the code and asks for it. The function is given no client metadata: the API says so of InitiateAuth. */
export async function challenge({ world, pool, client }: ClientCall, user: User, contact: Contact) {
  const draft = await draftMessage(world, pool, {
    user,
    contact,
    clientId: client.id,
    clientMetadata: undefined,
    triggerSource: 'CustomMessage_Authentication',
  })
  const code = newCode(world.clock.now())
  const name = contact.attribute === 'email' ? 'EMAIL_OTP' : 'SMS_MFA'
  const session = randomBytes(96).toString('base64url')
  user.challenge = { session, clientId: client.id, name, code }
  sendMessage(world, pool, user, draft, code.value)
  const { DeliveryMedium, Destination } = detailsFor(contact)
  return {
    ChallengeName: name,
    Session: session,
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium,
      CODE_DELIVERY_DESTINATION: Destination,
    },
  }
}

/**
 * Finishes a sign-in with the code that was sent. Other challenges are refused.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html
 */
export function respondToAuthChallenge(input: OperationInput<'RespondToAuthChallenge'>, call: Call) {
  const { world } = call
  const scoped: ClientCall = { ...call, ...world.pools.clientById(input.ClientId) }
  const { pool, client } = scoped
  const name = input.ChallengeName
  if (name !== 'EMAIL_OTP' && name !== 'SMS_MFA')
    throw invalidParameter(`${name} is not implemented by this emulator`)
  const username = answerOf(input, 'USERNAME')
  const code = answerOf(input, `${name}_CODE`)
  const user = findUser(pool, username)
  const known = user ? [username, user.username, user.sub] : [username]
  checkSecretHash(scoped, known, input.ChallengeResponses?.SECRET_HASH)
  checkUserContext(scoped, username, input.UserContextData)
  const open = user?.challenge ?? null
  const isOpen =
    open !== null &&
    open.session === input.Session &&
    open.clientId === client.id &&
    open.name === name &&
    world.clock.now() - open.code.issuedAt <= SESSION_MS
  if (!user || !isOpen) throw errors.sessionExpired()
  if (open.code.value !== code) throw errors.wrongFactor()
  user.challenge = null
  const seen = { address: input.UserContextData?.IpAddress ?? null }
  return {
    ChallengeParameters: {},
    AuthenticationResult: world.tokens.start(pool, client, user, { seen }),
  }
}

function answerOf({ ChallengeResponses }: OperationInput<'RespondToAuthChallenge'>, name: string): string {
  const value = ChallengeResponses?.[name]
  if (value === undefined || value === '') throw invalidParameter(`Missing required parameter ${name}`)
  return value
}
