import 'server-only'
import { z } from 'zod'
import type { Query } from '../db/connection'
import { type LimitStore, wireForm } from './commands'

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

const RowsSchema = z.tuple([z.object({ answers: AnswersSchema })])

/** The limits in the table `rate_limits`: one call of a function, whatever the commands. */
export function databaseStore(query: Query): LimitStore {
  return {
    async run(commands) {
      const [{ answers }] = RowsSchema.parse(
        await query('select rekey_limits($1::jsonb) as answers', [JSON.stringify(commands.map(wireForm))]),
      )
      return answers
    },
  }
}
