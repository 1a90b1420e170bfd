import { checkSecretHash, checkUserContext } from '../client-checks'
import { issueCode, newCode } from '../codes'
import {
  type CodeDeliveryDetails,
  detailsFor,
  draftMessage,
  recoveryContact,
  sendMessage,
  simulatedDetails,
} from '../delivery'
import { errors } from '../errors'
import type { OperationInput } from '../shapes'
import { findUser, nameKey } from '../users'
import type { Call, ClientCall } from '../world'

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
  if (!world.budget.take(budgetKey(pool.id, user?.username ?? nameKey(pool, input.Username)))) {
    throw errors.limitExceeded()
  }
  if (!user) return { CodeDeliveryDetails: simulate(scoped, input.Username) }
  if (!user.enabled) {
    if (!hidesUsers) throw errors.disabled()
    return { CodeDeliveryDetails: simulate(scoped, input.Username) }
  }
  if (user.status === 'FORCE_CHANGE_PASSWORD' || user.status === 'EXTERNAL_PROVIDER')
    throw errors.wrongState()
  const contact = user.status === 'UNCONFIRMED' ? null : recoveryContact(pool, user)
  if (!contact) {
    if (!hidesUsers) throw errors.noVerifiedContact()
    return { CodeDeliveryDetails: simulate(scoped, input.Username) }
  }
  const draft = await draftMessage(world, pool, {
    user,
    contact,
    clientId: client.id,
    clientMetadata: input.ClientMetadata,
  })
  // Together and without a pause, so that of two simultaneous requests the later mail holds the valid code.
  const code = newCode()
  issueCode(user, code, world.clock.now())
  sendMessage(world, pool, user, draft, code)
  return { CodeDeliveryDetails: detailsFor(contact) }
}

export function budgetKey(poolId: string, username: string): string {
  return `${poolId} ${username}`
}

function simulate({ pool, client }: ClientCall, typed: string): CodeDeliveryDetails {
  const key = nameKey(pool, typed)
  const before = pool.simulated.get(key) ?? 0
  pool.simulated.set(key, before + 1)
  if (client.simulatedAnswers === 'alternate' && before % 2 === 1) throw errors.noVerifiedContact()
  return simulatedDetails(pool, typed)
}
