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
 * @param did what was done, in the past tense: `saved this draft`
 * @param clock writes a time of day
 */
export function authorSentence(author: Author, did: string, clock: (at: Date) => string): string {
  const who = author.isReader ? 'You' : (author.who ?? 'Somebody')
  const at = author.at === null ? '' : ` at ${clock(new Date(author.at))}`
  return `${who} ${did}${at}, ${author.isReader ? 'in another window' : 'while you were editing'}.`
}
