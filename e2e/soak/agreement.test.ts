import { expect, test } from 'vitest'
import { type AuditRow, type Call, disagreements, type Records, type Submission, UNSERVED } from './agreement'
import { seededRandom, shuffled } from './random'

const submission = (
  from: number,
  ...answers: [shown: string, isChanged: boolean, at?: number][]
): Submission => ({
  from,
  to: from + 50,
  isRight: true,
  answers: answers.map(([shown, isChanged, at = from + 50]) => ({ shown, isChanged, at })),
})
const call = (at: number, isDone: boolean, isAnswered = true): Call => ({
  kind: 'attempt',
  username: 'jane',
  requestId: `id-${at}`,
  at,
  endedAt: at + 5,
  isDone,
  isAnswered,
})
const row = (outcome: string, requestId: string | null): AuditRow => ({
  event: outcome === 'done' ? 'confirm.done' : 'confirm.in_doubt',
  outcome,
  network: '11.0.0.0/24',
  requestId,
})
const found = (
  attempts: Submission[],
  calls: Call[],
  rows: AuditRow[],
  rest: Partial<Records> = {},
): string[] =>
  disagreements({
    journeys: [{ flow: 'reset', username: 'jane', network: '11.0.0.0/24', asks: [], attempts }],
    calls,
    rows,
    gaps: 0,
    isStoreQuiet: () => true,
    isStoreShared: () => true,
    ...rest,
  })

test('what is told, done and written agrees', () => {
  expect(found([submission(0, ['done', true])], [call(10, true)], [row('done', 'id-10')])).toEqual([])
  const lost = [submission(0, ['unknown', true])]
  expect(found(lost, [call(10, true)], [row('unknown', null)])).toEqual([])
})

test('“done” that was not, and “not done” that was, are lies', () => {
  expect(found([submission(0, ['done', false])], [], [])).toHaveLength(1)
  expect(found([submission(0, ['reset: busy', true])], [], [])).toHaveLength(1)
  // The call went on behind a page that said that nothing was changed.
  const late = found([submission(0, ['reset: unavailable', false])], [call(70, true)], [row('done', 'id-70')])
  expect(late).toEqual([
    'reset, reset: unavailable: told reset: unavailable, and Cognito did it (calls: 70–75 done)',
  ])
})

test('an instance that can’t read its tenant says that this form changed nothing, whatever an earlier one did', () => {
  const before = submission(0, ['unknown', true])
  const unserved = submission(100, [UNSERVED, true])
  const rows = [row('unknown', null)]
  expect(found([before, unserved], [call(10, true, false)], rows)).toEqual([])
  expect(found([before, unserved], [call(10, false, false), call(110, true)], rows)).toContainEqual(
    expect.stringContaining('told unavailable: form, and Cognito did it'),
  )
  // The page that follows an answer may be at an instance that can't read its tenant: it says nothing of the form.
  expect(found([submission(0, ['unavailable', true])], [call(10, true)], [row('done', 'id-10')])).toEqual([])
  expect(found([submission(0, ['reset', false])], [], [])).toHaveLength(1)
})

test('no more tries on the page that can’t tell deny nothing; “busy” there does', () => {
  const told = (shown: string) =>
    found([submission(0, ['done', true], [shown, true])], [call(10, true)], [row('done', 'id-10')])
  expect(told('unknown: too-many-attempts')).toEqual([])
  expect(told('unknown: busy')).toHaveLength(2)
})

test('each of two presses at once is told the truth of its own call, in the order of these', () => {
  const both = [submission(0, ['reset: busy', true], ['done', true])]
  const rows = [row('done', 'id-20'), row('unknown', 'id-10')]
  expect(found(both, [call(10, false), call(20, true)], rows)).toEqual([])
  // Neither the one that came too late nor the one that reached nobody may say that nothing was changed.
  const late = [submission(0, ['done', true], ['reset: code-rejected', true])]
  expect(found(late, [call(10, true, false), call(20, false)], rows)).toHaveLength(2)
  expect(found(late, [call(20, true)], rows)).toHaveLength(2)
})

test('of two presses at once one may be held back before the other is let through, and no later', () => {
  const pair = (at: number) => [submission(0, ['done', true], ['reset: unavailable', true, at])]
  const rows = [row('done', 'id-20')]
  expect(found(pair(40), [call(20, true)], rows)).toEqual([])
  expect(found(pair(2_100), [call(20, true)], rows)).toHaveLength(2)
  // Whoever presses once was not held back where their own call was made.
  expect(found([submission(0, ['reset: unavailable', true, 10])], [call(20, true)], rows)).not.toEqual([])
})

test('only while one instance is without the store that the other has can that one be wrong', () => {
  const late = [submission(0, ['done', true], ['reset: code-rejected', true])]
  const calls = [call(10, true), call(20, false)]
  const rows = [row('done', 'id-10'), row('unknown', 'id-20')]
  const isStoreQuiet = () => false
  expect(found(late, calls, rows, { isStoreQuiet })).toHaveLength(2)
  expect(found(late, calls, rows, { isStoreQuiet, isStoreShared: () => false })).toEqual([])
  const untold = [submission(0, ['done', false])]
  expect(found(untold, [], [], { isStoreShared: () => false })).toHaveLength(1)
})

test('nobody is cut off', () => {
  expect(found([submission(0, ['cut off', false])], [], [])).toEqual(['reset, cut off: ended on cut off'])
})

test('nothing is sent twice, not by a double click either where the store is there', () => {
  const rows = [row('done', 'id-10'), row('unknown', 'id-20')]
  const calls = [call(10, true), call(20, false)]
  expect(found([submission(0, ['done', true])], calls, rows)).toHaveLength(2)
  const both = [submission(0, ['done', true], ['unknown', true])]
  expect(found(both, calls, rows)).toHaveLength(1)
  expect(found(both, calls, rows, { isStoreQuiet: () => false })).toEqual([])
  // Whoever presses after an answer was lost, or refused, tries once more.
  expect(found(both, [call(10, true, false), call(20, false)], rows)).toEqual([])
  expect(
    found(both, [call(10, false), call(20, true)], [row('done', 'id-20'), row('unknown', 'id-10')]),
  ).toEqual([])
  expect(
    found(both, [call(10, true, false), call(12, false)], [row('done', 'id-10'), row('unknown', 'id-12')]),
  ).toHaveLength(1)
  const again = [submission(0, ['done', true]), submission(100, ['done', true])]
  expect(
    found(again, [call(10, true), call(120, false)], [row('done', 'id-10'), row('unknown', 'id-120')]),
  ).toEqual(['reset, done → done: sent again after it was done (calls: 10–15 done; 120–125 not done)'])
})

test('a row that is missing is told by a gap, and no row says more than was done', () => {
  const attempts = [submission(0, ['done', true])]
  expect(found(attempts, [call(10, true)], [])).toHaveLength(1)
  expect(found(attempts, [call(10, true)], [row('unavailable', null)])).toHaveLength(1)
  expect(found(attempts, [call(10, true)], [], { gaps: 1 })).toEqual([])
  const unknown = [submission(0, ['unknown', false])]
  expect(found(unknown, [call(10, false)], [row('done', 'id-10')])).toHaveLength(1)
})

test('the same seed makes the same order', () => {
  const order = (seed: number) => shuffled([1, 2, 3, 4, 5, 6, 7, 8], seededRandom(seed))
  expect(order(7)).toEqual(order(7))
  expect(order(7)).not.toEqual(order(8))
  expect(order(7).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
})
