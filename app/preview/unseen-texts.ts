import type { UnseenText } from '@/lib/brand/preview'
import type { FindText } from '@/lib/console/words/find-text'
import { wordsIn } from './pressable-texts'

/** Without the colon that joins a label to what stands beside it. */
const bare = (text: string) => text.trim().replace(/\s*[:：]$/, '')

/** What is only read out: texts that nobody sees, and the names of controls that show a picture. */
function readOut(page: Element): string[] {
  const named = [...page.querySelectorAll('[aria-label]:not([hidden])')].map(
    (element) => element.getAttribute('aria-label') ?? '',
  )
  return [...[...page.querySelectorAll('.sr')].map((element) => element.textContent ?? ''), ...named]
}

/**
 * The texts of a page that stand nowhere on it: in the browser's tab, and for screen readers alone.
 *
 * @param said what the page's translator said, by key
 * @param name the tenant's, which stands in the tab too
 */
export function unseenTexts(
  page: Element,
  said: ReadonlyMap<string, string>,
  find: FindText,
  name: string,
): UnseenText[] {
  const tabs = [...said].flatMap(([word, text]): UnseenText[] => {
    if (/\.pageTitle$/.test(word)) return [{ place: 'tab', word, text: `${text} · ${name}` }]
    return word === 'common.errorTitle' ? [{ place: 'tab-after-error', word, text }] : []
  })
  const seen = new Set(wordsIn(page))
  const read = new Map<string, UnseenText>()
  for (const text of readOut(page).map(bare)) {
    const word = find(text).find((key) => !seen.has(key))
    if (word !== undefined) read.set(word, { place: 'read-out', word, text })
  }
  return [...tabs, ...read.values()]
}
