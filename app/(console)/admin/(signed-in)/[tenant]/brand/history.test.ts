import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HistoryAction, historyOf, historyReducer } from './history'

const type = (key: string | null, text: string, at: number): HistoryAction<string> => ({
  kind: 'change',
  key,
  at,
  change: (last) => last + text,
})

test('letters typed into one field in quick succession are undone together, and come back together', () => {
  const typed = [type('title', 'a', 0), type('title', 'b', 100), type('title', 'c', 200)]
  const state = typed.reduce(historyReducer<string>, historyOf(''))
  const undone = historyReducer(state, { kind: 'undo' })
  expect([state.present, undone.present]).toEqual(['abc', ''])
  expect(historyReducer(undone, { kind: 'redo' }).present).toBe('abc')
})

test('another field, or a pause, begins a new step', () => {
  const typed = [type('title', 'a', 0), type('lead', 'b', 100), type('lead', 'c', 5_000)]
  expect(typed.reduce(historyReducer<string>, historyOf('')).past).toHaveLength(3)
})

test('undoing every step leads back to the start, and redoing every one to the end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('x', 'y', null), fc.string()), { maxLength: 30 }),
      (edits) => {
        const start = edits.reduce(
          (state, [key, text], index) => historyReducer(state, type(key, text, index * 300)),
          historyOf('0'),
        )
        let state = start
        while (state.past.length > 0) state = historyReducer(state, { kind: 'undo' })
        expect(state.present).toBe('0')
        while (state.future.length > 0) state = historyReducer(state, { kind: 'redo' })
        expect(state.present).toBe(start.present)
      },
    ),
  )
})
