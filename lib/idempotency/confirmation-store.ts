import 'server-only'
import { z } from 'zod'
import type { Query } from '../db/connection'
import type { ConfirmationStore, SeenRow } from './attempts'
import { EXPLAINS_MS, PENDING_MS } from './own-confirmations'

const EXPLAINS = `interval '${EXPLAINS_MS} milliseconds'`
const PENDING = `interval '${PENDING_MS} milliseconds'`
const OWN = 'row.holder is not distinct from excluded.holder'

/**
 * One step, so that of two instances exactly one gets the claim: nothing is returned where another attempt is
 * under way. A pending row older than any attempt can last belongs to a process that ended in the middle of
 * it: that attempt may have worked. It is on the disk when it is answered, for Cognito is asked next.
 */
const CLAIM = `
insert into confirmations as row (key, tenant_id, state, at, expires_at, holder, request)
values ($1, $2::uuid, 'pending', now(), now() + ${EXPLAINS}, $3, $4)
on conflict (key) do update set
  state = 'pending', at = now(), expires_at = excluded.expires_at,
  holder = excluded.holder, request = excluded.request,
  earlier_state = case when ${OWN} or row.state = 'rejected' then row.earlier_state
                       when row.state = 'done' then 'done' else 'unknown' end,
  earlier_at = case when ${OWN} or row.state = 'rejected' then row.earlier_at else row.at end,
  earlier_request = case when ${OWN} or row.state = 'rejected' then row.earlier_request else row.request end
where case when ${OWN} then row.state = 'pending'
           else row.state <> 'pending' or row.at <= now() - ${PENDING} end
returning earlier_state as state, earlier_at as at, earlier_request as request,
  earlier_at > now() - ${EXPLAINS} as explains`

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

const earlierIn = (row: unknown) => EarlierSchema.safeParse(row).data ?? null

/** The memory of attempts in the database; all times are the database's. */
export function databaseConfirmations(query: Query): ConfirmationStore {
  return {
    async tryClaim({ tenantId, key, request }, holder) {
      const [claimed] = await query(CLAIM, [key, tenantId, holder, request])
      return claimed ? { kind: 'mine', earlier: earlierIn(claimed) } : { kind: 'pending', at: new Date() }
    },
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
