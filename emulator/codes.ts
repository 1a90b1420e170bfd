import { randomInt } from 'node:crypto'
import { errors } from './errors'
import type { User } from './users'

const codeLifetimeSeconds = 3600

/** Six digits, leading zeros included: storing a code as a number breaks one in ten. */
export function newCode(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, '0')
}

/** Makes this the user's only valid code; earlier ones are void. */
export function issueCode(user: User, value: string, now: number): void {
  user.code = { value, issuedAt: now }
}

/** Throws unless the code is the newest one, unused, and no more than an hour old. Does not use it up. */
export function checkCode(user: User, value: string, now: number): void {
  if (!user.code || now - user.code.issuedAt > codeLifetimeSeconds * 1000) throw errors.expiredCode()
  if (user.code.value !== value) throw errors.codeMismatch()
}
