'use client'

import { type FocusEvent, type PointerEvent, useState } from 'react'

/** Values whose use the preview outlines. */
const IS_OUTLINED = /^(colour\/(light|dark)\/|layout\/art)/

function pathAt(target: EventTarget): string | null {
  const control = target instanceof Element ? target.closest<HTMLElement>('[data-control]') : null
  const path = control?.dataset.control ?? null
  return path !== null && IS_OUTLINED.test(path) ? path : null
}

/** The value whose control is under the pointer, or else has the focus; the handlers are for what is around the controls. */
export function useHighlight() {
  const [hovered, setHovered] = useState<string | null>(null)
  const [focused, setFocused] = useState<string | null>(null)
  return {
    path: hovered ?? focused,
    handlers: {
      onPointerOver: ({ target }: PointerEvent) => setHovered(pathAt(target)),
      onPointerLeave: () => setHovered(null),
      onFocus: ({ target }: FocusEvent) => setFocused(pathAt(target)),
      onBlur: () => setFocused(null),
    },
  }
}
