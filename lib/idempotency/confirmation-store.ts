import 'server-only'
import { z } from 'zod'
import type { Query } from '../db/connection'
import type { ConfirmationStore, Look, SeenRow } from './attempts'
import { EXPLAINS_MS, PENDING_MS } from './own-confirmations'

const EXPLAINS = `interval '${EXPLAINS_MS} milliseconds'`
const PENDING = `interval '${PENDING_MS} milliseconds'`
const OWN = 'row.holder is not distinct from excluded.holder'

/** The call that claims codes, as SQL; only those whose takes were taken, where the limits' answers are given. */
export const writeClaims = (claims: string, answers: string): string =>
  `rekey_claims(${claims}, ${answers}, ${PENDING}, ${EXPLAINS})`

const CLAIM = `select ${writeClaims('$1::jsonb', 'null')} as claimed`

const READ = `
select key, state, at, request, state = 'pending' and at <= now() - ${PENDING} as stale,
  json_build_object('state', earlier_state, 'at', earlier_at, 'request', earlier_request,
    'explains', earlier_at > now() - ${EXPLAINS}) as earlier
from confirmations
where key = any($1) and expires_at > now()`

/** The end of an attempt whose claim was late or lost is stored with a newer one, as its predecessor. */
const SETTLE = `
insert into confirmations as row (key, tenant_id, state, at, expires_at, holder, request)
values ($1, $2::uuid, $3, $4::timestamptz, now() + ${EXPLAINS}, $5, $6)
on conflict (key) do update set
  state = case when ${OWN} then excluded.state else row.state end,
  at = case when ${OWN} then excluded.at else row.at end,
  request = case when ${OWN} then excluded.request else row.request end,
  expires_at = excluded.expires_at,
  earlier_state = case when ${OWN} or excluded.state = 'rejected' then row.earlier_state else excluded.state end,
  earlier_at = case when ${OWN} or excluded.state = 'rejected' then row.earlier_at else excluded.at end,
  earlier_request =
    case when ${OWN} or excluded.state = 'rejected' then row.earlier_request else excluded.request end
returning
  case when holder is distinct from $5 and state <> 'rejected'
       then case when state = 'done' then 'done' else 'unknown' end else earlier_state end as state,
  case when holder is distinct from $5 and state <> 'rejected' then at else earlier_at end as at,
  case when holder is distinct from $5 and state <> 'rejected' then request else earlier_request end as request,
  coalesce(case when holder is distinct from $5 and state <> 'rejected' then at else earlier_at end
    > now() - ${EXPLAINS}, false) as explains`

/** Only what is pending is released: sent again, it takes nothing from what it restored. */
const RELEASE = `
with restored as (
  update confirmations set state = earlier_state, at = earlier_at, request = earlier_request,
    expires_at = earlier_at + ${EXPLAINS}, earlier_state = null, earlier_at = null, earlier_request = null
  where key = $1 and holder = $2 and state = 'pending' and earlier_at > now() - ${EXPLAINS} returning key
)
delete from confirmations
where key = $1 and holder = $2 and state = 'pending' and not exists (select from restored)`

const EarlierSchema = z
  .object({
    state: z.enum(['done', 'unknown']),
    at: z.coerce.date(),
    request: z.string().nullable(),
    explains: z.literal(true),
  })
  .transform(({ state, at, request }) => ({ state, at, request }))
const ReadSchema = z.array(
  z.object({
    key: z.string(),
    state: z.enum(['pending', 'done', 'unknown', 'rejected']),
    at: z.coerce.date(),
    request: z.string().nullable(),
    stale: z.boolean(),
    earlier: z.unknown(),
  }),
)

const ClaimedSchema = z.tuple([z.object({ claimed: z.array(z.unknown()) })])

const earlierIn = (row: unknown) => EarlierSchema.safeParse(row).data ?? null

const lookIn = (claimed: unknown): Look =>
  claimed === null ? { kind: 'pending', at: new Date() } : { kind: 'mine', earlier: earlierIn(claimed) }

/** The memory of attempts in the database; all times are the database's. */
export function databaseConfirmations(query: Query): ConfirmationStore {
  return {
    async tryClaim({ tenantId, key, request }, holder) {
      const claims = JSON.stringify([{ place: 0, key, tenantId, holder, request }])
      const [row] = ClaimedSchema.parse(await query(CLAIM, [claims]))
      return lookIn(row.claimed[0] ?? null)
    },
    lookIn,
    async read(keys) {
      const rows = ReadSchema.parse(await query(READ, [keys]))
      return new Map(
        rows.map(({ key, stale, earlier, ...row }): [string, SeenRow] => [
          key,
          { ...row, isStale: stale, earlier: earlierIn(earlier) },
        ]),
      )
    },
    async settle({ tenantId, key, request }, holder, state, at) {
      const [row] = await query(SETTLE, [key, tenantId, state, at, holder, request])
      return earlierIn(row)
    },
    async release({ key }, holder) {
      await query(RELEASE, [key, holder])
    },
  }
}
