import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../db/test-first-release'
import { COLUMNS, changed, MOVES } from './test-changes'
import { openTestLog, type TestLog } from './test-sealed-log'

// Each change of each entry; verify.test.ts makes each change of one.
const ENTRIES = 12

describe.each(engines)('each entry of the audit log, on %s', (engine) => {
  let log: TestLog
  beforeAll(async () => {
    log = await openTestLog(engine)
  })
  afterAll(() => log.close())

  test.each(COLUMNS)('is found by its %s', async (column) => {
    for (let index = 0; index < ENTRIES; index++) {
      const id = (await log.sealed())[index]
      await log.forgetTimes()
      await log.connection.query(`update audit set ${column} = ${changed(column)} where id = $1`, [id])
      const { faults } = await log.verify()
      expect(faults).toEqual([{ kind: 'changed', month: expect.any(String), entry: id }])
    }
  })

  test.each(MOVES)('is found after: %s', async (statement) => {
    for (let index = 0; index < ENTRIES; index++) {
      const id = (await log.sealed())[index]
      await log.forgetTimes()
      await log.connection.query(statement, [id])
      expect(await log.kinds()).not.toEqual([])
    }
  })
})
