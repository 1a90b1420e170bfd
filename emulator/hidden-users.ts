import { type CodeDeliveryDetails, simulatedDetails } from './delivery'
import type { CognitoError } from './errors'
import { nameKey } from './users'
import type { ClientCall } from './world'

/**
 * What a client that hides its users (PreventUserExistenceErrors) is answered where nothing can be sent: a made-up
 * delivery and `refusal` in turns. All operations together count the turns of a name.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 */
export function simulateDelivery(
  { pool, client }: ClientCall,
  typed: string,
  refusal: CognitoError,
): CodeDeliveryDetails {
  const key = nameKey(pool, typed)
  const before = pool.simulated.get(key) ?? 0
  pool.simulated.set(key, before + 1)
  if (client.simulatedAnswers === 'alternate' && before % 2 === 1) throw refusal
  return simulatedDetails(pool, typed)
}
