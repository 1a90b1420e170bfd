import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { KeyRing } from '../crypto/key-ring'
import { keys } from '../crypto/keys'
import { open, seal } from '../crypto/seal'
import type { Query } from '../db/connection'
import { orNull } from '../db/optional'
import type { AwsAnswer } from './aws-answer'

/** One request of one tenant: `key` is a keyed hash of everything that makes two requests the same. */
export type RequestName = { readonly tenantId: string; readonly key: string }

const LIMIT_MS = 1_500
const LOOK_EVERY_MS = 250
const PURPOSE = 'kept-answer'

const KEEP = `
insert into kept_answers (key, tenant_id, sealed, expires_at)
values ($1, $2, $3, now() + $4 * interval '1 millisecond')
on conflict (key) do update set sealed = excluded.sealed, expires_at = excluded.expires_at`

const READ = 'select sealed from kept_answers where key = $1 and tenant_id = $2 and expires_at > now()'

const RowsSchema = z.array(z.object({ sealed: z.string() }))
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
export function answersInDatabase(query: Query, ring: KeyRing) {
  return {
    async keep({ tenantId, key }: RequestName, answer: AwsAnswer, keptMs: number): Promise<void> {
      const sealed = seal(ring, PURPOSE, JSON.stringify(answer), tenantId, key)
      await query(KEEP, [key, tenantId, sealed, Math.round(keptMs)])
    },
    async read({ tenantId, key }: RequestName): Promise<AwsAnswer | null> {
      const [row] = RowsSchema.parse(await query(READ, [key, tenantId]))
      const text = row && open(ring, PURPOSE, row.sealed, tenantId, key)
      return text ? AnswerSchema.parse(JSON.parse(text)) : null
    },
  }
}

const errand = (what: string) => ({ limitMs: LIMIT_MS, what, event: 'kept_answers.store_away' })

/** Keeps an answer, so that the same request gets it from any instance. Never throws. */
export async function keepAnswer(name: RequestName, answer: AwsAnswer, keptMs: number): Promise<void> {
  await orNull(errand('Keeping an answer'), (query) =>
    answersInDatabase(query, keys()).keep(name, answer, keptMs),
  )
}

/**
 * The answer that any instance gave to this same request before; null where there is none, or it can't be read. Never
 * throws.
 */
export function keptAnswer(name: RequestName): Promise<AwsAnswer | null> {
  return orNull(errand('Looking for a kept answer'), (query) => answersInDatabase(query, keys()).read(name))
}

/**
 * Polls for the answer to an ask that another instance may be busy with; null where none comes in time.
 *
 * @param untilMs by `performance.now()`
 */
export async function answerElsewhere(name: RequestName, untilMs: number): Promise<AwsAnswer | null> {
  for (;;) {
    const kept = await keptAnswer(name)
    if (kept !== null || performance.now() + LOOK_EVERY_MS > untilMs) return kept
    await pause(LOOK_EVERY_MS)
  }
}
