import { randomBytes } from 'node:crypto'
import { checkSecretHash, checkUserContext } from '../client-checks'
import { errors, invalidParameter, notAuthorized } from '../errors'
import { passwordMatches } from '../passwords'
import type { OperationInput } from '../shapes'
import { attributesOf, findUser, type User } from '../users'
import type { Call, ClientCall, World } from '../world'
import { challenge, factorOf } from './second-factor'

const freeFailures = 5
const longestLockSeconds = 15 * 60

/**
 * Sign-in with a password, its second step for who has one, and its renewal with a refresh token. Other flows are
 * refused.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
 */
export async function initiateAuth(input: OperationInput<'InitiateAuth'>, call: Call) {
  const scoped: ClientCall = { ...call, ...call.world.pools.clientById(input.ClientId) }
  const parameters = input.AuthParameters ?? {}
  const flow = input.AuthFlow === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : input.AuthFlow
  if (!scoped.client.authFlows.includes(`ALLOW_${flow}`))
    throw invalidParameter(`${flow} flow not enabled for this client`)
  if (flow === 'REFRESH_TOKEN_AUTH') return refresh(scoped, parameters)
  if (flow === 'USER_PASSWORD_AUTH') return signIn(scoped, parameters, input.UserContextData)
  throw invalidParameter(`${flow} is not implemented by this emulator`)
}

async function signIn(
  call: ClientCall,
  parameters: Record<string, string>,
  context: OperationInput<'InitiateAuth'>['UserContextData'],
) {
  const { world, pool, client } = call
  const username = required(parameters, 'USERNAME')
  const password = required(parameters, 'PASSWORD')
  checkSecretHash(call, [username], parameters.SECRET_HASH)
  checkUserContext(call, username, context)
  const user = authenticate(call, username, password)
  if (user.status === 'FORCE_CHANGE_PASSWORD') return newPasswordRequired(user)
  const factor = factorOf(user)
  if (factor !== null) return challenge(call, user, factor)
  return {
    ChallengeParameters: {},
    AuthenticationResult: world.tokens.start(pool, client, user, {
      seen: { address: context?.IpAddress ?? null },
    }),
  }
}

/** The user whose name and password these are, who may still have to set another one. Throws a CognitoError. */
export function authenticate(call: ClientCall, username: string, password: string): User {
  const { world, pool, client } = call
  const user = findUser(pool, username)
  const hidesUsers = client.preventUserExistenceErrors === 'ENABLED'
  if (!user) throw hidesUsers ? errors.wrongCredentials() : errors.userDoesNotExist()
  if (!user.enabled) throw hidesUsers ? errors.wrongCredentials() : errors.disabled()
  if (world.clock.now() < user.lockedUntil) throw errors.attemptsExceeded()
  // Whatever the password: https://github.com/aws-amplify/amplify-js/issues/11209
  if (user.status === 'UNCONFIRMED') throw errors.notConfirmed()
  if (user.status === 'EXTERNAL_PROVIDER' || !passwordMatches(password, user.password)) {
    countFailure(world, user)
    throw errors.wrongCredentials()
  }
  user.failedSignIns = 0
  if (user.status === 'RESET_REQUIRED') throw errors.resetRequired()
  return user
}

function refresh(call: ClientCall, parameters: Record<string, string>) {
  const { world, client } = call
  const session = world.tokens.findRefresh(required(parameters, 'REFRESH_TOKEN'), client.id)
  // The hash of a renewal is over the user's own name or sub, since no username is typed.
  checkSecretHash(call, session ? [session.user.username, session.user.sub] : [''], parameters.SECRET_HASH)
  if (!session) throw notAuthorized('Invalid Refresh Token')
  return { ChallengeParameters: {}, AuthenticationResult: world.tokens.refresh(session) }
}

function newPasswordRequired(user: User) {
  return {
    ChallengeName: 'NEW_PASSWORD_REQUIRED',
    Session: randomBytes(96).toString('base64url'),
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: '[]',
      userAttributes: JSON.stringify(attributesOf(user)),
    },
  }
}

/** Five failures are free; then one second, doubling, up to a quarter of an hour. */
function countFailure(world: World, user: User): void {
  user.failedSignIns += 1
  const beyond = user.failedSignIns - freeFailures
  if (beyond < 0) return
  user.lockedUntil = world.clock.now() + Math.min(2 ** beyond, longestLockSeconds) * 1000
}

function required(parameters: Record<string, string>, name: string): string {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined
  if (value === undefined || value === '') throw invalidParameter(`Missing required parameter ${name}`)
  return value
}
