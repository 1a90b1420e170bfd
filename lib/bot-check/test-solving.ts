import { type Challenge, type Solution, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'

/** For tests: what a browser sends for a challenge, base64 of JSON as `app/_solver` makes it. */
export const asSent = (challenge: Challenge, solution: Pick<Solution, 'counter' | 'derivedKey'>): string =>
  Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')

/** For tests: solves a challenge as a browser does. */
export async function solved(challenge: Challenge): Promise<string> {
  const found = await solveChallenge({ challenge, deriveKey })
  if (found === null) throw new Error('no solution')
  const { counter, derivedKey } = found
  return asSent(challenge, { counter, derivedKey })
}
