'use client'

import { useEffect, useRef } from 'react'

/** As high as a phone's first screen, until the page is there. */
const FIRST_PX = 640

/** A page in a frame as high as the page is, so that nothing of it is cut off. */
export function WholeFrame({ title, src }: { title: string; src: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    let observer: ResizeObserver | null = null
    const grow = () => {
      const page = element.contentDocument
      const shell = page?.querySelector<HTMLElement>('.shell')
      if (!page || !shell) return
      // At its least height: a page fills its screen, and would never become lower again.
      element.style.setProperty('height', `${FIRST_PX}px`)
      element.style.setProperty('height', `${Math.max(FIRST_PX, page.documentElement.scrollHeight) + 2}px`)
    }
    const watch = () => {
      const content = element.contentDocument?.querySelector('main')
      if (!content) return
      grow()
      observer?.disconnect()
      // The content and not the page: its height doesn't follow from the frame's.
      observer = new ResizeObserver(grow)
      observer.observe(content)
    }
    element.addEventListener('load', watch)
    watch()
    return () => {
      element.removeEventListener('load', watch)
      observer?.disconnect()
    }
  }, [])
  return (
    <iframe
      ref={frame}
      title={title}
      src={src}
      loading="lazy"
      className="block h-[640px] w-full max-w-[390px] rounded-lg border border-rule"
    />
  )
}
