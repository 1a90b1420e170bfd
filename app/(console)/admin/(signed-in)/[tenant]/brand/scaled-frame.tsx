'use client'

import { type IframeHTMLAttributes, type ReactNode, type RefObject, useEffect, useRef } from 'react'

type Props = {
  frame: RefObject<HTMLIFrameElement | null>
  title: string
  size: { width: number; height: number }
  scale: number
  /** Drawn with a phone's rim. */
  isPhone?: boolean
  children?: ReactNode
} & IframeHTMLAttributes<HTMLIFrameElement>

/** A page at the size of its device, drawn smaller; takes the room of what is seen of it. */
export function ScaledFrame({ frame, title, size, scale, isPhone, children, ...rest }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // By script: the console's policy allows no style attributes in the HTML.
    box.current?.style.setProperty('width', `${size.width * scale}px`)
    box.current?.style.setProperty('height', `${size.height * scale}px`)
    frame.current?.style.setProperty('transform', `scale(${scale})`)
  }, [frame, size, scale])
  return (
    <div
      className={
        isPhone
          ? 'w-max rounded-[22px] border-[6px] border-bezel bg-bezel shadow-xl'
          : 'w-max rounded-xl border border-rule bg-white shadow-lg'
      }
    >
      <div ref={box} className={`relative overflow-hidden ${isPhone ? 'rounded-[16px]' : 'rounded-[11px]'}`}>
        {children}
        <iframe
          {...rest}
          ref={frame}
          title={title}
          width={size.width}
          height={size.height}
          className="block max-w-none origin-top-left border-0"
        />
      </div>
    </div>
  )
}
