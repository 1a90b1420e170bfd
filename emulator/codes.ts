import { randomInt } from 'node:crypto'
import { errors } from './errors'

export type Code = { value: string; issuedAt: number }

/** A sign-in that waits for the code of its second step. */
export type Challenge = {
  readonly session: string
  readonly clientId: string
  readonly name: 'EMAIL_OTP' | 'SMS_MFA'
  readonly code: Code
}

/** How long codes work, in seconds. https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html */
export const codeLifetimes = { reset: 3600, signUp: 24 * 3600, attribute: 24 * 3600 }

/** Six digits, leading zeros included: storing a code as a number breaks one in ten. */
export function newCode(now: number): Code {
  return { value: String(randomInt(0, 1_000_000)).padStart(6, '0'), issuedAt: now }
}

/** Throws unless the code is the newest one, unused, and not too old. Does not use it up. */
export function checkCode(code: Code | null, value: string, now: number, lifetimeSeconds: number): void {
  if (!code || now - code.issuedAt > lifetimeSeconds * 1000) throw errors.expiredCode()
  if (code.value !== value) throw errors.codeMismatch()
}
