import 'server-only'
import { reviews } from './generated/reviews'
import type { Locale } from './languages'

/** How far the texts of a language were checked, in the words of `messages/README.md`. */
const LEVELS: Readonly<Record<string, string>> = {
  source: 'source text',
  translated: 'translated, read by its translator only',
  'second look': 'translated, corrected at a second reading',
  'translated back': 'corrected after an independent translation back into English',
  native: 'reviewed by a native speaker',
}

const table: Readonly<Record<string, { readonly level: string; readonly doubts: readonly string[] }>> =
  reviews

/**
 * How far a language's texts were checked, and what is doubtful in them: `review` and `doubts` of its `meta.json`.
 *
 * @returns null for a language that is made for tests
 */
export function findReview(locale: Locale): { level: string; doubts: readonly string[] } | null {
  const review = table[locale]
  return review === undefined ? null : { level: LEVELS[review.level] ?? review.level, doubts: review.doubts }
}
