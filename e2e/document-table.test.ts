import { expect, test } from 'vitest'
import { type DocumentTable, differences, rowsIn, withTable } from './document-table'

const table: DocumentTable = {
  start: '<!-- start -->',
  end: '<!-- end -->',
  head: ['fault', 'page', 'shown', 'calls'],
  keys: 2,
  isWhole: false,
}
const whole = { ...table, isWhole: true }
const row = ['SIGKILL', 'reset', 'cut off → unknown', '1']
const empty = `before\n${withTable('', table, []).trim()}\nafter\n`

test('what was seen stands in the document, and only that agrees with it', () => {
  const text = withTable(empty, table, [row, ['SIGKILL', 'confirm', 'cut off → unknown', '1']])
  expect(text.startsWith('before\n')).toBe(true)
  expect(text.endsWith('\nafter\n')).toBe(true)
  expect(rowsIn(text, table)).toHaveLength(2)
  // As the formatter pads it.
  const padded = text.replaceAll('| SIGKILL |', '| SIGKILL    |')
  expect(differences(padded, table, [row])).toEqual([])
  expect(differences(padded, table, [[...row.slice(0, 3), '2']])).toHaveLength(1)
  expect(differences(empty, table, [row])).toEqual([expect.stringContaining('written: nothing')])
})

test('a row that nobody saw is wrong where all are seen', () => {
  const text = withTable(empty, whole, [row, ['SIGKILL', 'confirm', 'done', '1']])
  expect(differences(text, table, [row])).toEqual([])
  expect(differences(text, whole, [row])).toEqual(['not seen: SIGKILL | confirm'])
})
