'use client'

import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'

/** In the pages' own pixels. */
export const SIZES = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 780 },
} as const
/** What is drawn around a device, both sides together. */
export const RIM_PX = { desktop: 2, phone: 12 } as const
export type Device = keyof typeof SIZES

const View = z.object({
  device: z.enum(['desktop', 'phone']),
  /** The largest that fits, or percent. */
  zoom: z.enum(['fit', '50', '75', '100']),
})
export type PreviewView = z.output<typeof View>
export type Zoom = PreviewView['zoom']

const KEY = 'rekey-editor-view'

/** What was chosen in this browser last; a browser that keeps nothing, or something else, chooses anew. */
function remembered(): PreviewView | null {
  try {
    const parsed = View.safeParse(JSON.parse(localStorage.getItem(KEY) ?? ''))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The device that the preview shows and how large, remembered in the browser. */
export function usePreviewView(): PreviewView & { choose: (change: Partial<PreviewView>) => void } {
  const [view, setView] = useState<PreviewView>({ device: 'desktop', zoom: 'fit' })
  useEffect(() => {
    const isSmall = matchMedia('(max-width: 64rem)').matches
    setView((last) => remembered() ?? (isSmall ? { ...last, device: 'phone' } : last))
  }, [])
  const choose = useCallback(
    (change: Partial<PreviewView>) =>
      setView((last) => {
        const next = { ...last, ...change }
        try {
          localStorage.setItem(KEY, JSON.stringify(next))
        } catch {
          // Not kept: the choice goes for this page all the same.
        }
        return next
      }),
    [],
  )
  return { ...view, choose }
}

/** The scale that a device is drawn at in a room of so many pixels. */
export function scaleOf(
  zoom: Zoom,
  size: { width: number; height: number },
  room: { width: number; height: number },
): number {
  if (zoom !== 'fit') return Number(zoom) / 100
  return Math.max(0.1, Math.min(1, room.width / size.width, room.height / size.height))
}
