import { type KeyRing, keyRing } from '../crypto/key-ring'
import { beginMonth } from '../db/audit-tables'
import type { Connection } from '../db/connection'
import { migrate } from '../db/migrate'
import { openPostgres } from '../db/postgres'
import { openTestDatabase } from '../db/test-database'
import type { Engine } from '../db/test-first-release'
import { createTestPostgres } from '../db/test-postgres'
import { readAnchor } from './chain'
import { openSealer } from './sealer'
import { verifyAudit } from './verify'

export const SECRET = Buffer.from('kV3p9xQ2mN7rT5wY8zB1cD4fG6hJ0lSa')
export const ring = keyRing([SECRET])

/** For tests: an audit log of its own, which is written, sealed and verified as a deployment does it. */
export async function openTestLog(engine: Engine) {
  const server = engine === 'PGlite' ? null : await createTestPostgres(process.env.TEST_DATABASE_URL ?? '')
  const connection: Connection = server === null ? await openTestDatabase() : openPostgres(server.url)
  await migrate(connection)
  const { query, database } = connection
  const verify = (anchor: string | null = null, with_: KeyRing = ring) =>
    verifyAudit(database, with_, anchor === null ? null : readAnchor(anchor))

  /** An empty log, whose first month is November 2026. */
  async function empty(): Promise<void> {
    for (const month of ['2026_11', '2026_12', '2027_01']) await query(`drop table if exists audit_${month}`)
    await query(
      'truncate audit, audit_seals, audit_months, audit_chain, audit_tables, activity_hours restart identity',
    )
    await beginMonth(database, '2026-11')
  }
  const write = (count: number, at = '2026-11-10T12:00:00Z') =>
    query(
      `insert into audit (entry_id, at, tenant_id, event, outcome, details)
       select gen_random_uuid(), $2::timestamptz + part * interval '1 second', '00000000-0000-4000-8000-000000000001',
         'confirm.done', case when part % 2 = 0 then 'done' end,
         case when part % 3 = 0 then '{"a": 1.0, "b": null}'::jsonb end
       from generate_series(1, $1::int) as part`,
      [count, at],
    )
  const sealer = (own: KeyRing = ring) =>
    openSealer(
      async () => database,
      () => own,
      5,
    )
  const ids = async () => (await query('select id::int from audit order by id')).map(({ id }) => Number(id))

  return {
    connection,
    url: server?.url ?? null,
    empty,
    write,
    sealer,
    ids,
    verify,
    /** The kinds of what is found. */
    kinds: async (anchor: string | null = null) => [
      ...new Set((await verify(anchor)).faults.map(({ kind }) => kind)),
    ],
    /** Whoever has the database can change a time in a finished month, too. */
    forgetTimes: () => query('alter table audit_2026_11 drop constraint audit_2026_11_times'),
    /** Twelve entries of two months' tables, in three seals and more, and three that are not sealed. Returns the ids of the twelve. */
    async sealed(): Promise<number[]> {
      await empty()
      const own = sealer()
      await write(7)
      await own.seal()
      await beginMonth(database, '2026-12')
      await write(5, '2026-12-10T12:00:00Z')
      await own.seal()
      await write(3, '2026-12-11T12:00:00Z')
      return (await ids()).slice(0, 12)
    },
    async close() {
      await connection.close()
      await server?.drop()
    },
  }
}

export type TestLog = Awaited<ReturnType<typeof openTestLog>>
