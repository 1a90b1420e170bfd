import 'server-only'
import { z } from 'zod'
import type { Query } from '../db/connection'
import { type ConfirmationStore, EXPLAINS_MS, PENDING_MS } from './confirmation-memory'

const EXPLAINS = `interval '${EXPLAINS_MS} milliseconds'`
const PENDING = `interval '${PENDING_MS} milliseconds'`

// Nobody waits for the disk: a crash of the server may forget the attempts of its last half second.
const QUICKLY = `set_config('synchronous_commit', 'off', true)`

/**
 * One step, so that of two instances exactly one gets the claim: nothing is returned where another attempt is
 * under way. A pending row older than any attempt can last belongs to a process that ended in the middle of
 * it: that attempt may have worked.
 */
const CLAIM = `
insert into confirmations as row (key, tenant_id, state, at, expires_at)
select $1, $2::uuid, 'pending', now(), now() + ${EXPLAINS} from ${QUICKLY}
on conflict (key) do update set
  state = 'pending', at = now(), expires_at = excluded.expires_at,
  earlier_state = case when row.state = 'rejected' then row.earlier_state
                       when row.state = 'done' then 'done' else 'unknown' end,
  earlier_at = case when row.state = 'rejected' then row.earlier_at else row.at end
where row.state <> 'pending' or row.at <= now() - ${PENDING}
returning earlier_state as state, earlier_at as at, earlier_at > now() - ${EXPLAINS} as explains`

const READ = `
select state, at, state = 'pending' and at <= now() - ${PENDING} as stale from confirmations
where key = $1 and expires_at > now()`

const SETTLE = `
insert into confirmations as row (key, tenant_id, state, at, expires_at)
select $1, $2::uuid, $3, $4::timestamptz, now() + ${EXPLAINS} from ${QUICKLY}
on conflict (key) do update set state = excluded.state, at = excluded.at, expires_at = excluded.expires_at`

const RESTORE = `
update confirmations set state = earlier_state, at = earlier_at, expires_at = earlier_at + ${EXPLAINS},
  earlier_state = null, earlier_at = null
where key = $1 and earlier_at > now() - ${EXPLAINS} returning key`

const ClaimedSchema = z
  .object({ state: z.enum(['done', 'unknown']), at: z.coerce.date(), explains: z.literal(true) })
  .transform(({ state, at }) => ({ state, at }))
const ReadSchema = z.array(
  z.object({
    state: z.enum(['pending', 'done', 'unknown', 'rejected']),
    at: z.coerce.date(),
    stale: z.boolean(),
  }),
)

/** The memory of attempts in the database; all times are the database's. */
export function databaseConfirmations(query: Query): ConfirmationStore {
  return {
    async tryClaim(tenantId, key) {
      const [claimed] = await query(CLAIM, [key, tenantId])
      if (!claimed) return { kind: 'pending', at: new Date() }
      const earlier = ClaimedSchema.safeParse(claimed)
      return { kind: 'mine', earlier: earlier.success ? earlier.data : null }
    },
    async read(key) {
      const [row] = ReadSchema.parse(await query(READ, [key]))
      return row && !row.stale ? { state: row.state, at: row.at } : null
    },
    async settle(tenantId, key, state, at) {
      await query(SETTLE, [key, tenantId, state, at])
    },
    async release(key) {
      const restored = await query(RESTORE, [key])
      if (restored.length === 0) await query('delete from confirmations where key = $1', [key])
    },
  }
}
