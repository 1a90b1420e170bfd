import { provenClient } from '../client-checks'
import { checkCode, codeLifetimes } from '../codes'
import { errors } from '../errors'
import { userKey } from '../limits'
import { callPostConfirmation } from '../post-confirmation'
import type { OperationInput } from '../shapes'
import { noClient } from '../triggers'
import { findUser, proveAddress } from '../users'
import type { Call } from '../world'
import { getUser } from './admin-users'
import { sessionFor } from './sign-up'

/**
 * Confirms a sign-up with its code, and with it the address that the code went to. There is no await between checking
 * the code and marking it as used.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html
 */
export async function confirmSignUp(input: OperationInput<'ConfirmSignUp'>, call: Call) {
  const { world } = call
  if (!world.quota.take('UserCreation')) throw errors.tooManyRequests()
  const { pool, client } = provenClient(input, call)
  const user = findUser(pool, input.Username)
  if (!user && client.preventUserExistenceErrors === 'LEGACY') throw errors.unknownUser()
  if (!world.hourly.ConfirmSignUp.take(userKey(pool, user, input.Username))) throw errors.limitExceeded()
  if (!user) throw errors.codeMismatch()
  if (!user.enabled) throw errors.disabled()
  if (user.status !== 'UNCONFIRMED') throw errors.notConfirmable(user.status)
  checkCode(user.signUpCode, input.ConfirmationCode, world.clock.now(), codeLifetimes.signUp)
  if (user.signUpCode) proveAddress(pool, user, user.signUpCode, input.ForceAliasCreation ?? false)
  user.signUpCode = null
  user.status = 'CONFIRMED'
  user.modifiedAt = world.clock.now()
  await callPostConfirmation(world, pool, {
    user,
    clientId: client.id,
    clientMetadata: input.ClientMetadata,
    triggerSource: 'PostConfirmation_ConfirmSignUp',
  })
  return sessionFor(client)
}

/**
 * Confirms without a code; proves no address.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminConfirmSignUp.html
 */
export async function adminConfirmSignUp(input: OperationInput<'AdminConfirmSignUp'>, { world }: Call) {
  if (!world.quota.take('UserCreation')) throw errors.tooManyRequests()
  const user = getUser(world, input)
  if (user.status !== 'UNCONFIRMED') throw errors.notConfirmable(user.status)
  user.signUpCode = null
  user.status = 'CONFIRMED'
  user.modifiedAt = world.clock.now()
  await callPostConfirmation(world, world.pools.get(input.UserPoolId), {
    user,
    clientId: noClient,
    clientMetadata: input.ClientMetadata,
    triggerSource: 'PostConfirmation_ConfirmSignUp',
  })
  return {}
}
