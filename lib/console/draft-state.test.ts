import { expect, test } from 'vitest'
import { type DraftFacts, draftState } from './draft-state'

const at = new Date('2026-11-25T07:46:00Z')
const stated = (facts: Partial<DraftFacts>) =>
  draftState({ status: 'saved', canEdit: true, changes: 0, savedAt: at, publishedAt: at, ...facts }, (time) =>
    time.toISOString().slice(11, 16),
  )

test('a draft like what is live says since when it is live', () => {
  expect(stated({})).toEqual({ mark: 'live', text: 'Published 07:46, live' })
  expect(stated({ publishedAt: null })).toEqual({ mark: 'live', text: 'Live, nothing changed' })
  expect(stated({ canEdit: false })).toEqual({ mark: 'live', text: 'View only · Published 07:46, live' })
})

test('saved changes that are not live have a mark of their own', () => {
  expect(stated({ changes: 3 })).toEqual({ mark: 'draft', text: 'Draft saved 07:46 · 3 changes' })
  expect(stated({ changes: 1, savedAt: null })).toEqual({ mark: 'draft', text: 'Draft · 1 change' })
})

test('no mark means two things', () => {
  const marks = (['waiting', 'saving', 'offline', 'signed-out', 'invalid', 'conflict'] as const).map(
    (status) => stated({ status, changes: 3 }).mark,
  )
  expect(marks).toEqual(['busy', 'busy', 'trouble', 'trouble', 'trouble', 'trouble'])
})
