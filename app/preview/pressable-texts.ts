import type { FindText } from '@/lib/console/words/find-text'

/** Finds the texts of a document that lead to a field of the editor, and makes them reachable. Works on documents of other frames too. */

export const CONTROLS = 'a, button, summary, input, select, textarea'

const directTexts = (element: Element) =>
  [...element.childNodes].flatMap(({ nodeType, nodeValue }) => (nodeType === 3 ? [nodeValue ?? ''] : []))

/** For screen readers alone: nothing there can be pressed. */
const UNSEEN = '.sr'

/** Marks each element that shows a text, and gives it a tab stop unless it is in a control that has one. */
export function markTexts(root: Element, find: FindText): void {
  const used = new Set<string>()
  // Equal texts stand in the order of their keys.
  const keyOf = (text: string) => {
    const keys = find(text)
    return keys.find((key) => !used.has(key)) ?? keys[0] ?? null
  }
  // A label before a row of links is followed by the signs between them.
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    const texts = directTexts(element)
    const direct = texts.join(' ').trim()
    const isShown = direct !== '' && element.closest(UNSEEN) === null
    const word = !isShown
      ? null
      : (keyOf(element.textContent ?? '') ?? keyOf(direct) ?? keyOf(texts[0] ?? ''))
    if (word === null) {
      if (element.dataset.word !== undefined) unmark(element)
    } else {
      used.add(word)
      element.dataset.word = word
      if (element.closest(CONTROLS) === null) element.tabIndex = 0
    }
  }
}

function unmark(element: HTMLElement): void {
  delete element.dataset.word
  if (!element.matches(CONTROLS)) element.removeAttribute('tabindex')
}

export function unmarkTexts(root: Element): void {
  // A label before a row of links is followed by the signs between them.
  for (const element of root.querySelectorAll<HTMLElement>('[data-word]')) unmark(element)
}

/** The keys of the marked texts that can be seen. */
export const wordsIn = (root: Element): string[] =>
  [...root.querySelectorAll<HTMLElement>('[data-word]')].flatMap((element) =>
    element.dataset.word !== undefined && element.checkVisibility({ visibilityProperty: true })
      ? [element.dataset.word]
      : [],
  )

const isAt = (element: Element, { clientX, clientY }: MouseEvent) =>
  [...element.getClientRects()].some(
    ({ left, right, top, bottom }) =>
      clientX >= left && clientX <= right && clientY >= top && clientY <= bottom,
  )

/** The text that was pressed: by the pointer where it is, by a key what has the focus or is in it. */
export function pressedText(event: MouseEvent | KeyboardEvent): string | null {
  const target = event.target as Element | null
  // Elements of another frame are of another realm, whose classes are others.
  if (typeof target?.closest !== 'function') return null
  const marked = target.closest<HTMLElement>('[data-word]')
  if (marked !== null) return marked.dataset.word ?? null
  const inside = [...target.querySelectorAll<HTMLElement>('[data-word]')]
  const isByKey = !('clientX' in event) || event.detail === 0
  const found = isByKey ? inside[0] : inside.find((element) => isAt(element, event))
  return (target.matches(CONTROLS) || !isByKey ? found?.dataset.word : undefined) ?? null
}
