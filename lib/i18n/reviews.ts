import 'server-only'
import { reviews } from './generated/reviews'
import type { Locale } from './languages'

/** How far the texts of a language were checked (`messages/README.md`). */
const LEVELS = {
  source: 'source',
  translated: 'translated',
  'second look': 'secondLook',
  'translated back': 'translatedBack',
  native: 'native',
} as const
type Level = (typeof LEVELS)[keyof typeof LEVELS]
const isLevel = (text: string): text is keyof typeof LEVELS => Object.hasOwn(LEVELS, text)

const table: Readonly<Record<string, { readonly level: string; readonly doubts: readonly string[] }>> =
  reviews

/**
 * How far a language's texts were checked, and what is doubtful in them: `review` and `doubts` of its `meta.json`.
 *
 * @returns null for a language that is made for tests
 */
export function findReview(locale: Locale): { level: Level; doubts: readonly string[] } | null {
  const review = table[locale]
  return review === undefined || !isLevel(review.level)
    ? null
    : { level: LEVELS[review.level], doubts: review.doubts }
}
