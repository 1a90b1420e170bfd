import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Connection } from '../db/connection'
import { openTestDatabase } from '../db/test-database'
import { takeAsk } from './ask-limits'
import { refundWrongCode, takeConfirm } from './confirm-limits'
import type { Counters, Reservation } from './decision'
import { passSeconds, testCounters } from './test-counters'

let connection: Connection
beforeAll(async () => {
  connection = await openTestDatabase()
})
afterAll(() => connection.close())
beforeEach(async () => {
  await connection.query('delete from rate_limits')
})

describe('the limits of an attempt', () => {
  let counters: Counters
  beforeEach(() => {
    // New counters for each test, because a process remembers what it took.
    counters = testCounters(connection)
  })

  const attempt = (userTag: string, addressTag: string, tenantId = 'acme') =>
    takeConfirm(counters, { tenantId, userTag, addressTag })
  let asks = 0
  /** Asks for a code without meeting the limits of asks: from a new address each time, a minute after the last. */
  async function issue() {
    const asked = await takeAsk(counters, {
      tenantId: 'acme',
      userTag: 'ada',
      addressTag: `asking-${asks++}`,
    })
    expect(asked.allowed).toBe(true)
    await connection.query("delete from rate_limits where key like 'ask%'")
  }

  async function passing(
    times: number,
    userTag: string,
    address: (index: number) => string,
  ): Promise<Reservation[]> {
    const reservations: Reservation[] = []
    for (let index = 0; index < times; index++) {
      const decision = await attempt(userTag, address(index))
      if (decision.allowed) reservations.push(decision.reservation)
    }
    return reservations
  }

  test('of a hundred guesses at the same time from a hundred addresses five reach Cognito', async () => {
    await issue()
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, index) => attempt('ada', `address-${index}`)),
    )
    expect(all.filter(({ allowed }) => allowed)).toHaveLength(5)
  })

  test('one address has three tries for a code and leaves two to the person', async () => {
    await issue()
    expect(await passing(50, 'ada', () => 'attacker')).toHaveLength(3)
    expect(await passing(5, 'ada', () => 'home')).toHaveLength(2)
  })

  test('a refusal says whether a new code helps: not where the person has no tries left at all', async () => {
    const reasonOf = async (address: string) => {
      const decision = await attempt('ada', address)
      return decision.allowed ? null : decision.because
    }
    const spendCode = (name: string) => passing(5, 'ada', (index) => `${name}-${index}`)
    await issue()
    await spendCode('first')
    expect(await reasonOf('home')).toBe('code')
    for (const code of ['second', 'third', 'fourth']) {
      await issue()
      await spendCode(code)
    }
    expect(await reasonOf('home')).toBe('user')
  })

  test('guesses that were refused cost the person nothing', async () => {
    await issue()
    await passing(3, 'ada', () => 'attacker')
    const flood = passing(50, 'ada', () => 'attacker')
    expect((await attempt('ada', 'home')).allowed).toBe(true)
    await flood
    expect((await attempt('ada', 'home')).allowed).toBe(true)
  })

  test('a new code begins with all tries, from every address', async () => {
    await issue()
    await passing(10, 'ada', (index) => `address-${index % 2}`)
    await issue()
    expect(await passing(10, 'ada', (index) => `address-${index % 2}`)).toHaveLength(5)
  })

  test('no more than twenty tries an hour reach Cognito, however many codes are issued', async () => {
    let passed = 0
    for (let code = 0; code < 10; code++) {
      await issue()
      passed += (await passing(5, 'ada', (index) => `address-${code}-${index}`)).length
    }
    expect(passed).toBe(20)
    const refused = await attempt('ada', 'home')
    expect(refused.allowed ? 0 : refused.retryAt.getTime() - Date.now()).toBeGreaterThan(3_500_000)
  })

  test('one address tries at most sixty codes in ten minutes, whosever they are', async () => {
    const passed = await passing(70, 'ada', () => 'home')
    expect(passed).toHaveLength(3)
    let others = 0
    for (let index = 0; index < 70; index++) if ((await attempt(`user-${index}`, 'office')).allowed) others++
    expect(others).toBe(60)
  })

  describe('given back', () => {
    test('a try that found nothing wrong with the code is had again, and Cognito’s own budget stays used', async () => {
      await issue()
      for (let round = 0; round < 20; round++) {
        const decision = await attempt('ada', 'home')
        expect(decision.allowed).toBe(true)
        if (decision.allowed) await refundWrongCode(counters, decision.reservation)
      }
      expect((await attempt('ada', 'home')).allowed).toBe(false)
    })

    test('a try that never reached Cognito is had again whole', async () => {
      await issue()
      for (let round = 0; round < 25; round++) {
        const decision = await attempt('ada', 'home')
        expect(decision.allowed).toBe(true)
        if (decision.allowed) await counters.refund(decision.reservation)
      }
    })

    test('after a new code was issued, it gives the new one no extra try', async () => {
      await issue()
      const [reservation] = await passing(1, 'ada', () => 'home')
      await issue()
      if (reservation) await refundWrongCode(counters, reservation)
      expect(await passing(10, 'ada', (index) => `address-${index}`)).toHaveLength(5)
    })
  })

  test('a code that was not asked for here has the same tries, for an hour', async () => {
    expect(await passing(10, 'ada', (index) => `address-${index}`)).toHaveLength(5)
    await passSeconds(connection, 3_601)
    expect((await attempt('ada', 'home')).allowed).toBe(true)
  })

  test('a refusal of one limit tells of another that is full for longer', async () => {
    await issue()
    await passing(3, 'ada', () => 'home')
    await passSeconds(connection, 1_800)
    await passing(2, 'ada', (index) => `address-${index}`)
    const refused = await attempt('ada', 'home')
    expect(refused.allowed ? 0 : refused.retryAt.getTime() - Date.now()).toBeGreaterThan(3_590_000)
  })

  test('a refusal says when the next try passes', async () => {
    await issue()
    await passing(3, 'ada', () => 'home')
    await passSeconds(connection, 1_800)
    const refused = await attempt('ada', 'home')
    expect(refused.allowed ? 0 : refused.retryAt.getTime() - Date.now()).toBeGreaterThan(1_790_000)
    expect(refused.allowed ? 0 : refused.retryAt.getTime() - Date.now()).toBeLessThan(1_800_500)
  })

  test('one tenant’s tries are not another’s', async () => {
    await passing(10, 'ada', (index) => `address-${index}`)
    expect((await attempt('ada', 'home', 'globex')).allowed).toBe(true)
  })
})
