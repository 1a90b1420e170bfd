import 'server-only'
import { z } from 'zod'
import type { Query } from '../db/connection'
import { type Answer, type Command, type LimitStore, wireForm } from './commands'

/** What the database function and the Redis script answer. */
export const AnswersSchema = z.array(
  z.object({
    taken: z.boolean(),
    mark: z.number(),
    rows: z
      .array(z.tuple([z.string(), z.number(), z.number(), z.number(), z.number()]))
      .nullable()
      .transform((rows) =>
        (rows ?? []).map(([key, points, leftMs, expire, before]) => ({
          key,
          points,
          leftMs,
          expire,
          before,
        })),
      ),
  }),
)

const RowsSchema = z.tuple([
  z.object({
    answers: AnswersSchema,
    written: z.array(z.looseObject({ place: z.number() })).optional(),
  }),
])

/**
 * The call of the function that writes riders' rows, as SQL: given the rows, with the places of their takes, and the answers
 * to these, it returns an array of what it wrote, with the places.
 */
export type WriteRiders = (rows: string, answers: string) => string

/** A constraint that a rider's row breaks, or two writes to one row: the takes must not fail for it. */
const isRidersFault = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^2[13]/.test(String(error.code))

/**
 * The limits in the table `rate_limits`: one call of a function, whatever the commands.
 *
 * @param writeRiders without it, riders are left out
 */
export function databaseStore(query: Query, writeRiders?: WriteRiders): LimitStore {
  const inJson = (commands: readonly Command[]) => JSON.stringify(commands.map(wireForm))
  async function plain(commands: readonly Command[]): Promise<Answer[]> {
    const [{ answers }] = RowsSchema.parse(
      await query('select rekey_limits($1::jsonb) as answers', [inJson(commands)]),
    )
    return answers
  }
  if (writeRiders === undefined) return { run: plain }

  const together = `select answers, ${writeRiders('$2::jsonb', 'answers')} as written
from (select rekey_limits($1::jsonb) as answers) as decided`
  return {
    async run(commands) {
      const riders = commands.flatMap((command, place) => {
        const row = command.op === 'take' && command.mode === 'take' ? command.rider?.row() : null
        return row ? [{ ...row, place }] : []
      })
      if (riders.length === 0) return plain(commands)
      try {
        const [{ answers, written = [] }] = RowsSchema.parse(
          await query(together, [inJson(commands), JSON.stringify(riders)]),
        )
        const carried = new Set(riders.map(({ place }) => place))
        const rows = new Map(written.map((row) => [row.place, row]))
        return answers.map((answer, place) =>
          carried.has(place) ? { ...answer, rider: rows.get(place) ?? null } : answer,
        )
      } catch (error) {
        if (isRidersFault(error)) return plain(commands)
        throw error
      }
    },
  }
}
