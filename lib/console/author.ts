import { say } from './words/generated/editor'

/** Who made what somebody's change met, as the console says it. Pure. */

export type Author = {
  /** Their name, where it is known. */
  readonly who: string | null
  /** The reader themselves, in another window or before an answer was lost. */
  readonly isReader: boolean
  /** ISO 8601. */
  readonly at: string | null
}

type Stored = { readonly by: string | null; readonly byName: string | null; readonly at: Date | null }

/** @param reader the subject of whoever is told */
export const authorFor = (reader: string, { by, byName, at }: Stored): Author => ({
  who: byName,
  isReader: by === reader,
  at: at?.toISOString() ?? null,
})

/**
 * A sentence such as "Anna saved this draft at 07:46 UTC, while you were editing."
 *
 * @param what was changed: the draft was saved, or what is live was published
 * @param clock writes a time of day
 */
export function authorSentence(author: Author, what: 'draft' | 'live', clock: (at: Date) => string): string {
  const { who, isReader, at } = author
  if (at === null || (who === null && !isReader)) return say(`editor.met.${what}.somebody`)
  const time = clock(new Date(at))
  return isReader
    ? say(`editor.met.${what}.yours`, { time })
    : say(`editor.met.${what}.theirs`, { who: who ?? '', time })
}
