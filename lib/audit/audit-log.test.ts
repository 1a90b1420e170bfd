import { beforeEach, describe, expect, test } from 'vitest'
import { type AuditEntry, type AuditLog, auditLog, type WaitingEntry } from './audit-log'

let stored: WaitingEntry[]
let answer: 'at once' | 'fails' | 'never' | 'loses the answer'
let events: string[]
let audit: AuditLog

const entry = (event: string): AuditEntry => ({
  tenantId: null,
  event,
  outcome: null,
  usernameTag: null,
  address: null,
  supportCode: null,
  cognitoRequestId: null,
  brandRevision: null,
  locale: null,
  flow: null,
  traceId: null,
  details: null,
})
const names = () => stored.map(({ event }) => event)

beforeEach(() => {
  stored = []
  events = []
  answer = 'at once'
  audit = auditLog({
    write: async (entries) => {
      if (answer === 'fails') throw new Error('connection refused')
      if (answer === 'never') return new Promise(() => {})
      const known = new Set(stored.map(({ entryId }) => entryId))
      const refused = entries.find(({ event }) => event === 'bad.row')
      if (refused) throw Object.assign(new Error('invalid byte sequence'), { code: '22021' })
      stored.push(...entries.filter(({ entryId }) => !known.has(entryId)))
      if (answer === 'loses the answer') throw new Error('connection lost')
    },
    onAway: () => events.push('away'),
    onBack: () => events.push('back'),
    onLost: () => events.push('lost'),
  })
})

test('an entry is written when its promise resolves', async () => {
  await audit.append(entry('a.a'))
  expect(names()).toEqual(['a.a'])
})

test('entries of many requests are written once each and in order', async () => {
  const all = Array.from({ length: 500 }, (_, index) => `a.${index}`)
  await Promise.all(all.map((name) => audit.append(entry(name))))
  expect(names()).toEqual(all)
})

describe('while the store is away', () => {
  test('entries wait, no request waits for them, and they are written in order when it is back', async () => {
    answer = 'fails'
    const start = performance.now()
    for (const name of ['a.1', 'a.2', 'a.3']) await audit.append(entry(name))
    expect(performance.now() - start).toBeLessThan(1_000)
    expect(audit.unwrittenForMs()).toBeGreaterThan(0)
    answer = 'at once'
    await expect.poll(names, { timeout: 5_000 }).toEqual(['a.1', 'a.2', 'a.3'])
    expect(audit.unwrittenForMs()).toBe(0)
    expect(events).toEqual(['away', 'back'])
    expect(stored[0]?.ageMs).toBeGreaterThan(100)
  })

  test('a store that never answers holds a request up for two seconds at most, once', async () => {
    answer = 'never'
    const start = performance.now()
    await audit.append(entry('a.1'))
    await audit.append(entry('a.2'))
    expect(performance.now() - start).toBeLessThan(3_900)
  })

  test('an entry whose answer got lost is not written twice', async () => {
    answer = 'loses the answer'
    await audit.append(entry('a.1'))
    answer = 'at once'
    expect(await audit.drain(1_000)).toBe(true)
    expect(names()).toEqual(['a.1'])
  })

  test('what the memory cannot hold is left out, and the gap is an entry itself', async () => {
    answer = 'fails'
    for (let index = 0; index < 5_003; index++) await audit.append(entry('a.a'))
    answer = 'at once'
    expect(await audit.drain(5_000)).toBe(true)
    expect(stored).toHaveLength(5_001)
    expect(stored.at(-1)).toMatchObject({ event: 'audit.gap', details: { lost: 3 } })
    expect(events).toEqual(['away', 'lost', 'back'])
  })

  test('draining gives up at its limit and says so', async () => {
    answer = 'never'
    const start = performance.now()
    void audit.append(entry('a.1'))
    expect(await audit.drain(300)).toBe(false)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

test('a row that the store can never take holds up no other and leaves a gap', async () => {
  answer = 'fails'
  await Promise.all(['a.1', 'bad.row', 'a.2'].map((name) => audit.append(entry(name))))
  answer = 'at once'
  expect(await audit.drain(2_000)).toBe(true)
  expect(names()).toEqual(['a.1', 'a.2', 'audit.gap'])
})
