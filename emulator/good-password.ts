import { errors, invalidPassword } from './errors'
import { brokenRule } from './policy'
import type { Pool } from './pool'
import { type User, wasUsedBefore } from './users'

/** Throws for a password that the pool's policy refuses, or that this user had before. */
export function requireGoodPassword(pool: Pool, user: User | null, password: string): void {
  const broken = brokenRule(password, pool.policy)
  if (broken) throw invalidPassword(broken)
  if (user && wasUsedBefore(user, password, pool.historySize)) throw errors.passwordReused()
}
