import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto'

export type StoredPassword = { salt: Buffer; hash: Buffer }

// Synchronous on purpose: checking a code, its one use and the new password are then one step that no second
// request can come between. Cheap on purpose: the passwords live only as long as the process.
const cost = { N: 256, r: 8, p: 1 }

export function storePassword(password: string): StoredPassword {
  const salt = randomBytes(16)
  return { salt, hash: derive(password, salt) }
}

export function passwordMatches(password: string, stored: StoredPassword | null): boolean {
  if (!stored) return false
  return timingSafeEqual(derive(password, stored.salt), stored.hash)
}

// UTF-16 code units, so that two strings are equal here exactly when they were equal on the wire: composed and
// decomposed letters stay different, and so do lone surrogates, which UTF-8 would fold into one.
function derive(password: string, salt: Buffer): Buffer {
  return scryptSync(Buffer.from(password, 'utf16le'), salt, 32, cost)
}
