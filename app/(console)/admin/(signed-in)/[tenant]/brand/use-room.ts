'use client'

import { type RefObject, useEffect, useState } from 'react'

/** How much room an element has for its content, in pixels; while it isn't shown, what it had last. */
export function useRoom(
  element: RefObject<HTMLElement | null>,
  first = { width: 800, height: 600 },
): { width: number; height: number } {
  const [room, setRoom] = useState(first)
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {}
      if (width > 0) setRoom({ width, height })
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return room
}
