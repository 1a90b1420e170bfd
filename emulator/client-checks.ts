import { isPublicAddress } from './client-address'
import { readEncodedData } from './encoded-data'
import { errors, invalidParameter } from './errors'
import { judgeSecretHash } from './secret-hash'
import type { Call, ClientCall } from './world'

type UserContextData = { IpAddress?: string; EncodedData?: string }

type FromClient = {
  ClientId: string
  Username: string
  SecretHash?: string | undefined
  UserContextData?: UserContextData | undefined
}

/**
 * The client that a request is from. Its secret and the context are checked before any user is looked up, so that a
 * caller that can't prove to be the client learns nothing about a user.
 */
export function provenClient(input: FromClient, call: Call): ClientCall {
  const scoped = { ...call, ...call.world.pools.clientById(input.ClientId) }
  checkSecretHash(scoped, [input.Username], input.SecretHash)
  checkUserContext(scoped, input.Username, input.UserContextData)
  return scoped
}

/** Requires the hash of a client with a secret, over one of the spellings given, and notes the verdict. */
export function checkSecretHash(
  call: ClientCall,
  usernames: readonly string[],
  sent: string | undefined,
): void {
  const verdict = judgeSecretHash(call.client, usernames, sent)
  call.verdict.secretHash = verdict
  if (verdict === 'absent') throw errors.secretHashMissing(call.client.id)
  if (verdict === 'wrong') throw errors.secretHashWrong(call.client.id)
}

/**
 * Judges the user context. Whether the real service refuses a bad signature or only scores it is not known; here it
 * refuses, because a portal that sends one has a bug. The sentences are this emulator's own.
 */
export function checkUserContext(
  call: ClientCall,
  username: string,
  context: UserContextData | undefined,
): void {
  const { verdict } = call
  verdict.encodedData = 'absent'
  if (context?.EncodedData !== undefined) {
    const reading = readEncodedData(context.EncodedData, {
      clientId: call.client.id,
      poolId: call.pool.id,
      username,
    })
    verdict.encodedData = reading.ok ? 'ok' : 'bad'
    verdict.payload = reading.payload
    if (!reading.ok) throw invalidParameter(`Invalid EncodedData in UserContextData: ${reading.because}`)
  }
  if (context?.IpAddress === undefined) return
  if (!call.client.propagateUserContext || call.client.secrets.length === 0) {
    throw invalidParameter(
      'IpAddress in UserContextData needs a confidential client with EnablePropagateAdditionalUserContextData',
    )
  }
  if (!isPublicAddress(context.IpAddress)) {
    throw invalidParameter('IpAddress in UserContextData is not a valid public IPv4 or IPv6 address')
  }
}
