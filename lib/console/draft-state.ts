import { say } from './words/generated/editor'

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

/** @param time writes a point in time, today's as the time of day */
export function draftState(facts: DraftFacts, time: (at: Date) => string): { mark: DraftMark; text: string } {
  const { status, canEdit, changes, savedAt, publishedAt } = facts
  if (status === 'waiting') return { mark: 'busy', text: say('editor.state.editing') }
  if (status === 'saving') return { mark: 'busy', text: say('editor.state.saving') }
  if (status !== 'saved') return { mark: 'trouble', text: say(`editor.state.troubles.${status}`) }
  const viewed = (state: string) => (canEdit ? state : say('editor.state.viewOnly', { state }))
  if (changes === 0) {
    const isKnown = publishedAt !== null
    const live = isKnown
      ? say('editor.state.published', { time: time(publishedAt) })
      : say('editor.state.live')
    return { mark: 'live', text: viewed(live) }
  }
  const draft =
    savedAt === null
      ? say('editor.state.draft', { changes })
      : say('editor.state.saved', { time: time(savedAt), changes })
  return { mark: 'draft', text: viewed(draft) }
}
