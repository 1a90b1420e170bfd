'use client'

import { useCallback, useState } from 'react'
import type { Live } from './actions'

export type PublishedBrand = ReturnType<typeof usePublished>

/**
 * What is live, as this page knows it: it changes when the draft is published here, or somebody else's publication is met.
 *
 * @param liveUrl where people see it
 * @param today the day on which the page was drawn, as `2026-11-25`
 */
export function usePublished(start: Live, liveUrl: string, today: string) {
  const [live, setLive] = useState(start)
  const [wasJustPublished, setJustPublished] = useState(false)
  return {
    live,
    liveUrl,
    today,
    wasJustPublished,
    /** Somebody else published. */
    meet: setLive,
    /** It was published here. */
    take: useCallback((next: Live) => {
      setLive(next)
      setJustPublished(true)
    }, []),
    /** Before the next publication. */
    forget: useCallback(() => setJustPublished(false), []),
  }
}
