import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, gt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { KeyRing } from '../crypto/key-ring'
import { keys } from '../crypto/keys'
import { open, seal } from '../crypto/seal'
import type { Database } from '../db/connection'
import { orNull } from '../db/optional'
import { keptAnswers } from '../db/schema'
import type { AwsAnswer } from './aws-answer'

/** One request of one tenant: `key` is a keyed hash of everything that makes two requests the same. */
export type RequestName = { readonly tenantId: string; readonly key: string }

const LIMIT_MS = 1_500
const LOOK_EVERY_MS = 250
const PURPOSE = 'kept-answer'

const AnswerSchema: z.ZodType<AwsAnswer> = z.union([
  z.object({
    ok: z.literal(true),
    output: z.record(z.string(), z.unknown()),
    requestId: z.string().nullable(),
  }),
  z.object({
    ok: z.literal(false),
    status: z.number(),
    error: z.object({ name: z.string(), message: z.string(), reasonCode: z.string().exactOptional() }),
    requestId: z.string().nullable(),
  }),
])

/**
 * The answers that AWS clients were given, for every instance to find. Sealed, because Cognito's messages may name a
 * user.
 */
export function answersInDatabase(database: Database, ring: KeyRing) {
  return {
    async keep({ tenantId, key }: RequestName, answer: AwsAnswer, keptMs: number): Promise<void> {
      const sealed = seal(ring, PURPOSE, JSON.stringify(answer), tenantId, key)
      const kept = { sealed, expiresAt: sql`now() + make_interval(secs => ${keptMs / 1_000})` }
      await database
        .insert(keptAnswers)
        .values({ key, tenantId, ...kept })
        .onConflictDoUpdate({ target: keptAnswers.key, set: kept })
    },
    async read({ tenantId, key }: RequestName): Promise<AwsAnswer | null> {
      const ofName = and(eq(keptAnswers.key, key), eq(keptAnswers.tenantId, tenantId))
      const [row] = await database
        .select({ sealed: keptAnswers.sealed })
        .from(keptAnswers)
        .where(and(ofName, gt(keptAnswers.expiresAt, sql`now()`)))
      const text = row && open(ring, PURPOSE, row.sealed, tenantId, key)
      return text ? AnswerSchema.parse(JSON.parse(text)) : null
    },
  }
}

const errand = (what: string) => ({ limitMs: LIMIT_MS, what, event: 'kept_answers.store_away' })

/** Keeps an answer, so that the same request gets it from any instance. Never throws. */
export async function keepAnswer(
  database: () => Promise<Database>,
  name: RequestName,
  answer: AwsAnswer,
  keptMs: number,
): Promise<void> {
  await orNull(database, errand('Keeping an answer'), (db) =>
    answersInDatabase(db, keys()).keep(name, answer, keptMs),
  )
}

/**
 * The answer that any instance gave to this same request before; null where there is none, or it can't be read. Never
 * throws.
 */
export function keptAnswer(database: () => Promise<Database>, name: RequestName): Promise<AwsAnswer | null> {
  return orNull(database, errand('Looking for a kept answer'), (db) =>
    answersInDatabase(db, keys()).read(name),
  )
}

/**
 * Polls for the answer to an ask that another instance may be busy with; null where none comes in time.
 *
 * @param untilMs by `performance.now()`
 */
export async function answerElsewhere(
  database: () => Promise<Database>,
  name: RequestName,
  untilMs: number,
): Promise<AwsAnswer | null> {
  for (;;) {
    const kept = await keptAnswer(database, name)
    if (kept !== null || performance.now() + LOOK_EVERY_MS > untilMs) return kept
    await pause(LOOK_EVERY_MS)
  }
}
