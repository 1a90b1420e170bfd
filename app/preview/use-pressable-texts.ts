'use client'

import { type RefObject, useEffect } from 'react'
import { pressedText } from './pressable-texts'

/** Tells of a text of the page that somebody presses, by pointer or by Enter; of none where nobody wants to know. */
export function usePressableTexts(
  root: RefObject<HTMLElement | null>,
  onPress: ((word: string) => void) | null,
): void {
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
