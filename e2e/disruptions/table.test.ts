import { expect, test } from 'vitest'
import { liesIn, type Row } from './table'

const row: Row = {
  fault: 'SIGKILL',
  page: 'reset',
  shown: 'cut off → unknown',
  sent: 1,
  kept: 'the new password; log: unknown',
}

test('a page that says what did not happen, and one that denies what did, are lies', () => {
  expect(liesIn([row])).toEqual([])
  expect(liesIn([{ ...row, shown: 'done', kept: 'the old password; log: unknown' }])).toHaveLength(1)
  expect(liesIn([{ ...row, shown: 'reset: unavailable' }])).toHaveLength(1)
  expect(liesIn([{ ...row, shown: 'reset: unavailable', kept: 'the old password; log: unknown' }])).toEqual(
    [],
  )
})
