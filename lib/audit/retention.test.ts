import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { beginMonth } from '../db/audit-tables'
import { engines } from '../db/test-first-release'
import { deleteOld, type Owner } from './retention'
import { openTestLog, ring, type TestLog } from './test-sealed-log'
import { openAuditUpkeep } from './upkeep'

const SHAPE = `
select attname as name, format_type(atttypid, atttypmod) as definition, attnotnull, attidentity::text
from pg_attribute where attrelid = 'audit'::regclass and attnum > 0
union all
select conname, pg_get_constraintdef(oid), convalidated, '' from pg_constraint
where conrelid = 'audit'::regclass and contype <> 'n'
union all
select indexname, indexdef, true, '' from pg_indexes where tablename = 'audit'
union all
select tgname, pg_get_triggerdef(oid), true, '' from pg_trigger where tgrelid = 'audit'::regclass order by 1, 2`

describe.each(engines)('the tables of the audit log, on %s', (engine) => {
  let log: TestLog
  beforeAll(async () => {
    log = await openTestLog(engine)
  }, 60_000)
  afterAll(() => log.close())
  beforeEach(() => log.empty())

  const query: TestLog['connection']['query'] = (...statement) => log.connection.query(...statement)
  const begin = (month: string) => beginMonth(log.connection.database, month)
  const retain = (days: number, owner: Owner | null = null) =>
    deleteOld({ database: log.connection.database, ring, owner, days })
  const daysSince = (at: string) => Math.floor((Date.now() - Date.parse(at)) / 86_400_000)
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

  test('a month begins with an empty table like the one before, and everybody reads all of them', async () => {
    const before = await query(SHAPE)
    await log.write(3)
    expect(await begin('2026-12')).toBe(true)
    expect(await begin('2026-12')).toBe(false)
    expect(await query(SHAPE)).toEqual(before)
    await log.write(2)
    expect(await log.ids()).toEqual([1, 2, 3, 4, 5])
    expect(await query('select id::int from only audit order by id')).toEqual([{ id: 4 }, { id: 5 }])
    const counts = `select sum(count)::int as sum from activity_hours where tenant_id = '00000000-0000-4000-8000-000000000001'`
    expect(await query(counts)).toEqual([{ sum: 5 }])
  })

  test('what looks for something newer leaves a finished month out', async () => {
    await log.write(3)
    await begin('2026-12')
    const plan = await query(`explain select * from audit where at > '2099-01-01'`)
    expect(JSON.stringify(plan)).not.toContain('audit_2026_11')
    expect(JSON.stringify(await query('explain select * from audit'))).toContain('audit_2026_11')
  })

  test('what looks for an earlier month leaves later ones out, and no month is a part of another', async () => {
    await log.write(3, '2026-11-10T12:00:00Z')
    await begin('2026-12')
    await log.write(3, '2026-12-10T12:00:00Z')
    await begin('2027-01')
    const plan = await query(`explain select * from audit where at < '2026-12-01'`)
    expect(JSON.stringify(plan)).toContain('audit_2026_11')
    expect(JSON.stringify(plan)).not.toContain('audit_2026_12')
    const parts = `select inhrelid::regclass::text as part, inhparent::regclass::text as of from pg_inherits order by 1`
    expect(await query(parts)).toEqual([
      { part: 'audit_2026_11', of: 'audit' },
      { part: 'audit_2026_12', of: 'audit' },
    ])
    expect(await query('select count(*)::int from only audit_2026_12')).toEqual([{ count: 3 }])
    expect(await log.ids()).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('an entry that is sent again is not written twice, and nothing else is refused', async () => {
    await log.write(1)
    await begin('2026-12')
    const send = () =>
      query(
        `insert into audit (entry_id, event) values ('00000000-0000-4000-8000-000000000009', 'a.a')
         on conflict (entry_id) do nothing returning 1`,
      )
    expect([(await send()).length, (await send()).length]).toEqual([1, 0])
  })

  test('an empty month makes no table', async () => {
    expect(await begin('2026-12')).toBe(false)
    await log.write(1)
    expect(await begin('2026-12')).toBe(true)
    expect(await begin('2027-01')).toBe(false)
  })

  test('what was written before a month began and sealed after it passes', async () => {
    await log.write(7)
    await begin('2026-12')
    await log.write(7)
    await log.sealer().seal()
    expect(await log.verify()).toMatchObject({
      faults: [],
      entries: 14,
      months: [
        { month: '2026-11', entries: 7 },
        { month: '2026-12', entries: 7 },
      ],
    })
  })

  test.each(['the portal’s role', 'a role of its own'])(
    'a month goes as a whole when all of it is old, and its checkpoint stays: as %s',
    async (role) => {
      const owner: Owner | null =
        role === 'a role of its own' ? (work) => work(log.connection.database) : null
      await log.write(7, daysAgo(100))
      await begin('2026-12')
      await log.write(4, daysAgo(50))
      await begin('2027-01')
      await log.write(3, daysAgo(1))
      await retain(60, owner)
      expect(await log.ids()).toHaveLength(14)

      await log.sealer().seal()
      const { anchor } = await log.verify()
      await retain(60, owner)
      expect(await log.ids()).toEqual([8, 9, 10, 11, 12, 13, 14])
      expect(await query(`select to_regclass('audit_2026_11')::text as name`)).toEqual([{ name: null }])
      expect(await log.verify(anchor)).toMatchObject({
        faults: [],
        entries: 7,
        months: [
          { month: '2026-11', entries: 7, seals: 2, goneSeals: 2 },
          { month: '2026-12', goneSeals: 0 },
          { month: '2027-01', goneSeals: 0 },
        ],
      })
      await query(`delete from audit_months where month = '2026-11'`)
      expect(await log.kinds()).toEqual(['checkpoint'])
    },
  )

  test('without the checkpoint’s consent a month’s table can’t go unseen', async () => {
    await log.sealed()
    await query('drop table audit_2026_11')
    expect((await log.verify()).faults).toContainEqual({
      kind: 'missing',
      month: '2026-11',
      from: 1,
      to: 5,
      count: 5,
    })
  })

  test('the first table, which may hold years, is emptied from its old end', async () => {
    await log.write(11, daysAgo(400))
    await log.write(6, daysAgo(10))
    await log.sealer().seal()
    await retain(30)
    // The seal that also covers newer entries stays whole.
    expect(await log.ids()).toEqual([11, 12, 13, 14, 15, 16, 17])
    expect(await log.verify()).toMatchObject({ faults: [], entries: 7 })
    await log.write(2, daysAgo(0))
    await log.sealer().seal()
    await query('delete from audit where id = 12')
    expect(await log.kinds()).toEqual(['missing'])
  })

  test('nothing goes while it is young, unsealed, or its seals were changed', async () => {
    await log.sealed()
    await retain(daysSince('2026-01-01'))
    expect(await log.ids()).toHaveLength(15)
    await query(`update audit_months set entries = 1`)
    await log.forgetTimes()
    await query(`update audit set at = at - interval '3 years'`)
    await expect(retain(30)).rejects.toThrow(/checkpoint/)
    expect(await log.ids()).toHaveLength(15)
  })

  test.runIf(engine === 'PostgreSQL')('a month that could not be bounded is bounded later', async () => {
    await log.write(3)
    await begin('2026-12')
    const [check] = await query(
      `select pg_get_constraintdef(oid) as text from pg_constraint where conname = 'audit_2026_11_times'`,
    )
    // As it is left where somebody, such as a vacuum, had the table at that moment.
    await query('alter table audit_2026_11 drop constraint audit_2026_11_times')
    await query(`alter table audit_2026_11 add constraint audit_2026_11_times ${check?.text} not valid`)
    const upkeep = openAuditUpkeep({
      database: async () => log.connection.database,
      ring: () => ring,
      owner: () => null,
      days: () => null,
    })
    const isBound = () =>
      query(`select convalidated as bound from pg_constraint where conname = 'audit_2026_11_times'`)
    const user = new Client({ connectionString: log.url ?? '' })
    await user.connect()
    try {
      await user.query('begin')
      await user.query('lock table audit_2026_11 in share update exclusive mode')
      expect(await upkeep.round()).toMatchObject({ fault: null })
      expect(await isBound()).toEqual([{ bound: false }])
      await user.query('commit')
      expect(await upkeep.round()).toMatchObject({ fault: null })
      expect(await isBound()).toEqual([{ bound: true }])
    } finally {
      await user.end()
    }
  })

  test.runIf(engine === 'PostgreSQL')('nobody waits long for a month to begin', async () => {
    await log.write(2)
    const reader = new Client({ connectionString: log.url ?? '' })
    await reader.connect()
    try {
      await reader.query('begin')
      await reader.query('select count(*) from audit')
      const beginning = begin('2026-12')
      const [, began] = await Promise.allSettled([log.write(1), beginning])
      // The server's own limit: writers stand behind the lock for as long and no longer.
      expect(began).toMatchObject({ status: 'rejected', reason: { cause: { code: '55P03' } } })
      await reader.query('commit')
      expect(await begin('2026-12')).toBe(true)
    } finally {
      await reader.end()
    }
    expect(await log.ids()).toHaveLength(3)
  })
})
