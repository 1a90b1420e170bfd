import { expect, test } from 'vitest'
import { authorFor, authorSentence } from './author'

const at = new Date('2026-11-25T07:46:00Z')
const clock = (time: Date) => `${time.toISOString().slice(11, 16)} UTC`
const said = (by: string | null, byName: string | null, time: Date | null = at) =>
  authorSentence(authorFor('anna', { by, byName, at: time }), 'draft', clock)

test('a conflict says who it is with, and when that was', () => {
  expect(said('bert', 'bert@acme.example')).toBe(
    'bert@acme.example saved this draft at 07:46 UTC, while you were editing.',
  )
})

test('a conflict with oneself says so', () => {
  expect(said('anna', 'anna@acme.example')).toBe('You saved this draft at 07:46 UTC, in another window.')
})

test('what nobody knows is not made up', () => {
  expect(said(null, null, null)).toBe('Somebody saved this draft while you were editing.')
})
