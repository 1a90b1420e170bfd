import { tmpdir } from 'node:os'
import type { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guardedPglite } from './guarded-pglite'
import { openTestClient } from './test-database'

let client: PGlite
beforeAll(async () => {
  client = await openTestClient()
})
afterAll(() => client.close())

const fail = (state: string) => `do $$ begin raise exception 'made up' using errcode = '${state}'; end $$`

test('an ordinary error, also inside a transaction, leaves the database in use', async () => {
  let isBroken = false
  const guarded = guardedPglite(client, tmpdir(), () => {
    isBroken = true
  })
  await expect(guarded.query(fail('23505'))).rejects.toThrow('made up')
  await expect(guarded.transaction((tx) => tx.query(fail('22P02')))).rejects.toThrow('made up')
  expect((await guarded.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  expect(isBroken).toBe(false)
})

test.each(['53100', '58030', 'XX000'])(
  'after error %s it is not asked again: its next statement might never return',
  async (state) => {
    let broken = 0
    const guarded = guardedPglite(client, tmpdir(), () => {
      broken++
    })
    await expect(guarded.query(fail(state))).rejects.toThrow('made up')
    await expect(guarded.query('select 1')).rejects.toThrow('has stopped')
    await expect(guarded.transaction(async () => 1)).rejects.toThrow('has stopped')
    expect(broken).toBe(1)
  },
)

test('where the disk cannot be looked at, nothing is asked', async () => {
  const guarded = guardedPglite(client, '/no/such/folder', () => {})
  await expect(guarded.query('select 1')).rejects.toThrow('ENOENT')
})
