import 'server-only'
import { randomInt } from 'node:crypto'
import { type Challenge, createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'
import { keyedHash } from '../crypto/keyed-hash'
import { keys } from '../crypto/keys'
import { CHALLENGE_MS } from './lasting'

/**
 * What a browser has to do for one mail: between `LEAST` and `MOST` rounds of PBKDF2, each of 1 to 3 ms. The number is
 * drawn beforehand, so that nobody is unlucky: half a second on a computer, two on a slow telephone.
 */
const ROUND = { algorithm: 'PBKDF2/SHA-256', cost: 5_000, keyLength: 32 } as const
const [LEAST, MOST] = [80, 240]

/** Longer than any solution that a browser sends. */
const MOST_TEXT = 2_000

const hex = z
  .string()
  .regex(/^[0-9a-f]*$/)
  .max(128)

const SolvedSchema = z.strictObject({
  challenge: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.string(),
      nonce: hex,
      salt: hex,
      cost: z.int(),
      keyLength: z.int(),
      keyPrefix: hex,
      keySignature: hex,
      expiresAt: z.int(),
    }),
    signature: hex,
  }),
  solution: z.strictObject({ counter: z.int(), derivedKey: hex }),
})

/**
 * Secrets of the tenant's own: another tenant's challenge is one that was never signed. From the oldest secret of the
 * deployment, so that putting a new one in front voids no challenge that is under way.
 */
const secretsOf = (tenantId: string) => ({
  hmacSignatureSecret: keyedHash(keys(), 'bot-check/challenge', tenantId),
  hmacKeySignatureSecret: keyedHash(keys(), 'bot-check/solution', tenantId),
})

/** A new challenge for the browsers of one tenant, good for five minutes. Nothing is stored of it. */
export function newChallenge(tenantId: string, now = new Date()): Promise<Challenge> {
  return createChallenge({
    ...ROUND,
    ...secretsOf(tenantId),
    deriveKey,
    counter: randomInt(LEAST, MOST + 1),
    expiresAt: new Date(now.getTime() + CHALLENGE_MS),
  })
}

function read(text: string): z.output<typeof SolvedSchema> | null {
  if (text.length > MOST_TEXT) return null
  try {
    const parsed = SolvedSchema.safeParse(JSON.parse(Buffer.from(text, 'base64').toString('utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/**
 * Reads what a browser sent as its solution: base64 of JSON with the challenge, as it came, and what was found.
 *
 * @returns what the challenge is remembered by once it is used; null where the solution is none, is altered or late, or is
 *   for another tenant. Whether it was used before is not looked at.
 */
export async function solvedChallenge(tenantId: string, text: string): Promise<string | null> {
  const solved = read(text)
  if (solved === null) return null
  const { verified } = await verifySolution({ ...solved, ...secretsOf(tenantId), deriveKey })
  return verified ? keyedHash(keys(), 'bot-check/used', tenantId, solved.challenge.signature) : null
}
