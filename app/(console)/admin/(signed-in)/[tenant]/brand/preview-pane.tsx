'use client'

import { useEffect, useRef, useState } from 'react'
import { isPressedMessage, isShownMessage, type PreviewMessage, type ShownMessage } from '@/lib/brand/preview'

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 780 }

export type Device = 'both' | 'desktop' | 'phone'

/** The scale at which the two frames fit side by side, in proportion. */
function scales(room: { width: number; height: number }, device: Device) {
  const scaleFor = (size: { width: number; height: number }, width: number, height: number) =>
    Math.min(1, width / size.width, height / size.height)
  if (device === 'desktop') return { desktop: scaleFor(DESKTOP, room.width, room.height), phone: 0 }
  // Where two would be too small to read, only one is shown.
  if (device === 'phone' || room.width < 520)
    return { desktop: 0, phone: scaleFor(PHONE, room.width, room.height) }
  return {
    desktop: scaleFor(DESKTOP, room.width * 0.7, room.height),
    phone: scaleFor(PHONE, room.width * 0.26, room.height),
  }
}

type FrameProps = {
  title: string
  src: string
  size: { width: number; height: number }
  scale: number
  message: PreviewMessage
  isPhone?: boolean
  onPress: (word: string) => void
  onShown: (shown: ShownMessage) => void
}

/** The real page in a frame of its own, told of every change as it happens. */
function Frame({ title, src, size, scale, message, isPhone, onPress, onShown }: FrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const newest = useRef({ message, onPress, onShown, scale })
  newest.current = { message, onPress, onShown, scale }
  // Later changes are sent as messages: a new address would reload the page.
  const [firstSrc] = useState(src)
  // One tab stop: the page's own controls take part only once somebody goes into it.
  const [isEntered, setEntered] = useState(false)

  useEffect(() => {
    if (isEntered) frame.current?.focus()
  }, [isEntered])

  useEffect(() => {
    frame.current?.contentWindow?.postMessage(message, location.origin)
  }, [message])

  useEffect(() => {
    const onTold = (event: MessageEvent<unknown>) => {
      if (event.source !== frame.current?.contentWindow || event.origin !== location.origin) return
      if (isPressedMessage(event.data)) return newest.current.onPress(event.data.word)
      // A frame that isn't shown sees nothing on its page.
      if (isShownMessage(event.data)) return newest.current.scale > 0 && newest.current.onShown(event.data)
      frame.current?.contentWindow?.postMessage(newest.current.message, location.origin)
    }
    addEventListener('message', onTold)
    return () => removeEventListener('message', onTold)
  }, [])

  useEffect(() => {
    // By script: the console's policy allows no style attributes in the HTML.
    box.current?.style.setProperty('width', `${size.width * scale}px`)
    box.current?.style.setProperty('height', `${size.height * scale}px`)
    frame.current?.style.setProperty('transform', `scale(${scale})`)
  }, [size, scale])

  return (
    <div
      hidden={scale === 0}
      className={
        isPhone
          ? 'rounded-[22px] border-[6px] border-bezel bg-bezel shadow-xl'
          : 'rounded-xl border border-rule bg-white shadow-lg'
      }
    >
      <div ref={box} className={`relative overflow-hidden ${isPhone ? 'rounded-[16px]' : 'rounded-[11px]'}`}>
        <button
          type="button"
          className="sr-only focus:not-sr-only focus:absolute focus:start-2 focus:top-2 focus:z-10 focus:rounded-md focus:bg-ink focus:px-3 focus:py-1.5 focus:text-[13px] focus:text-on-ink"
          onClick={() => setEntered(true)}
        >
          Go into {title.toLowerCase()}
        </button>
        <iframe
          ref={frame}
          title={title}
          tabIndex={isEntered ? undefined : -1}
          onBlur={() => setEntered(false)}
          src={firstSrc}
          width={size.width}
          height={size.height}
          className="origin-top-left border-0"
        />
      </div>
    </div>
  )
}

type Props = {
  slug: string
  message: PreviewMessage
  device: Device
  /** The pages stay loaded while something else is on show. */
  isHidden: boolean
  /** A text of the page was pressed. */
  onPress: (word: string) => void
  onShown: (shown: ShownMessage) => void
}

/** Desktop and phone side by side, as large as the window allows. */
export function PreviewPane({ slug, message, device, isHidden, onPress, onShown }: Props) {
  const room = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 800, height: 600 })
  useEffect(() => {
    if (!room.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(room.current)
    return () => observer.disconnect()
  }, [])
  const scale = scales({ width: size.width - 30, height: size.height - 20 }, device)
  const src = `/preview/${slug}?${new URLSearchParams({ state: message.state, lang: message.locale, mode: message.mode })}`
  const shared = { src, message, onPress, onShown }
  return (
    <div
      ref={room}
      className={
        isHidden
          ? 'hidden'
          : 'flex min-h-0 min-w-0 flex-1 items-center justify-center gap-5 overflow-clip p-5'
      }
    >
      <Frame {...shared} title="Preview, desktop" size={DESKTOP} scale={scale.desktop} />
      <Frame {...shared} title="Preview, phone" size={PHONE} scale={scale.phone} isPhone />
    </div>
  )
}
