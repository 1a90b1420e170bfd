import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { type RegionBreaker, type RegionCall, type RegionSign, regionBreaker } from './region-breaker'

let clock: number
let events: string[]
let breaker: RegionBreaker

const made = () =>
  regionBreaker({
    onOpen: (sign) => events.push(`open: ${sign}`),
    onClose: () => events.push('close'),
    now: () => clock,
  })
beforeEach(() => {
  clock = 0
  events = []
  breaker = made()
})

const call = (
  kind: RegionCall['kind'],
  tenantId: string,
  userPoolId = `pool of ${tenantId}`,
): RegionCall => ({
  kind,
  tenantId,
  userPoolId,
})
const ask = (tenantId: string) => call('ask', tenantId)
const confirmation = (tenantId: string) => call('confirmation', tenantId)
const openIt = () => {
  for (const tenant of ['a', 'b']) breaker.ended(ask(tenant), 'never-sent')
}

describe('a region’s breaker opens', () => {
  test('when calls are never sent, of one tenant or of several, but not for a hiccup', () => {
    breaker.ended(ask('a'), 'never-sent')
    expect(breaker.admits(confirmation('a'))).toBe(true)
    breaker.ended(confirmation('a'), 'never-sent')
    expect(breaker.admits(confirmation('a'))).toBe(false)
    expect(events).toEqual(['open: never-sent'])
  })

  test('for servers’ errors and no answer from two tenants, but not from one, nor from two with one pool', () => {
    for (let times = 0; times < 50; times++) breaker.ended(ask('a'), 'failing')
    breaker.ended(call('confirmation', 'twin', 'pool of a'), 'failing')
    expect(breaker.admits(confirmation('b'))).toBe(true)
    breaker.ended(confirmation('b'), 'failing')
    expect(breaker.admits(confirmation('c'))).toBe(false)
  })

  test('not where anybody was answered in between, nor for what is a quarter of a minute apart', () => {
    breaker.ended(ask('a'), 'failing')
    breaker.ended(ask('c'), 'answered')
    breaker.ended(ask('b'), 'failing')
    clock += 15_001
    breaker.ended(ask('c'), 'failing')
    breaker.ended(ask('a'), 'unclear')
    expect(events).toEqual([])
  })
})

describe('while it is open', () => {
  test('one ask in five seconds goes, and no confirmation', () => {
    openIt()
    const admitted: number[] = []
    for (clock = 0; clock < 60_000; clock += 100) {
      expect(breaker.admits(confirmation('a'))).toBe(false)
      if (breaker.admits(ask('c'))) admitted.push(clock)
    }
    expect(admitted).toHaveLength(11)
  })

  test('the first answer closes it', () => {
    openIt()
    clock += 5_000
    expect(breaker.admits(ask('a'))).toBe(true)
    breaker.ended(ask('a'), 'answered')
    expect(breaker.admits(confirmation('a'))).toBe(true)
    expect(events).toEqual(['open: never-sent', 'close'])
  })

  test('a tenant whose probe failed lets another go first, for half as long again', () => {
    openIt()
    clock = 5_000
    expect(breaker.admits(ask('sick'))).toBe(true)
    breaker.ended(ask('sick'), 'failing')
    clock = 10_000
    expect(breaker.admits(ask('sick'))).toBe(false)
    expect(breaker.admits(ask('well'))).toBe(true)
    clock = 15_000
    expect(breaker.admits(ask('sick'))).toBe(true)
    breaker.ended(ask('sick'), 'failing')
    clock = 22_499
    expect(breaker.admits(ask('sick'))).toBe(false)
    clock = 22_500
    expect(breaker.admits(ask('sick'))).toBe(true)
  })

  test('where nobody has asked for ten seconds one confirmation goes, for nobody else would find out', () => {
    openIt()
    clock = 9_999
    expect(breaker.admits(confirmation('a'))).toBe(false)
    clock = 10_000
    expect([breaker.admits(confirmation('a')), breaker.admits(confirmation('b'))]).toEqual([true, false])
    breaker.ended(confirmation('a'), 'answered')
    expect(breaker.admits(confirmation('b'))).toBe(true)
  })
})

test('whatever happens: never opened by one pool alone that is reached, at most one probe in five seconds, closed by an answer', () => {
  const step = fc.record({
    kind: fc.constantFrom<RegionCall['kind']>('ask', 'confirmation'),
    tenantId: fc.constantFrom('a', 'b', 'c'),
    sign: fc.constantFrom<RegionSign>('answered', 'never-sent', 'failing', 'unclear'),
    waitMs: fc.nat(6_000),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      clock = 0
      events = []
      const tested = made()
      let admittedAt: number | null = null
      const isOpen = () => events.at(-1)?.startsWith('open') ?? false
      for (const { kind, tenantId, sign, waitMs } of steps) {
        clock += waitMs
        const one = call(kind, tenantId)
        const wasOpen = isOpen()
        if (!tested.admits(one)) {
          expect(wasOpen).toBe(true)
          continue
        }
        if (wasOpen) {
          if (admittedAt !== null) expect(clock - admittedAt).toBeGreaterThanOrEqual(5_000)
          admittedAt = clock
        } else admittedAt = null
        tested.ended(one, sign)
        if (sign === 'answered') expect(isOpen()).toBe(false)
      }
    }),
  )
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          sign: fc.constantFrom<RegionSign>('failing', 'unclear', 'answered'),
          waitMs: fc.nat(6_000),
        }),
      ),
      (steps) => {
        events = []
        const tested = made()
        for (const { sign, waitMs } of steps) {
          clock += waitMs
          expect(tested.admits(ask('alone'))).toBe(true)
          tested.ended(ask('alone'), sign)
        }
        expect(events).toEqual([])
      },
    ),
  )
})
