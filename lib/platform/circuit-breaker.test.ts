import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { type CircuitBreaker, circuitBreaker, guardedBy, isAway } from './circuit-breaker'
import { DeadlinePassed } from './deadline'

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })
const slow = new DeadlinePassed('The store', 500)
const PROBE_EVERY_MS = 1_000

let clock: number
let events: string[]
let breaker: CircuitBreaker

beforeEach(() => {
  clock = 0
  events = []
  breaker = circuitBreaker({
    probeEveryMs: PROBE_EVERY_MS,
    onOpen: () => events.push('open'),
    onClose: () => events.push('close'),
    onFailure: () => events.push('failure'),
    now: () => clock,
  })
})

describe('a circuit breaker', () => {
  test('lets all through until something is away, and then one probe in each interval', () => {
    expect([breaker.admits(), breaker.admits()]).toEqual([true, true])
    breaker.failed(refused)
    expect(breaker.openedBy()).toBe(refused)
    expect(breaker.admits()).toBe(false)
    clock = 1_000
    expect([breaker.admits(), breaker.admits(), breaker.admits()]).toEqual([true, false, false])
    clock = 2_000
    expect([breaker.admits(), breaker.admits()]).toEqual([true, false])
  })

  test('is closed by the first answer, and tells each change once', () => {
    for (let times = 0; times < 3; times++) breaker.failed(refused)
    for (let times = 0; times < 3; times++) breaker.succeeded()
    expect(breaker.admits()).toBe(true)
    expect(breaker.openedBy()).toBeNull()
    expect(events).toEqual(['open', 'close'])
  })

  test('is never opened by slowness, which is told once a minute', () => {
    for (clock = 0; clock < 120_000; clock += 1_000) breaker.failed(slow)
    expect(breaker.isOpen()).toBe(false)
    expect(events).toEqual(['failure', 'failure'])
  })

  test('while open admits at most one call an interval, whatever happens, and is open only after "away"', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constantFrom('ask', 'succeed', 'refuse', 'slow') }),
      fc.record({ do: fc.constant('wait'), ms: fc.nat(1_500) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let time = 0
        let isOpen = false
        const changes: boolean[] = []
        const probes: number[] = []
        const tested = circuitBreaker({
          probeEveryMs: PROBE_EVERY_MS,
          onOpen: () => changes.push(true),
          onClose: () => changes.push(false),
          now: () => time,
        })
        for (const each of steps) {
          if (each.do === 'wait' && 'ms' in each) time += each.ms
          if (each.do === 'succeed') tested.succeeded()
          if (each.do === 'refuse') tested.failed(refused)
          if (each.do === 'slow') tested.failed(slow)
          if (each.do === 'succeed') isOpen = false
          if (each.do === 'refuse' && !isOpen) {
            isOpen = true
            probes.splice(0, probes.length, time)
          }
          expect(tested.isOpen()).toBe(isOpen)
          if (each.do !== 'ask') continue
          const isAdmitted = tested.admits()
          if (!isOpen) expect(isAdmitted).toBe(true)
          else {
            expect(isAdmitted).toBe(time - (probes.at(-1) ?? 0) >= PROBE_EVERY_MS)
            if (isAdmitted) probes.push(time)
          }
        }
        expect(changes.every((isOpening, index) => isOpening === (index % 2 === 0))).toBe(true)
      }),
    )
  })
})

describe('work behind a breaker', () => {
  const never = () => new Promise<string>(() => {})
  const why = (error: unknown) => (error instanceof Error ? error.name : 'nothing')

  test('is done, or else the other thing, which hears why', async () => {
    const guarded = guardedBy(breaker, 'The store', 50)
    expect(await guarded(async () => 'done', why)).toBe('done')
    expect(await guarded(never, why)).toBe('DeadlinePassed')
    expect(breaker.isOpen()).toBe(false)
    expect(await guarded(() => Promise.reject(refused), why)).toBe('Error')
    expect(
      await guarded(
        async () => 'not tried',
        (error) => error,
      ),
    ).toBe(refused)
  })

  test('throws at once like work that fails', async () => {
    const guarded = guardedBy(breaker, 'The store', 50)
    const broken = (): Promise<string> => {
      throw new TypeError('broken')
    }
    expect(await guarded(broken, why)).toBe('TypeError')
  })

  test('goes on when its time has passed, and how it ends still counts', async () => {
    const guarded = guardedBy(breaker, 'The store', 10)
    const arrivals: { resolve: (value: string) => void; reject: (error: unknown) => void }[] = []
    const late = () => new Promise<string>((resolve, reject) => arrivals.push({ resolve, reject }))

    expect(await guarded(late, why)).toBe('DeadlinePassed')
    arrivals[0]?.reject(refused)
    await expect.poll(() => breaker.isOpen()).toBe(true)

    clock += PROBE_EVERY_MS
    expect(await guarded(late, why)).toBe('DeadlinePassed')
    expect(breaker.isOpen()).toBe(true)
    arrivals[1]?.resolve('late')
    await expect.poll(() => breaker.isOpen()).toBe(false)
  })
})

describe('away is', () => {
  const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code })
  test.each([
    coded('ECONNREFUSED'),
    coded('ECONNRESET'),
    coded('ENOTFOUND'),
    coded('EAI_AGAIN'),
    coded('57P01', 'terminating connection due to administrator command'),
    coded('57P03', 'the database system is starting up'),
    coded('53300', 'sorry, too many clients already'),
    new Error('Connection terminated unexpectedly'),
    new Error('The client is offline'),
    new Error('Failed query: select 1', { cause: coded('ECONNREFUSED') }),
    new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]),
  ])('%s', (error) => expect(isAway(error)).toBe(true))

  test.each([
    slow,
    coded('ETIMEDOUT'),
    new Error('Query read timeout'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Connection terminated due to connection timeout', {
      cause: new Error('Connection terminated unexpectedly'),
    }),
    coded('57014', 'canceling statement due to statement timeout'),
    coded('23505', 'duplicate key value'),
    new AggregateError([coded('ECONNREFUSED'), coded('ETIMEDOUT')]),
    new Error('Connection timeout'),
    'a text',
    null,
  ])('not %s', (error) => expect(isAway(error)).toBe(false))
})
