import { createHmac } from 'node:crypto'

/** The version of the web library of Cognito's threat protection whose format is sent here. */
const WEB_VERSION = 'JS20171115'

/** What the web library knows of a device, by its own names. A value that isn't known is left out. */
export type ContextData = {
  UserAgent?: string
  /** 20 base-36 characters, a colon, and the time of minting in milliseconds. */
  DeviceId?: string
  DeviceLanguage?: string
  DeviceFingerprint?: string
  DevicePlatform?: string
  ClientTimezone?: string
}

type Subject = {
  username: string
  userPoolId: string
  clientId: string
  contextData: ContextData
  now: Date
}

/**
 * `UserContextData.EncodedData` in the shape of the web library: base64 of a JSON object with the payload as a
 * string, its HMAC-SHA256 keyed by the client id over version and payload, and the version.
 *
 * The key is public, so the signature is a checksum and proves nothing about where the data came from.
 */
export function encodeContextData({ username, userPoolId, clientId, contextData, now }: Subject): string {
  const payload = JSON.stringify({ contextData, username, userPoolId, timestamp: String(now.getTime()) })
  const signature = createHmac('sha256', clientId)
    .update(WEB_VERSION + payload, 'utf8')
    .digest('base64')
  return Buffer.from(JSON.stringify({ payload, signature, version: WEB_VERSION }), 'utf8').toString('base64')
}
