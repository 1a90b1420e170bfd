import { provenClient } from '../client-checks'
import { checkCode, codeLifetimes } from '../codes'
import { errors } from '../errors'
import { requireGoodPassword } from '../good-password'
import { userKey } from '../limits'
import { callPostConfirmation } from '../post-confirmation'
import type { OperationInput } from '../shapes'
import { changePassword, findUser } from '../users'
import type { Call } from '../world'

/**
 * Sets a new password with a code. There is no await between checking the code and marking it as used, so of two
 * requests with the same code exactly one sets its password. A refused password leaves the code valid.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html
 */
export async function confirmForgotPassword(input: OperationInput<'ConfirmForgotPassword'>, call: Call) {
  const { world } = call
  if (!world.quota.take('UserAccountRecovery')) throw errors.tooManyRequests()
  const { pool, client } = provenClient(input, call)
  const user = findUser(pool, input.Username)
  const hidesUsers = client.preventUserExistenceErrors === 'ENABLED'
  if (!user && !hidesUsers) throw errors.unknownUser()
  if (!world.budget.take(userKey(pool, user, input.Username))) {
    throw errors.limitExceeded()
  }
  if (!user) throw errors.codeMismatch()
  if (!user.enabled) throw hidesUsers ? errors.codeMismatch() : errors.disabled()
  if (user.status === 'UNCONFIRMED') throw errors.notConfirmed()
  if (user.status === 'FORCE_CHANGE_PASSWORD' || user.status === 'EXTERNAL_PROVIDER')
    throw errors.wrongState()
  const now = world.clock.now()
  checkCode(user.code, input.ConfirmationCode, now, codeLifetimes.reset)
  requireGoodPassword(pool, user, input.Password)
  user.code = null
  changePassword(user, input.Password, now)
  user.status = 'CONFIRMED'
  await callPostConfirmation(world, pool, {
    user,
    clientId: client.id,
    clientMetadata: input.ClientMetadata,
    triggerSource: 'PostConfirmation_ConfirmForgotPassword',
  })
  return {}
}
