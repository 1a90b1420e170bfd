import { expect, test } from 'vitest'
import { ReadWords } from './read-words'

test('a text that was not there before comes through the answer as one without a value', () => {
  const sent = {
    ok: true,
    changes: [{ path: 'words/da/forgot.title', before: null, after: 'a' }],
    leftOut: [],
  }
  const read = ReadWords.parse(JSON.parse(JSON.stringify(sent)))
  expect(read.ok && read.changes).toEqual([{ path: 'words/da/forgot.title', before: undefined, after: 'a' }])
})
