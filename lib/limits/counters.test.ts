import { beforeEach, describe, expect, test } from 'vitest'
import { takeAsk } from './ask-limits'
import type { LimitStore } from './commands'
import { takeConfirm } from './confirm-limits'
import { counters } from './counters'
import type { Counters } from './decision'
import type { LimitName } from './policy'
import { FaultyStore } from './test-faulty-store'

let faulty: FaultyStore
let events: string[]
let shared: Counters
let other: Counters

const instance = (patienceMs = 500, silentMs = patienceMs * 0.8) =>
  counters({
    store: async () => faulty.store,
    factor: 1,
    patienceMs,
    silentMs,
    onAway: () => events.push('away'),
    onBack: () => events.push('back'),
  })

beforeEach(() => {
  faulty = new FaultyStore()
  events = []
  shared = instance()
  other = instance()
})

async function passing(name: LimitName, key: string, times: number, at = shared): Promise<number> {
  let passed = 0
  for (let index = 0; index < times; index++) if ((await at.take(name, key)).taken) passed++
  return passed
}

const many = <T>(times: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: times }, (_, index) => make(index)))

/** Guesses at one person's code and asks for another's mail, all at once at both instances, each from its own address. */
async function rush(times: number): Promise<{ guesses: number; mails: number }> {
  const source = (index: number, userTag: string) =>
    [index % 2 ? shared : other, { tenantId: 'acme', userTag, addressTag: `address-${index}` }] as const
  const guesses = many(times, (index) => takeConfirm(...source(index, 'ada')))
  const asks = many(times, (index) => takeAsk(...source(index, 'bob')))
  const count = (all: readonly { allowed: boolean }[]) => all.filter(({ allowed }) => allowed).length
  return { guesses: count(await guesses), mails: count(await asks) }
}

test('a take says what is left and when the key is whole again', async () => {
  const take = await shared.take('askPerUser', 'k')
  expect(take).toMatchObject({ taken: true, remaining: 4 })
  const known = await shared.peek('askPerUser', 'k')
  expect(known).toMatchObject({ remaining: 4 })
  expect((known.endsAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(3_590_000)
  expect(await shared.peek('askPerUser', 'other')).toEqual({ remaining: 5, endsAt: null })
  if (take.taken) await shared.refund(take.reservation)
  expect(await shared.peek('askPerUser', 'k')).toEqual({ remaining: 5, endsAt: null })
})

test('what is given back twice is given back once', async () => {
  const [first] = await many(5, () => shared.take('askPerUser', 'k'))
  for (let time = 0; time < 3; time++) if (first?.taken) await shared.refund(first.reservation)
  expect(await passing('askPerUser', 'k', 5)).toBe(1)
})

test('a rush of a thousand costs the store a few round trips', async () => {
  faulty.set('late')
  const patient = instance(4_000, 12_000)
  await many(1_000, (index) => patient.take('askPerUser', `k-${index % 2}`))
  expect(faulty.calls).toBeLessThan(8)
})

describe.each(['fails', 'never'] as const)('while the store %s', (how) => {
  test('limits are halved and never gone, for every user apart', async () => {
    faulty.set(how)
    expect(await passing('askPerUser', 'ada', 10)).toBe(2)
    expect(await passing('askPerUser', 'bob', 10)).toBe(2)
    expect(await passing('askBurst', 'ada', 10)).toBe(1)
    expect(await passing('confirmPerCode', 'ada', 10)).toBe(2)
    expect(await passing('askFromAddress', 'ada', 10)).toBe(1)
  })

  test('nobody waits longer than half a second, and then nobody waits', async () => {
    faulty.set(how)
    const start = performance.now()
    await shared.take('askPerUser', 'ada')
    expect(performance.now() - start).toBeLessThan(2_000)
    const again = performance.now()
    await passing('askPerAddress', 'ada', 20)
    expect(performance.now() - again).toBeLessThan(4_000)
  })

  test('what was never sent is given back: the next one passes, and no more than that', async () => {
    faulty.set(how)
    const takes = [await shared.take('askPerUser', 'ada'), await shared.take('askPerUser', 'ada')]
    for (const take of takes) if (take.taken) await shared.refund(take.reservation)
    for (const take of takes) if (take.taken) await shared.refund(take.reservation)
    expect(await passing('askPerUser', 'ada', 5)).toBe(2)
  })

  test('an ask that was not sent leaves the tries for the newest code as they were', async () => {
    faulty.set(how)
    const source = { tenantId: 'acme', userTag: 'ada', addressTag: 'home' }
    const guesses = async () =>
      (await many(5, () => takeConfirm(shared, source))).filter(({ allowed }) => allowed).length
    expect(await guesses()).toBe(1)
    const ask = await takeAsk(shared, source)
    if (ask.allowed) await shared.refund(ask.reservation)
    expect(await guesses()).toBe(0)
    expect((await takeAsk(shared, source)).allowed).toBe(true)
  })

  test('the half begins with what was taken before, here and, as far as it was told, elsewhere', async () => {
    expect(await passing('askPerUser', 'ada', 1)).toBe(1)
    expect(await passing('askPerUser', 'bob', 4, other)).toBe(4)
    expect(await passing('askPerUser', 'bob', 1)).toBe(1)
    faulty.set(how)
    expect(await passing('askPerUser', 'ada', 10)).toBe(1)
    expect(await passing('askPerUser', 'bob', 10)).toBe(0)
  })

  test('two instances allow what one store would, and what they allowed is counted when it is back', async () => {
    faulty.set(how)
    const away = await rush(50)
    expect(away.guesses).toBeLessThanOrEqual(4)
    faulty.set('at once')
    const isKnown = async () => (await instance().peek('confirmPerCode', 'acme:ada:0')).remaining
    await expect.poll(isKnown, { timeout: 5_000 }).toBeLessThanOrEqual(5 - away.guesses)
    const back = await many(3, () => rush(20))
    const guesses = back.reduce((sum, each) => sum + each.guesses, away.guesses)
    expect(guesses).toBeLessThanOrEqual(5)
  })

  test('who may not decide alone is told that nobody knows', async () => {
    faulty.set(how)
    const source = { tenantId: 'acme', userTag: 'ada', addressTag: 'home' }
    const decision = await takeAsk(shared, source, { isAllowedAlone: false })
    expect(decision).toMatchObject({ allowed: false, because: 'store' })
  })
})

test('the outage is told once, and so is its end, a second or two after it', async () => {
  faulty.set('fails')
  await passing('askPerUser', 'ada', 5)
  faulty.set('at once')
  const eventsAfterAnotherTake = async () => {
    await shared.take('askPerUser', 'bob')
    return events
  }
  await expect.poll(eventsAfterAnotherTake, { timeout: 5_000 }).toEqual(['away', 'back'])
  expect(await shared.peek('askPerUser', 'carol')).toEqual({ remaining: 5, endsAt: null })
})

describe('a slow store', () => {
  test('decides alone, whatever rushes in at two instances', async () => {
    shared = instance(4_000, 12_000)
    other = instance(4_000, 12_000)
    faulty.set('late')
    const { guesses, mails } = await rush(200)
    expect({ guesses, mails }).toEqual({ guesses: 5, mails: 1 })
    expect(events).toEqual([])
  })

  test('that answers, but not in time, is not overruled: nobody may decide, and nothing stays taken', async () => {
    faulty = new FaultyStore(400)
    faulty.set('late')
    const source = { tenantId: 'acme', userTag: 'ada', addressTag: 'home' }
    const patient = instance(4_000, 12_000)
    const [, hasty] = await Promise.all([
      patient.take('askPerUser', 'warm'),
      // Sent with the second batch: by then the store has answered once.
      (async () => {
        await new Promise((resolve) => setTimeout(resolve, 500))
        return takeAsk(patient, source, { patienceMs: 900 })
      })(),
    ])
    expect(hasty).toMatchObject({ allowed: false, because: 'store' })
    faulty.set('at once')
    await expect.poll(async () => (await takeAsk(instance(), source)).allowed, { timeout: 5_000 }).toBe(true)
  })

  test('frozen for a moment, and back, allows what the table says', async () => {
    shared = instance(3_000, 12_000)
    other = instance(3_000, 12_000)
    faulty.set('never')
    const rushing = rush(200)
    setTimeout(() => faulty.set('at once'), 1_000)
    const { guesses, mails } = await rushing
    expect({ guesses, mails }).toEqual({ guesses: 5, mails: 1 })
    expect(await rush(100)).toEqual({ guesses: 0, mails: 0 })
  })
})

test('one connection that broke is no outage: what was sent over it is sent again, and counted once', async () => {
  let calls = 0
  const store: LimitStore = {
    async run(commands) {
      const answers = await faulty.store.run(commands)
      if (++calls === 2) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
      return answers
    },
  }
  const broken = counters({
    store: async () => store,
    factor: 1,
    onAway: () => events.push('away'),
    onBack: () => {},
  })
  expect(await many(5, (index) => passing('confirmPerCode', `k-${index}`, 5, broken))).toEqual([
    5, 5, 5, 5, 5,
  ])
  expect(events).toEqual([])
})

test('what was taken while nobody waited any more is given back', async () => {
  faulty.set('never')
  const hasty = instance(200, 12_000)
  expect(await many(20, () => hasty.take('confirmPerCode', 'ada'))).not.toContainEqual(
    expect.objectContaining({ taken: true }),
  )
  faulty.set('at once')
  await expect
    .poll(async () => (await other.peek('confirmPerCode', 'ada')).remaining, { timeout: 5_000 })
    .toBe(5)
})

describe('two instances that see a store silent', () => {
  test('from different moments on decide nothing by what it answers after half of an outage', async () => {
    const first = instance(500, 1_200)
    const second = instance(1_100, 1_200)
    faulty.set('never')
    const source = (index: number) => ({ tenantId: 'acme', userTag: 'ada', addressTag: `from-${index}` })
    await takeConfirm(first, source(0))
    await expect.poll(() => events, { timeout: 5_000, interval: 10 }).toEqual(['away'])
    const here = await many(20, (index) => takeConfirm(first, source(index)))
    // The other one asks only now, and would be answered with all five.
    const there = many(20, (index) => takeConfirm(second, source(index)))
    setTimeout(() => faulty.set('at once'), 800)
    const allowed = [...here, ...(await there)].filter(({ allowed: isAllowed }) => isAllowed)
    expect(allowed.length).toBeGreaterThan(0)
    expect(allowed.length).toBeLessThanOrEqual(5)
    const after = async () => (await takeConfirm(instance(), source(99))).allowed
    await expect.poll(after, { timeout: 10_000 }).toBe(true)
  })
})

test('a store that cannot be opened is opened later', async () => {
  let opened = 0
  const late = counters({
    store: async () => {
      opened++
      if (opened <= 2) throw new Error('not yet')
      return faulty.store
    },
    factor: 1,
    onAway: () => events.push('away'),
    onBack: () => events.push('back'),
  })
  await late.take('askPerUser', 'ada')
  await expect.poll(() => events, { timeout: 5_000 }).toEqual(['away', 'back'])
  expect((await late.peek('askPerUser', 'bob')).remaining).toBe(5)
  expect(opened).toBe(3)
})
