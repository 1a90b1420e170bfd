'use client'

import { type RefObject, useEffect } from 'react'
import type { Pressed } from '@/lib/brand/preview'
import { type Part, partOf } from '@/lib/brand/preview-parts'
import { CONTROLS, pressedText } from './pressable-texts'

/** The innermost part that an element is in. */
function partAround(element: Element | null): Part | null {
  for (let at = element; at !== null; at = at.parentElement) {
    const part = partOf(at)
    if (part !== null) return part
  }
  return null
}

/** What an event pressed: by key only what has the focus, so that typing in a field is no press. */
function pressedBy(event: MouseEvent | KeyboardEvent, seen: Seen): Pressed | null {
  const target = event.target instanceof Element ? event.target : null
  const isOnControl = target?.closest(`${CONTROLS}, [data-word], [data-part]`) ?? null
  if (target === null || ('key' in event && (event.key !== 'Enter' || isOnControl === null))) return null
  const word = pressedText(event)
  const part = partAround(target)
  if (word === null && part === null) return null
  return {
    word,
    part: part?.name ?? null,
    controls: part?.controls({ ...seen, word }) ?? [],
    isText: part === null || part.isText === true,
  }
}

type Seen = { side: 'light' | 'dark'; locale: string }

/** Tells of what somebody presses on the page, by pointer or by Enter; of nothing where nobody wants to know. */
export function usePressable(
  root: RefObject<HTMLElement | null>,
  { side, locale }: Seen,
  onPress: ((pressed: Pressed) => void) | null,
): void {
  useEffect(() => {
    const element = root.current
    if (element === null || onPress === null) return
    const onEvent = (event: MouseEvent | KeyboardEvent) => {
      // A script brings the page into its state by presses of its own.
      if (!event.isTrusted) return
      const pressed = pressedBy(event, { side, locale })
      if (pressed === null) return
      event.preventDefault()
      event.stopPropagation()
      onPress(pressed)
    }
    element.addEventListener('click', onEvent, true)
    element.addEventListener('keydown', onEvent, true)
    return () => {
      element.removeEventListener('click', onEvent, true)
      element.removeEventListener('keydown', onEvent, true)
    }
  }, [root, side, locale, onPress])
}

/** Parts that are no controls and hold no text: each is a stop of the tab key while the page can be pressed. */
export function markParts(root: Element, isPressable: boolean): void {
  for (const element of root.querySelectorAll<HTMLElement>('.brand .logo, .art')) {
    if (isPressable) {
      element.dataset.part = ''
      element.tabIndex = 0
    } else {
      delete element.dataset.part
      element.removeAttribute('tabindex')
    }
  }
}
