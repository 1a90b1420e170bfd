import { checkSecretHash, checkUserContext } from '../client-checks'
import { checkCode } from '../codes'
import { errors, invalidPassword } from '../errors'
import { brokenRule } from '../policy'
import type { OperationInput } from '../shapes'
import { callTrigger, type PostConfirmationEvent } from '../triggers'
import { attributesOf, changePassword, findUser, nameKey, wasUsedBefore } from '../users'
import type { Call } from '../world'
import { budgetKey } from './forgot-password'

/**
 * Sets a new password with a code. There is no await between checking the code and marking it as used, so of two
 * requests with the same code exactly one sets its password. A refused password leaves the code valid.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmForgotPassword.html
 */
export async function confirmForgotPassword(input: OperationInput<'ConfirmForgotPassword'>, call: Call) {
  const { world } = call
  if (!world.quota.take('UserAccountRecovery')) throw errors.tooManyRequests()
  const { pool, client } = world.pools.clientById(input.ClientId)
  checkSecretHash({ ...call, pool, client }, [input.Username], input.SecretHash)
  checkUserContext({ ...call, pool, client }, input.Username, input.UserContextData)
  const user = findUser(pool, input.Username)
  const hidesUsers = client.preventUserExistenceErrors === 'ENABLED'
  if (!user && !hidesUsers) throw errors.unknownUser()
  if (!world.budget.take(budgetKey(pool.id, user?.username ?? nameKey(pool, input.Username)))) {
    throw errors.limitExceeded()
  }
  if (!user) throw errors.codeMismatch()
  if (!user.enabled) throw hidesUsers ? errors.codeMismatch() : errors.disabled()
  if (user.status === 'UNCONFIRMED') throw errors.notConfirmed()
  if (user.status === 'FORCE_CHANGE_PASSWORD' || user.status === 'EXTERNAL_PROVIDER')
    throw errors.wrongState()
  const now = world.clock.now()
  checkCode(user, input.ConfirmationCode, now)
  const broken = brokenRule(input.Password, pool.policy)
  if (broken) throw invalidPassword(broken)
  if (wasUsedBefore(user, input.Password, pool.historySize)) throw errors.passwordReused()
  user.code = null
  changePassword(user, input.Password, now)
  user.status = 'CONFIRMED'
  if (!pool.postConfirmation) return {}
  const event: PostConfirmationEvent = {
    version: '1',
    region: pool.region,
    userPoolId: pool.id,
    userName: user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client.id },
    triggerSource: 'PostConfirmation_ConfirmForgotPassword',
    request: {
      userAttributes: { ...attributesOf(user), 'cognito:user_status': user.status },
      ...(input.ClientMetadata && { clientMetadata: input.ClientMetadata }),
    },
    response: {},
  }
  // After the change, as on AWS: if this throws, the caller gets an error although the password was changed.
  await callTrigger('PostConfirmation', pool.postConfirmation, event, world.lambdaTimeoutMs)
  return {}
}
