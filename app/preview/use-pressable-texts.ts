'use client'

import { type RefObject, useEffect, useLayoutEffect } from 'react'
import { textFinder } from '@/lib/console/words/find-text'
import { markTexts, pressedText, unmarkTexts } from './pressable-texts'

/**
 * Lets somebody press a text of the page, by pointer or by Enter.
 *
 * @param said what the page's translator said, by key, the newest last
 */
export function usePressableTexts(
  root: RefObject<HTMLElement | null>,
  said: ReadonlyMap<string, string>,
  onPress: ((word: string) => void) | null,
): void {
  const isOn = onPress !== null
  // After every drawing: whatever changed, changed by one.
  useLayoutEffect(() => {
    if (root.current === null) return
    // The newest first: the page on show may say what an earlier one said for another key.
    if (isOn) markTexts(root.current, textFinder([...said].reverse()))
    else unmarkTexts(root.current)
  })
  useEffect(() => {
    const element = root.current
    if (element === null || onPress === null) return
    const onEvent = (event: MouseEvent | KeyboardEvent) => {
      if ('key' in event && event.key !== 'Enter') return
      const word = pressedText(event)
      if (word === null) return
      event.preventDefault()
      event.stopPropagation()
      onPress(word)
    }
    element.addEventListener('click', onEvent, true)
    element.addEventListener('keydown', onEvent, true)
    return () => {
      element.removeEventListener('click', onEvent, true)
      element.removeEventListener('keydown', onEvent, true)
    }
  }, [root, onPress])
}
