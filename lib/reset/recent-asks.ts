import 'server-only'
import { BoundedMap } from '../bounded-map'
import type { AwsAnswer } from '../cognito/aws-answer'
import { keyedHash } from '../crypto/keyed-hash'
import { processWide } from '../process-wide'

/** Within this time the same ask is the same request: a second call would void the code of the first. */
const SAME_FOR_MS = 60_000
const MAXIMUM_REMEMBERED = 10_000

type Recent = { readonly answer: Promise<AwsAnswer>; readonly at: number }

const recent = () =>
  processWide<BoundedMap<string, Recent>>('recent-asks', () => new BoundedMap(MAXIMUM_REMEMBERED))

/**
 * Gives a request for a mail that was sent twice the answer of the first time; one that is under way is waited for. Only
 * what Cognito took is remembered: a refusal may have another reason a moment later.
 */
export async function askedOnce(
  [tenantId, clientId, username]: readonly [string, string, string],
  ask: () => Promise<AwsAnswer>,
): Promise<AwsAnswer> {
  const key = keyedHash('ask-request', tenantId, clientId, username)
  const known = recent().get(key)
  if (known !== undefined && performance.now() - known.at < SAME_FOR_MS) return known.answer
  const answer = ask()
  recent().set(key, { answer, at: performance.now() })
  const forget = () => recent().delete(key)
  answer.then(({ ok }) => {
    if (!ok) forget()
  }, forget)
  return answer
}
