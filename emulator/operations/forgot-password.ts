import { checkSecretHash, checkUserContext } from '../client-checks'
import { newCode } from '../codes'
import { detailsFor, draftMessage, recoveryContact, sendMessage } from '../delivery'
import { errors } from '../errors'
import { simulateDelivery } from '../hidden-users'
import { userKey } from '../limits'
import type { OperationInput } from '../shapes'
import { findUser } from '../users'
import type { Call } from '../world'

/**
 * Sends a code. Checks the client, its secret and the context before the user, so that a caller that can't prove to be
 * the client learns nothing about a user.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html
 */
export async function forgotPassword(input: OperationInput<'ForgotPassword'>, call: Call) {
  const { world } = call
  if (!world.quota.take('UserAccountRecovery')) throw errors.tooManyRequests()
  const owner = world.pools.clientById(input.ClientId)
  const scoped = { ...call, ...owner }
  checkSecretHash(scoped, [input.Username], input.SecretHash)
  checkUserContext(scoped, input.Username, input.UserContextData)
  const { pool, client } = owner
  const user = findUser(pool, input.Username)
  const hidesUsers = client.preventUserExistenceErrors === 'ENABLED'
  if (!user && !hidesUsers) throw errors.unknownUser()
  // A hidden user has a budget like anybody else; without one it would give itself away.
  if (!world.budget.take(userKey(pool, user, input.Username))) {
    throw errors.limitExceeded()
  }
  if (!user)
    return { CodeDeliveryDetails: simulateDelivery(scoped, input.Username, errors.noVerifiedContact()) }
  if (!user.enabled) {
    if (!hidesUsers) throw errors.disabled()
    return { CodeDeliveryDetails: simulateDelivery(scoped, input.Username, errors.noVerifiedContact()) }
  }
  if (user.status === 'FORCE_CHANGE_PASSWORD' || user.status === 'EXTERNAL_PROVIDER')
    throw errors.wrongState()
  const contact = user.status === 'UNCONFIRMED' ? null : recoveryContact(pool, user)
  if (!contact) {
    if (!hidesUsers) throw errors.noVerifiedContact()
    return { CodeDeliveryDetails: simulateDelivery(scoped, input.Username, errors.noVerifiedContact()) }
  }
  const draft = await draftMessage(world, pool, {
    user,
    contact,
    clientId: client.id,
    clientMetadata: input.ClientMetadata,
  })
  // Together and without a pause, so that of two simultaneous requests the later mail holds the valid code.
  user.code = newCode(world.clock.now())
  sendMessage(world, pool, user, draft, user.code.value)
  return { CodeDeliveryDetails: detailsFor(contact) }
}
