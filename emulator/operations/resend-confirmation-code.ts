import { provenClient } from '../client-checks'
import { newCode } from '../codes'
import { detailsFor, draftMessage, sendMessage, signUpContact } from '../delivery'
import { errors } from '../errors'
import { simulateDelivery } from '../hidden-users'
import { userKey } from '../limits'
import type { OperationInput } from '../shapes'
import { findUser } from '../users'
import type { Call } from '../world'

/**
 * Sends a new code for a sign-up; the one before is void then.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html
 */
export async function resendConfirmationCode(input: OperationInput<'ResendConfirmationCode'>, call: Call) {
  const { world } = call
  if (!world.quota.take('UserResourceRead')) throw errors.tooManyRequests()
  const scoped = provenClient(input, call)
  const { pool, client } = scoped
  if (pool.autoVerified.length === 0) throw errors.cannotResend()
  const user = findUser(pool, input.Username)
  const hidesUsers = client.preventUserExistenceErrors === 'ENABLED'
  if (!user && !hidesUsers) throw errors.unknownUser()
  if (!world.hourly.ResendConfirmationCode.take(userKey(pool, user, input.Username)))
    throw errors.limitExceeded()
  if (!user?.enabled || user.status !== 'UNCONFIRMED') {
    if (!hidesUsers) throw user?.enabled ? errors.alreadyConfirmed() : errors.disabled()
    return { CodeDeliveryDetails: simulateDelivery(scoped, input.Username, errors.alreadyConfirmed()) }
  }
  const contact = signUpContact(pool, user)
  if (!contact) throw errors.cannotResend()
  const draft = await draftMessage(world, pool, {
    user,
    contact,
    clientId: client.id,
    clientMetadata: input.ClientMetadata,
    triggerSource: 'CustomMessage_ResendCode',
  })
  user.signUpCode = { ...newCode(world.clock.now()), ...contact }
  sendMessage(world, pool, user, draft, user.signUpCode.value)
  return { CodeDeliveryDetails: detailsFor(contact) }
}
