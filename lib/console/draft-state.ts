/**
 * What stands beside the dot that says how a draft is. Each mark has one meaning: `live`, what people see is this; `draft`,
 * saved and not what people see yet; `busy`, on its way to be saved; `trouble`, not saved. Pure.
 */
export type DraftMark = 'live' | 'draft' | 'busy' | 'trouble'

export type DraftFacts = {
  status: 'saved' | 'waiting' | 'saving' | 'offline' | 'signed-out' | 'invalid' | 'conflict'
  canEdit: boolean
  /** In how many values the draft differs from what is live. */
  changes: number
  /** When the draft was saved, and since when what is live is; null where nobody knows. */
  savedAt: Date | null
  publishedAt: Date | null
}

const TROUBLES = {
  offline: 'Not saved: no connection',
  'signed-out': 'Not saved: signed out',
  invalid: 'Not saved: something isn’t valid',
  conflict: 'Not saved: the draft was changed',
} as const

/** @param time writes a point in time, today's as the time of day */
export function draftState(facts: DraftFacts, time: (at: Date) => string): { mark: DraftMark; text: string } {
  const { status, canEdit, changes, savedAt, publishedAt } = facts
  const counted = `${changes} ${changes === 1 ? 'change' : 'changes'}`
  if (status === 'waiting') return { mark: 'busy', text: 'Editing…' }
  if (status === 'saving') return { mark: 'busy', text: 'Saving…' }
  if (status !== 'saved') return { mark: 'trouble', text: TROUBLES[status] }
  const viewing = canEdit ? '' : 'View only · '
  if (changes === 0) {
    const live = publishedAt === null ? 'Live, nothing changed' : `Published ${time(publishedAt)}, live`
    return { mark: 'live', text: `${viewing}${live}` }
  }
  const saved = savedAt === null ? 'Draft' : `Draft saved ${time(savedAt)}`
  return { mark: 'draft', text: `${viewing}${saved} · ${counted}` }
}
