import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LOCALES } from '../lib/i18n/languages'
import { findReview } from '../lib/i18n/reviews'
import { reviewTable, withReviewTable } from './review-table'

/** Without the spaces and dashes with which the formatter aligns columns. */
const unpadded = (text: string) => text.replace(/ {2,}/g, ' ').replace(/-{3,}/g, '---')

test('messages/README.md tells the level and the doubts of every language (npm run review-table)', () => {
  const readme = readFileSync('messages/README.md', 'utf8')
  expect(unpadded(readme)).toBe(unpadded(withReviewTable(readme)))
  for (const locale of LOCALES) expect(reviewTable()).toContain(`(${locale}) |`)
})

test('the console is told a level that it knows for every language, and the same doubts', () => {
  for (const locale of LOCALES) {
    const review = findReview(locale)
    expect(review, locale).not.toBeNull()
    for (const doubt of review?.doubts ?? []) expect(reviewTable()).toContain(doubt)
  }
})
