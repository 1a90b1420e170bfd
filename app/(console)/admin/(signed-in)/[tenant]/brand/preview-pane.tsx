'use client'

import { useEffect, useRef, useState } from 'react'
import {
  isPressedMessage,
  isShownMessage,
  isUsedMessage,
  type Pressed,
  type PreviewMessage,
  type ShownMessage,
  type UsedMessage,
} from '@/lib/brand/preview'
import { say } from '@/lib/console/words/generated/editor'
import { ScaledFrame } from './scaled-frame'
import { type PreviewView, RIM_PX, SIZES, scaleOf } from './use-preview-view'
import { useRoom } from './use-room'

type Props = {
  slug: string
  message: PreviewMessage
  view: PreviewView
  /** The page stays loaded while something else is on show. */
  isHidden: boolean
  /** Something on the page was pressed. */
  onPress: (pressed: Pressed) => void
  onShown: (shown: ShownMessage) => void
  onUsed: (used: UsedMessage) => void
}

/**
 * The real page in a frame, told of every change as it happens. One device at a time; what is larger than its room is
 * scrolled in it, and covers nothing around it.
 */
export function PreviewPane({ slug, message, view, isHidden, onPress, onShown, onUsed }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const room = useRoom(box)
  const newest = useRef({ message, onPress, onShown, onUsed })
  newest.current = { message, onPress, onShown, onUsed }
  // Later changes are sent as messages: a new address would reload the page.
  const [src] = useState(
    `/preview/${slug}?${new URLSearchParams({ state: message.state, lang: message.locale, mode: message.mode })}`,
  )
  // One tab stop: the page's own controls take part only once somebody goes into it.
  const [isEntered, setEntered] = useState(false)

  useEffect(() => {
    if (isEntered) frame.current?.focus()
  }, [isEntered])

  useEffect(() => {
    frame.current?.contentWindow?.postMessage(message, location.origin)
  }, [message])

  useEffect(() => {
    const onTold = ({ source, origin, data }: MessageEvent<unknown>) => {
      if (source !== frame.current?.contentWindow || origin !== location.origin) return
      const { onPress: press, onShown: show, onUsed: use } = newest.current
      if (isPressedMessage(data)) return press(data)
      if (isShownMessage(data)) return show(data)
      if (isUsedMessage(data)) return use(data)
      frame.current?.contentWindow?.postMessage(newest.current.message, location.origin)
    }
    addEventListener('message', onTold)
    return () => removeEventListener('message', onTold)
  }, [])

  const { device, zoom } = view
  const size = SIZES[device]
  const rim = RIM_PX[device]
  const scale = scaleOf(zoom, size, { width: room.width - 40 - rim, height: room.height - 40 - rim })
  const title = say('editor.previewPane.preview', { device })
  return (
    <div ref={box} className={isHidden ? 'hidden' : 'min-h-0 min-w-0 flex-1 overflow-auto'}>
      <div className="grid min-h-full w-max min-w-full place-items-center p-5">
        <ScaledFrame
          frame={frame}
          title={title}
          size={size}
          scale={scale}
          isPhone={device === 'phone'}
          src={src}
          tabIndex={isEntered ? undefined : -1}
          onBlur={() => setEntered(false)}
        >
          <button
            type="button"
            className="sr-only focus:not-sr-only focus:absolute focus:start-2 focus:top-2 focus:z-10 focus:rounded-md focus:bg-ink focus:px-3 focus:py-1.5 focus:text-[13px] focus:text-on-ink"
            onClick={() => setEntered(true)}
          >
            {say('editor.previewPane.goInto', { device: view.device })}
          </button>
        </ScaledFrame>
      </div>
    </div>
  )
}
