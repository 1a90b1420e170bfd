import { randomInt } from 'node:crypto'

export const DEVICE_COOKIE = 'rekey_device'
export const DEVICE_COOKIE_SECONDS = 90 * 24 * 60 * 60

const shape = /^[a-z0-9]{20}:\d{13}$/
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A device id in the shape of Cognito's web library: 20 random base-36 characters and the time of minting. */
export function mintDeviceId(now: Date): string {
  const random = Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${random}:${now.getTime()}`
}

/** The id that a cookie brought, or null where it isn't one. */
export function readDeviceId(cookie: string | undefined): string | null {
  return cookie !== undefined && shape.test(cookie) ? cookie : null
}
