import 'server-only'
import { z } from 'zod'
import type { Query } from '../db/connection'
import { type InOrderStore, keyOfStep } from './in-order'
import { after } from './take'

const TAKE = `
select mark, refused, "left" from rekey_take_in_order($1, $2::text[], $3::boolean[], $4::boolean[],
  $5::bigint[], $6::integer[], $7::boolean[])`

const GIVE_BACK = 'select rekey_give_back($1::text[])'

const RowsSchema = z.tuple([
  z.object({
    mark: z.coerce.number(),
    refused: z.number().nullable(),
    left: z.coerce.number(),
  }),
])

/** All limits of an attempt in one round trip, on the rows that DatabaseLimiter counts in. */
export function databaseInOrder(query: Query): InOrderStore {
  return {
    async takeInOrder(markKey, steps) {
      const [{ mark, refused, left }] = RowsSchema.parse(
        await query(TAKE, [
          `issued:${markKey}`,
          steps.map(({ name, key }) => `${name}:${key}`),
          steps.map(({ isPerCode = false }) => isPerCode),
          steps.map(({ isKept = false }) => isKept),
          steps.map(({ limit }) => limit.perSeconds * 1_000),
          steps.map(({ limit }) => limit.times),
          steps.map(({ limit }) => limit.countedSince === 'last'),
        ]),
      )
      return refused === null
        ? { taken: true, all: steps.map((step) => [step.name, keyOfStep(step, mark)]) }
        : { taken: false, retryAt: after(left) }
    },
    async giveBack(taken) {
      await query(GIVE_BACK, [taken.map(([name, key]) => `${name}:${key}`)])
    },
  }
}
