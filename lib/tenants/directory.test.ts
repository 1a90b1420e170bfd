import { beforeEach, describe, expect, test } from 'vitest'
import { circuitBreaker } from '../platform/circuit-breaker'
import { type TenantDirectory, TenantStoreUnavailable, TenantUnreadable, tenantDirectory } from './directory'
import type { Tenant } from './tenant'
import { testTenant } from './test-tenant'

/** A store under the test's control: what it holds, whether it answers, and how often it was asked. */
let stored: Map<string, Tenant>
let asked: string[]
let answer: 'at once' | 'fails' | 'never' | 'late'
let late: Promise<unknown>
let clock: number
let events: string[]
let directory: TenantDirectory

const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
const breakerUnderTest = () =>
  circuitBreaker({
    probeEveryMs: 1_000,
    onOpen: () => events.push('away'),
    onClose: () => events.push('back'),
    onFailure: () => events.push('trouble'),
    now: () => clock,
  })

/** Lets a background refresh finish. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

beforeEach(() => {
  stored = new Map([['acme', testTenant()]])
  asked = []
  answer = 'at once'
  clock = 1_000_000
  events = []
  directory = tenantDirectory({
    load: async (key) => {
      asked.push(key)
      if (answer === 'never') return new Promise(() => {})
      if (answer === 'late') await late
      if (answer === 'fails') throw refused
      return stored.get(key) ?? null
    },
    now: () => clock,
    breaker: breakerUnderTest(),
  })
})

test('a tenant is loaded once and then served from memory for a second', async () => {
  expect(await directory.find('acme')).toEqual(testTenant())
  clock += 999
  expect(await directory.find('acme')).toEqual(testTenant())
  expect(asked).toEqual(['acme'])
})

test('look-ups of one key at the same time share one question', async () => {
  const found = await Promise.all(Array.from({ length: 100 }, () => directory.find('acme')))
  expect(found.every((tenant) => tenant?.slug === 'acme')).toBe(true)
  expect(asked).toEqual(['acme'])
})

test('an edit shows within two requests once the second is over, and at once after three', async () => {
  await directory.find('acme')
  stored.set('acme', testTenant({ revision: 'r2' }))
  clock += 1_500
  expect((await directory.find('acme'))?.revision).toBe('r1')
  await settled()
  expect((await directory.find('acme'))?.revision).toBe('r2')
  stored.set('acme', testTenant({ revision: 'r3' }))
  clock += 60_000
  expect((await directory.find('acme'))?.revision).toBe('r3')
})

test('a paused tenant is nobody', async () => {
  stored.set('acme', testTenant({ status: 'paused' }))
  expect(await directory.find('acme')).toBeNull()
})

test('a new tenant is found a second after it was asked for in vain', async () => {
  expect(await directory.find('globex')).toBeNull()
  clock += 500
  expect(await directory.find('globex')).toBeNull()
  expect(asked).toEqual(['globex'])
  stored.set('globex', testTenant({ slug: 'globex' }))
  clock += 501
  expect((await directory.find('globex'))?.slug).toBe('globex')
})

test.each(['', 'Acme', 'acme ', 'a/b', 'a\0', '..%2f', 'é', 'a'.repeat(254), 'acme:3000', '__proto__'])(
  'the key %j is answered without asking the store',
  async (key) => {
    expect(await directory.find(key)).toBeNull()
    expect(asked).toEqual([])
  },
)

test('asking for ten thousand names that do not exist forgets no tenant', async () => {
  await directory.find('acme')
  for (let index = 0; index < 10_000; index++) await directory.find(`nobody-${index}`)
  asked = []
  await directory.find('acme')
  expect(asked).toEqual([])
  await directory.find('nobody-0')
  expect(asked).toEqual(['nobody-0'])
})

describe('while the store is slow or away', () => {
  test.each([
    ['fails', ['away']],
    ['never', ['trouble']],
  ] as const)('(it %s) a known tenant is served from memory, however long it takes', async (how, told) => {
    await directory.find('acme')
    answer = how
    for (let second = 0; second < 50; second++) {
      clock += 1_000
      expect((await directory.find('acme'))?.slug).toBe('acme')
    }
    await expect.poll(() => events, { timeout: 5_000 }).toEqual(told)
  })

  test('with a copy in hand nothing waits for a store that was slow a moment ago', async () => {
    await directory.find('acme')
    answer = 'never'
    clock += 10_000
    await directory.find('acme')
    const turns: string[] = []
    const soon = directory.find('acme').then(() => turns.push('served'))
    setImmediate(() => turns.push('a turn of the event loop'))
    await soon
    expect(turns).toEqual(['served'])
  })

  test('one never seen waits for a slow store, and is served', async () => {
    await directory.find('globex')
    let arrive = (_: unknown) => {}
    answer = 'late'
    late = new Promise((resolve) => {
      arrive = resolve
    })
    const finding = directory.find('acme')
    // Longer than a caller with a copy waits, and longer than a pending refresh once counted.
    setTimeout(arrive, 1_200)
    expect((await finding)?.slug).toBe('acme')
    expect(events).toEqual([])
  })

  test.each(['fails', 'never'] as const)(
    '(it %s) one never seen is unavailable in the end, which is not "no such tenant"',
    async (how) => {
      await directory.find('globex')
      answer = how
      clock += 30_000
      await expect(directory.find('acme')).rejects.toThrow(TenantStoreUnavailable)
    },
  )

  test('what comes after two seconds is in memory for the next one', async () => {
    let arrive = (_: unknown) => {}
    answer = 'late'
    late = new Promise((resolve) => {
      arrive = resolve
    })
    await expect(directory.find('acme')).rejects.toThrow(TenantStoreUnavailable)
    arrive(null)
    await settled()
    answer = 'never'
    expect((await directory.find('acme'))?.slug).toBe('acme')
  })

  test('where it was refused nobody waits', async () => {
    answer = 'fails'
    await expect(directory.find('acme')).rejects.toThrow(TenantStoreUnavailable)
    answer = 'never'
    asked = []
    await expect(directory.find('acme')).rejects.toThrow(TenantStoreUnavailable)
    expect(asked).toEqual([])
  })

  test('an answer that came while this process stood still counts', async () => {
    await directory.find('globex')
    let arrive = (_: unknown) => {}
    answer = 'late'
    late = new Promise((resolve) => {
      arrive = resolve
    })
    const finding = directory.find('acme')
    const end = performance.now() + 2_200
    setImmediate(() => {
      while (performance.now() < end);
      setImmediate(() => arrive(null))
    })
    expect((await finding)?.slug).toBe('acme')
  })

  test('it is asked about once a second, not with every request', async () => {
    await directory.find('acme')
    answer = 'fails'
    clock += 10_000
    asked = []
    for (let index = 0; index < 100; index++) await directory.find('acme')
    expect(asked).toHaveLength(1)
  })

  test('an unknown name stays unknown, and never another tenant', async () => {
    expect(await directory.find('globex')).toBeNull()
    answer = 'fails'
    clock += 10_000
    expect(await directory.find('globex')).toBeNull()
  })

  test('an hour later "unknown" is no knowledge any more: the tenant may have been made since', async () => {
    expect(await directory.find('globex')).toBeNull()
    answer = 'fails'
    clock += 3_600_000
    await expect(directory.find('globex')).rejects.toThrow(TenantStoreUnavailable)
    await expect(directory.find('globex')).rejects.toThrow(TenantStoreUnavailable)
  })

  test('of two answers that overtook each other the later question counts', async () => {
    await directory.find('acme')
    let arrive = (_: unknown) => {}
    const overtaken = tenantDirectory({
      load: async () => {
        const revision = stored.get('acme')?.revision ?? ''
        if (revision === 'r1')
          await new Promise((resolve) => {
            arrive = resolve
          })
        return testTenant({ revision })
      },
      now: () => clock,
      breaker: breakerUnderTest(),
    })
    await expect(overtaken.find('acme')).rejects.toThrow(TenantStoreUnavailable)
    stored.set('acme', testTenant({ revision: 'r2' }))
    clock += 2_000
    expect((await overtaken.find('acme'))?.revision).toBe('r2')
    arrive(null)
    await settled()
    expect((await overtaken.find('acme'))?.revision).toBe('r2')
  })

  test('its return is noticed within a second or two of requests, without a restart', async () => {
    await directory.find('acme')
    answer = 'fails'
    clock += 10_000
    await directory.find('acme')
    answer = 'at once'
    stored.set('acme', testTenant({ revision: 'r2' }))
    clock += 1_001
    await directory.find('acme')
    await settled()
    expect((await directory.find('acme'))?.revision).toBe('r2')
    expect(events).toEqual(['away', 'back'])
  })
})

test('one tenant whose settings are not whole is unavailable, and no other', async () => {
  await directory.find('acme')
  stored.set('globex', testTenant({ slug: 'globex' }))
  const broken = tenantDirectory({
    load: async (key) => {
      if (key === 'acme') throw new TenantUnreadable('acme', new Error('x'))
      return stored.get(key) ?? null
    },
    now: () => clock,
    breaker: breakerUnderTest(),
  })
  await expect(broken.find('acme')).rejects.toThrow(TenantStoreUnavailable)
  expect((await broken.find('globex'))?.slug).toBe('globex')
  expect(events).toEqual([])
})
