import { expect, test } from 'vitest'
import type { Entry } from './entries'
import { courseInWords, journeysOf, stepGapOf } from './journeys'

const start = Date.parse('2026-11-30T10:00:00Z')
let id = 0
const entry = (minutes: number, event: string, outcome: string, rest: Partial<Entry> = {}): Entry => ({
  id: ++id,
  at: new Date(start + minutes * 60_000),
  event,
  outcome,
  tenantId: 'acme',
  tenant: { slug: 'acme', name: 'Acme' },
  person: null,
  tag: 'jane',
  network: null,
  supportCode: null,
  requestId: null,
  brandRevision: null,
  locale: null,
  flow: 'reset',
  traceId: null,
  details: null,
  ...rest,
})
const ask = (minutes: number, rest?: Partial<Entry>) => entry(minutes, 'forgot.requested', 'sent', rest)
const refused = (minutes: number, rest?: Partial<Entry>) =>
  entry(minutes, 'confirm.refused', 'code-rejected', rest)
const done = (minutes: number) => entry(minutes, 'confirm.done', 'done')
const minutesOf = (heads: Entry[], entries: Entry[]) =>
  journeysOf(heads, entries).map(({ steps }) => steps.map(({ at }) => (at.getTime() - start) / 60_000))

test('an ask, its tries and the new password are one, whichever of them a list is of', () => {
  const steps = [ask(0), refused(2), done(4)]
  for (const head of steps) expect(minutesOf([head], steps.toReversed())).toEqual([[0, 2, 4]])
  const [journey] = journeysOf([steps[1] ?? ask(0)], steps)
  expect(journey).toMatchObject({ asks: 1, tries: 2, lastsMs: 240_000, label: { text: 'Password changed' } })
  expect(minutesOf(steps, steps), 'each once').toHaveLength(1)
})

test('what comes after the code’s life is another', () => {
  const life = stepGapOf(null) / 60_000
  expect([life, stepGapOf('sign-up') / 60_000]).toEqual([60, 24 * 60])
  const steps = [ask(0), refused(life), ask(2 * life + 1), done(2 * life + 5)]
  expect(minutesOf([steps[3] ?? ask(0), steps[0] ?? ask(0)], steps)).toEqual([
    [2 * life + 1, 2 * life + 5],
    [0, life],
  ])
})

test('another person, another tenant and another kind of link are others; nobody known is alone', () => {
  const jane = ask(0)
  const others = [
    refused(1, { tag: 'joe' }),
    refused(1, { tenantId: 'globex' }),
    refused(1, { flow: 'invite' }),
    refused(1, { tag: null }),
    refused(2, { tag: null }),
  ]
  expect(journeysOf([jane, ...others], [jane, ...others])).toHaveLength(6)
  // Entries of the first release, and of the notice, name no kind of link.
  expect(minutesOf([jane], [jane, refused(3, { flow: null })])).toEqual([[0, 3]])
})

test('a password that was changed stays so, whatever is tried afterwards', () => {
  const steps = [ask(0), done(2), refused(3)]
  expect(journeysOf([steps[2] ?? ask(0)], steps)[0]?.end.event).toBe('confirm.done')
})

test('the course is told in words', () => {
  expect(courseInWords({ asks: 1, tries: 0, lastsMs: 0 })).toBe('1 email asked for')
  expect(courseInWords({ asks: 2, tries: 1, lastsMs: 45_000 })).toBe('2 emails asked for, 1 try in 45 s')
  expect(courseInWords({ asks: 0, tries: 3, lastsMs: 250_000 })).toBe('3 tries in 4 min')
})
