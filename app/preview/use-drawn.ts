'use client'

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** What a page changes by itself, in its texts and in what can be pressed; not what marking its texts changes. */
const CHANGES = {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: ['hidden', 'type', 'aria-label', 'data-busy'],
}

/** Calls back after every drawing of a page, the page's own later ones included. */
export function useDrawn(root: RefObject<HTMLElement | null>, onDrawn: (page: HTMLElement) => void): void {
  const newest = useRef(onDrawn)
  newest.current = onDrawn
  useLayoutEffect(() => {
    if (root.current !== null) newest.current(root.current)
  })
  useEffect(() => {
    const page = root.current
    if (page === null) return
    const observer = new MutationObserver(() => newest.current(page))
    observer.observe(page, CHANGES)
    return () => observer.disconnect()
  }, [root])
}
