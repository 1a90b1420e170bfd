import { expect, test } from 'vitest'
import { hasPiece, piecesOf, withPiece } from './pieces'

const name = { before: '<name>', after: '</name>' }
const username = { before: '{username}', after: '' }

test('a text’s placeholders are pieces, and each pair of its tags is one', () => {
  expect(piecesOf('Sent to <name>{username}</name>.')).toEqual([name, username])
  expect(piecesOf('{count, plural, one {# field} other {# fields}}')).toEqual([
    { before: '{count}', after: '' },
  ])
  expect(piecesOf('Nothing')).toEqual([])
})

test('a piece goes where the cursor is; tags go around the selection, a placeholder takes its place', () => {
  expect(withPiece('For  now', username, { start: 4, end: 4 })).toEqual({
    text: 'For {username} now',
    cursor: 14,
  })
  expect(withPiece('For you', username, { start: 4, end: 7 })).toEqual({ text: 'For {username}', cursor: 14 })
  expect(withPiece('For you', name, { start: 4, end: 7 })).toEqual({
    text: 'For <name>you</name>',
    cursor: 13,
  })
})

test('a pair is there only whole', () => {
  expect(hasPiece('<name>x</name>', name)).toBe(true)
  expect(hasPiece('<name>x', name)).toBe(false)
})
