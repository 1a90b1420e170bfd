import { provenClient } from '../client-checks'
import { newCode } from '../codes'
import { detailsFor, draftMessage, recoveryContact, sendMessage } from '../delivery'
import { errors } from '../errors'
import { simulateDelivery } from '../hidden-users'
import { userKey } from '../limits'
import type { OperationInput } from '../shapes'
import { findUser } from '../users'
import type { Call } from '../world'

/**
 * Sends a code.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgotPassword.html
 */
export async function forgotPassword(input: OperationInput<'ForgotPassword'>, call: Call) {
  const { world } = call
  if (!world.quota.take('UserAccountRecovery')) throw errors.tooManyRequests()
  const scoped = provenClient(input, call)
  const { pool, client } = scoped
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
