import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '../db/connection'
import { openTestDatabase } from '../db/test-database'
import { takeAsk } from './ask-limits'
import type { Counters } from './decision'
import { passSeconds, testCounters } from './test-counters'

let connection: Connection
let counters: Counters
beforeAll(async () => {
  connection = await openTestDatabase()
  counters = testCounters(connection)
})
afterAll(() => connection.close())
beforeEach(async () => {
  await connection.query('delete from rate_limits')
})

const source = (userTag: string, addressTag: string, tenantId = 'acme') => ({ tenantId, userTag, addressTag })
const ask = (userTag: string, addressTag: string, tenantId?: string) =>
  takeAsk(counters, source(userTag, addressTag, tenantId))
const inSeconds = (date: Date) => Math.round((date.getTime() - Date.now()) / 1_000)

test('two asks within a minute are one mail, and both are told when another can be had', async () => {
  const first = await ask('ada', 'home')
  expect(first).toMatchObject({ allowed: true })
  expect(inSeconds(first.nextAskAt)).toBeCloseTo(60, -1)
  await passSeconds(connection, 20)
  const second = await ask('ada', 'home')
  expect(second).toMatchObject({ allowed: false, because: 'user' })
  expect(inSeconds(second.nextAskAt)).toBeCloseTo(40, -1)
  await passSeconds(connection, 41)
  expect(await ask('ada', 'home')).toMatchObject({ allowed: true })
})

test('of thirty asks at the same moment from thirty addresses one passes', async () => {
  const all = await Promise.all(Array.from({ length: 30 }, (_, index) => ask('ada', `address-${index}`)))
  expect(all.filter(({ allowed }) => allowed)).toHaveLength(1)
})

test('one address gets three mails an hour to one person, and the third says so', async () => {
  for (let round = 0; round < 3; round++) {
    const decision = await ask('ada', 'home')
    expect(decision.allowed).toBe(true)
    if (round === 2) expect(inSeconds(decision.nextAskAt)).toBeGreaterThan(3_000)
    await passSeconds(connection, 61)
  }
  expect(await ask('ada', 'home')).toMatchObject({ allowed: false, because: 'user' })
  expect(await ask('bob', 'home')).toMatchObject({ allowed: true })
})

test('no person gets more than five mails in any hour, from wherever they are asked', async () => {
  let sent = 0
  for (let minute = 0; minute < 55; minute++) {
    if ((await ask('ada', `address-${minute}`)).allowed) sent++
    await passSeconds(connection, 61)
  }
  expect(sent).toBe(5)
})

test('presses that send nothing cost none of the three mails of an hour', async () => {
  expect((await ask('ada', 'home')).allowed).toBe(true)
  for (let index = 0; index < 10; index++) expect((await ask('ada', 'home')).allowed).toBe(false)
  await passSeconds(connection, 61)
  expect((await ask('ada', 'home')).allowed).toBe(true)
  await passSeconds(connection, 61)
  expect((await ask('ada', 'home')).allowed).toBe(true)
})

test('the twenty-first ask from one address within ten minutes is refused openly, whomever it is for', async () => {
  for (let index = 0; index < 20; index++)
    expect(await ask(`user-${index}`, 'home')).toMatchObject({ allowed: true })
  const refused = await ask('user-20', 'home')
  expect(refused).toMatchObject({ allowed: false, because: 'address' })
  expect(inSeconds(refused.nextAskAt)).toBeCloseTo(600, -2)
  expect(await ask('user-20', 'elsewhere')).toMatchObject({ allowed: true })
})

describe('an attacker at one address', () => {
  test('causes three mails and leaves the person two of the five', async () => {
    for (let round = 0; round < 50; round++) {
      await ask('ada', 'attacker')
      await passSeconds(connection, 61)
    }
    let sent = 0
    for (let round = 0; round < 5; round++) {
      if ((await ask('ada', 'home')).allowed) sent++
      await passSeconds(connection, 61)
    }
    expect(sent).toBe(2)
  })

  test('who floods while he is held back keeps no mail from the person', async () => {
    for (let round = 0; round < 3; round++) {
      await ask('ada', 'attacker')
      await passSeconds(connection, 61)
    }
    const flood = Promise.all(Array.from({ length: 60 }, () => ask('ada', 'attacker')))
    expect((await ask('ada', 'home')).allowed).toBe(true)
    expect((await flood).every(({ allowed }) => !allowed)).toBe(true)
  })
})

test('one tenant’s limits are not another’s', async () => {
  for (let index = 0; index < 25; index++) await ask(`user-${index}`, 'home', 'acme')
  expect(await ask('user-0', 'home', 'globex')).toMatchObject({ allowed: true })
})

test('an ask that Cognito never took can be made again at once, and keeps the next a minute away', async () => {
  const first = await ask('ada', 'home')
  await passSeconds(connection, 30)
  if (first.allowed) await counters.refund(first.reservation)
  const again = await ask('ada', 'home')
  expect(again.allowed).toBe(true)
  expect(inSeconds(again.nextAskAt)).toBeCloseTo(60, -1)
  await passSeconds(connection, 31)
  expect((await ask('ada', 'home')).allowed).toBe(false)
})
