import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keyRing } from '../crypto/key-ring'
import { settledUpTo } from '../db/audit-ids'
import type { Connection } from '../db/connection'
import { engines } from '../db/test-first-release'
import { dropSeals } from './reseal'
import { sealedHeads } from './sealed-heads'
import { COLUMNS, changed, MOVES } from './test-changes'
import { openTestLog, SECRET, type TestLog } from './test-sealed-log'
import { verifyAudit } from './verify'

describe.each(engines)('the seals of the audit log, on %s', (engine) => {
  let log: TestLog
  let connection: Connection
  beforeAll(async () => {
    log = await openTestLog(engine)
    connection = log.connection
  }, 60_000)
  afterAll(() => log.close())
  beforeEach(() => log.empty())

  test('an untouched log passes, sealed or not', async () => {
    expect(await log.verify()).toMatchObject({ faults: [], entries: 0, notYetSealed: 0, anchor: null })
    await log.sealed()
    expect(await log.verify()).toMatchObject({
      faults: [],
      entries: 12,
      notYetSealed: 3,
      months: [
        { month: '2026-11', entries: 7 },
        { month: '2026-12', entries: 5 },
      ],
    })
  })

  test('a change of any column is found, and the entry named', async () => {
    const changes = { november: COLUMNS.slice(0, 7), december: COLUMNS.slice(7) }
    for (const [month, columns] of Object.entries(changes)) {
      const ids = await log.sealed()
      const touched = month === 'november' ? ids.slice(0, columns.length) : ids.slice(-columns.length)
      await log.forgetTimes()
      for (const [index, column] of columns.entries())
        await connection.query(`update audit set ${column} = ${changed(column)} where id = $1`, [
          touched[index],
        ])
      const { faults } = await log.verify()
      expect(faults).toHaveLength(touched.length)
      for (const id of touched)
        expect(faults).toContainEqual({ kind: 'changed', month: expect.any(String), entry: id })
    }
  })

  test('an entry that is removed, moved to another place or month, or put in is found', async () => {
    for (const [index, statement] of MOVES.entries()) {
      const id = (await log.sealed())[index * 3]
      await log.forgetTimes()
      await connection.query(statement, [id])
      expect(await log.kinds(), statement).not.toEqual([])
    }
  })

  test('two entries that changed places are found', async () => {
    const [first, , , fourth] = await log.sealed()
    await connection.query(
      `update audit set details = other.details, outcome = other.outcome, at = other.at
       from (select * from audit) as other
       where audit.id in ($1, $2) and other.id in ($1, $2) and audit.id <> other.id`,
      [first, fourth],
    )
    expect((await log.verify()).faults).toHaveLength(2)
  })

  test('an entry that is put in between sealed ones is found, and so is one above all ids', async () => {
    const [first] = await log.sealed()
    await connection.query('delete from audit where id = $1', [first])
    await connection.query('select setval(pg_get_serial_sequence($1, $2), 1000)', ['audit', 'id'])
    await log.write(1)
    await log.sealer().seal()
    const put = `insert into audit (id, entry_id, at, event) overriding system value values ($1, gen_random_uuid(), now(), 'a.a')`
    await connection.query(put, [500])
    await connection.query(put, [9_999])
    expect((await log.verify()).faults).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'missing', count: 1 }),
        expect.objectContaining({ kind: 'changed', entry: 500 }),
        expect.objectContaining({ kind: 'put in', entry: 9_999 }),
      ]),
    )
  })

  describe('a tail that is cut off is found', () => {
    test('without its seals, and with them', async () => {
      const all = await log.sealed()
      for (const from of [all[11], all[6], all[0]]) {
        await connection.query('delete from audit where id >= $1', [from])
        expect(await log.kinds()).toEqual(['missing'])
      }
      await log.sealed()
      const cut = Number((await log.ids())[5])
      await connection.query('delete from audit where id > $1', [cut])
      await connection.query('delete from audit_seals where to_id > $1', [cut])
      expect(await log.kinds()).toEqual(expect.arrayContaining(['cut']))
    })

    test('with its month, its checkpoints, or everything', async () => {
      await log.sealed()
      const { anchor } = await log.verify()
      await connection.query(`delete from audit where at >= '2026-12-01'`)
      await connection.query(`delete from audit_seals where month = '2026-12'`)
      await connection.query(`delete from audit_months where month = '2026-12'`)
      expect(await log.kinds()).toContain('checkpoint')
      await connection.query('truncate audit_chain')
      expect(await log.kinds()).toContain('checkpoint')
      await connection.query('truncate audit_months')
      expect(await log.kinds()).toEqual(['not sealed'])
      await connection.query('truncate audit')
      await connection.query('truncate audit_seals')
      expect(await log.kinds()).toEqual([])
      expect(await log.kinds(anchor)).toEqual(['anchor'])
    })

    test('and the sealer puts nothing behind it', async () => {
      await log.sealed()
      await connection.query(`delete from audit_seals where month = '2026-12'`)
      await expect(log.sealer().seal()).rejects.toThrow(/the newest of 2026-12/)
      await connection.query('truncate audit_chain')
      await expect(log.sealer().seal()).rejects.toThrow(/missing/)
      expect(await log.kinds()).toContain('checkpoint')
    })

    test('where an older state of everything came back while the sealer was running', async () => {
      const own = log.sealer()
      await log.write(3)
      await own.seal()
      for (const table of ['audit_seals', 'audit_months', 'audit_chain'])
        await connection.query(`create table older_${table} as select * from ${table}`)
      await log.write(3)
      await own.seal()
      const { anchor } = await log.verify()
      await connection.query('delete from audit where id > (select sealed_to from older_audit_chain)')
      for (const table of ['audit_seals', 'audit_months', 'audit_chain']) {
        await connection.query(`truncate ${table}`)
        await connection.query(`insert into ${table} select * from older_${table}`)
        await connection.query(`drop table older_${table}`)
      }
      await expect(own.seal()).rejects.toThrow(/is missing/)
      expect(await log.kinds()).toEqual([])
      expect(await log.kinds(anchor)).toEqual(['anchor'])
    })
  })

  test('a log that was changed and hashed anew is found: without the secret nobody signs', async () => {
    await log.sealed()
    await connection.query(`update audit set outcome = 'other' where id = (select min(id) from audit)`)
    await connection.query('truncate audit_seals, audit_months, audit_chain')
    const thief = keyRing([Buffer.from('zB1cD4fG6hJ0lSakV3p9xQ2mN7rT5wY8')])
    await log.sealer(thief).seal()
    expect(await log.kinds()).toEqual(['secret'])
    await connection.query('update audit_months set key_id = $1', [keyRing([SECRET]).newest.id])
    await connection.query('update audit_chain set key_id = $1', [keyRing([SECRET]).newest.id])
    expect(await log.kinds()).toEqual(['checkpoint'])
  })

  test('any change of a seal, a checkpoint or the row above them is found', async () => {
    const changes = [
      `update audit_seals set to_id = to_id + 1 where number = 1`,
      `update audit_seals set sealed_at = sealed_at + interval '1 ms' where number = 1`,
      `update audit_seals set marks = marks || marks where number = 1`,
      `update audit_seals set month = '2025-01' where month = '2026-11'`,
      `update audit_months set entries = entries + 1 where month = '2026-11'`,
      `update audit_months set gone_seals = 1 where month = '2026-11'`,
      `update audit_chain set sealed_to = sealed_to - 1`,
      `update audit_chain set begun_at = begun_at - interval '1 day'`,
    ]
    for (const change of changes) {
      await log.sealed()
      await connection.query(change)
      expect(await log.kinds(), change).not.toEqual([])
    }
  })

  test('what was changed can be sealed anew, which the sealers that run accept', async () => {
    const own = log.sealer()
    await log.write(4)
    await own.seal()
    await connection.query('delete from audit where id = 2')
    expect(await log.kinds()).toEqual(['missing'])
    expect(await dropSeals(connection.database)).toBe(true)
    await expect(own.seal()).rejects.toThrow(/is missing/)
    await log.sealer().seal()
    await log.write(1)
    await own.seal()
    expect(await log.verify()).toMatchObject({ faults: [], entries: 4, notYetSealed: 0 })
  })

  test('a rotation signs the checkpoints anew, and none that was changed', async () => {
    await log.sealed()
    const next = Buffer.from('q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps')
    const both = keyRing([next, SECRET])
    const alone = keyRing([next])
    const states = async () => (await sealedHeads(connection.database, both)).map(({ state }) => state)
    expect(await states()).toEqual(['older', 'older', 'older'])
    expect((await verifyAudit(connection.database, both)).faults).toEqual([])
    await connection.query(`update audit_months set entries = entries + 1 where month = '2026-12'`)
    for (const row of await sealedHeads(connection.database, both)) await row.sealAnew()
    expect((await states()).sort()).toEqual(['newest', 'unreadable', 'unreadable'])
    await connection.query(`update audit_months set entries = entries - 1 where month = '2026-12'`)
    for (const row of await sealedHeads(connection.database, both)) await row.sealAnew()
    expect(await states()).toEqual(['newest', 'newest', 'newest'])
    expect((await verifyAudit(connection.database, alone)).faults).toEqual([])
    await expect(log.sealer().seal()).rejects.toThrow(/not in REKEY_SECRET/)
    await log.sealer(alone).seal()
    expect(await verifyAudit(connection.database, alone)).toMatchObject({ faults: [], notYetSealed: 0 })
  })

  test('while entries are written and sealed, a log that nobody touches passes', async () => {
    const own = log.sealer()
    for (let round = 0; round < 5; round++) {
      const writing = Promise.all(Array.from({ length: 8 }, () => log.write(3, new Date().toISOString())))
      const sealing = own.seal()
      expect((await log.verify()).faults).toEqual([])
      await Promise.all([writing, sealing])
    }
    await own.seal()
    expect(await log.verify()).toMatchObject({ faults: [], entries: 120, notYetSealed: 0 })
  })

  test('two sealers never seal the same entries', async () => {
    await log.write(40)
    await Promise.all([log.sealer().seal(), log.sealer().seal(), log.sealer().seal()])
    await log.sealer().seal()
    expect(await log.verify()).toMatchObject({ faults: [], entries: 40, notYetSealed: 0 })
  })

  test.runIf(engine === 'PostgreSQL')(
    'an entry that is written late is waited for, and nothing is sealed past it',
    async () => {
      const late = new Client({ connectionString: log.url ?? '' })
      await late.connect()
      try {
        await late.query('begin')
        await late.query(`insert into audit (entry_id, event) values (gen_random_uuid(), 'a.late')`)
        await log.write(3)
        expect(await settledUpTo(connection.database, 0)).toBeNull()
        const settling = settledUpTo(connection.database)
        await late.query('commit')
        const settled = await settling
        expect(settled).toBe((await log.ids()).at(-1))
      } finally {
        await late.end()
      }
      await log.sealer().seal()
      expect(await log.verify()).toMatchObject({ faults: [], entries: 4 })
    },
  )
})
