import { expect, test } from 'vitest'
import { differences, liesIn, type Row, rowsIn, withTable } from './table'

const row: Row = {
  fault: 'SIGKILL',
  page: 'reset',
  shown: 'cut off → unknown',
  sent: 1,
  kept: 'the new password; log: unknown',
}
const empty = `before\n${withTable('', []).trim()}\nafter\n`

test('what was seen stands in the document, and only that agrees with it', () => {
  const text = withTable(empty, [row, { ...row, page: 'confirm', kept: 'confirmed' }])
  expect(text.startsWith('before\n')).toBe(true)
  expect(text.endsWith('\nafter\n')).toBe(true)
  expect(rowsIn(text)).toHaveLength(2)
  // As the formatter pads it.
  const padded = text.replaceAll('| SIGKILL |', '| SIGKILL    |')
  expect(differences(padded, [row])).toEqual([])
  expect(differences(padded, [{ ...row, sent: 2 }])).toHaveLength(1)
  expect(differences(empty, [row])).toEqual([expect.stringContaining('written: nothing')])
})

test('a page that says what did not happen, and one that denies what did, are lies', () => {
  expect(liesIn([row])).toEqual([])
  expect(liesIn([{ ...row, shown: 'done', kept: 'the old password; log: unknown' }])).toHaveLength(1)
  expect(liesIn([{ ...row, shown: 'reset: unavailable' }])).toHaveLength(1)
  expect(liesIn([{ ...row, shown: 'reset: unavailable', kept: 'the old password; log: unknown' }])).toEqual(
    [],
  )
})
