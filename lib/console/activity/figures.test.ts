import { expect, test } from 'vitest'
import { barsOf, durationInWords, figuresOf, type HourCount, providersOf, share, startOf } from './figures'

const now = new Date('2026-11-30T10:31:05Z')
const count = (hour: string, event: string, outcome: string, count: number): HourCount => ({
  hour: new Date(hour),
  event,
  outcome,
  count,
})

test('a day has 24 whole hours, a week and a month whole days, the last of which is not over', () => {
  expect(startOf('24h', now)).toEqual(new Date('2026-11-29T11:00:00Z'))
  expect(startOf('7d', now)).toEqual(new Date('2026-11-24T00:00:00Z'))
  expect(startOf('30d', now)).toEqual(new Date('2026-11-01T00:00:00Z'))
})

const counts = [
  count('2026-11-29T11:00:00Z', 'forgot.requested', 'sent', 5),
  count('2026-11-30T10:00:00Z', 'forgot.requested', 'unknown', 1),
  count('2026-11-30T10:00:00Z', 'forgot.held_back', 'user', 2),
  count('2026-11-30T10:00:00Z', 'forgot.explained', 'disabled', 1),
  count('2026-11-30T10:00:00Z', 'confirm.refused', 'code-rejected', 3),
  count('2026-11-30T10:00:00Z', 'confirm.refused', 'misconfigured', 1),
  count('2026-11-30T10:00:00Z', 'confirm.done', 'done', 4),
  count('2026-11-30T10:00:00Z', 'link.opened', '', 7),
  count('2026-11-29T11:00:00Z', 'reset.took', '60', 1),
  count('2026-11-30T10:00:00Z', 'reset.took', '60', 1),
  count('2026-11-30T10:00:00Z', 'reset.took', '120', 2),
]

test('bars are stacked by how it ended, and what lies outside is in none', () => {
  const made = barsOf([...counts, count('2026-11-29T10:00:00Z', 'confirm.done', 'done', 99)], '24h', now)
  expect(made).toHaveLength(24)
  expect(made[0]).toEqual({
    from: new Date('2026-11-29T11:00:00Z'),
    done: 0,
    asked: 5,
    refused: 0,
    trouble: 0,
  })
  expect(made[23]).toMatchObject({ done: 4, asked: 0, refused: 5, trouble: 2 })
  expect(
    made.slice(1, 23).every(({ done, asked, refused, trouble }) => done + asked + refused + trouble === 0),
  ).toBe(true)
  expect(barsOf(counts, '7d', now).map(({ asked }) => asked)).toEqual([0, 0, 0, 0, 0, 5, 0])
})

test('figures are the sums, and why not', () => {
  expect(figuresOf(counts)).toEqual({
    asked: 6,
    opened: 7,
    tried: 8,
    done: 4,
    medianSeconds: 60,
    outcomes: { sent: 5, unknown: 1, user: 2, 'code-rejected': 3, misconfigured: 1, done: 4 },
  })
})

test('the middle one of the times lies within its range, and there is none without any', () => {
  const took = (outcome: string, times: number) => count('2026-11-30T10:00:00Z', 'reset.took', outcome, times)
  const median = (...made: HourCount[]) => figuresOf(made).medianSeconds
  expect(median()).toBe(null)
  expect(median(took('15', 1))).toBe(8)
  expect(median(took('30', 1), took('180', 4), took('3600', 1))).toBe(150)
  expect(median(took('3600', 3))).toBe(3150)
  expect([8, 89, 90, 3150].map(durationInWords)).toEqual([
    'about 8 s',
    'about 89 s',
    'about 2 min',
    'about 53 min',
  ])
})

test('a share of nothing is none, and little is not nothing', () => {
  expect([share(4, 6), share(0, 6), share(1, 1000), share(0, 0), share(6, 6)]).toEqual([
    '67 %',
    '0 %',
    '< 1 %',
    '–',
    '100 %',
  ])
})

test('mailboxes are told apart by provider where ten or more asked, the others together or not at all', () => {
  const asked = (provider: string, people: number) =>
    count('2026-11-30T10:00:00Z', 'mailbox.asked', provider, people)
  const done = count('2026-11-30T10:00:00Z', 'mailbox.done', 'Gmail', 9)
  expect(
    providersOf([asked('Gmail', 6), asked('Gmail', 6), done, asked('Apple', 40), asked('GMX', 9)]),
  ).toEqual([
    { provider: 'Apple', asked: 40, done: 0 },
    { provider: 'Gmail', asked: 12, done: 9 },
  ])
  expect(providersOf([asked('GMX', 9), asked('other', 1)])).toEqual([
    { provider: 'other', asked: 10, done: 0 },
  ])
  expect(providersOf(counts)).toEqual([])
  expect(figuresOf([...counts, asked('Gmail', 50)])).toEqual(figuresOf(counts))
})
