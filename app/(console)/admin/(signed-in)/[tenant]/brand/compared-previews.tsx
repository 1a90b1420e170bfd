'use client'

import { useRef, useState } from 'react'
import type { PreviewState } from '@/lib/brand/preview'
import { say } from '@/lib/console/words/generated/editor'
import { Segmented } from '../../../_ui/segmented'
import { ScaledFrame } from './scaled-frame'
import { devices, sides } from './sides'
import { StateSelect } from './state-tabs'
import { type Device, RIM_PX, SIZES, scaleOf } from './use-preview-view'
import { useRoom } from './use-room'

type Side = 'light' | 'dark'
/** `live`, `draft`, or a revision by its hash. */
type Shown = { label: string; revision: string }

function Picture({
  slug,
  shown,
  look,
}: {
  slug: string
  shown: Shown
  look: { device: Device; state: PreviewState; side: Side; locale: string | null }
}) {
  const frame = useRef<HTMLIFrameElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const room = useRoom(box, { width: 300, height: 360 })
  const { device, state, side, locale } = look
  const size = SIZES[device]
  const query = new URLSearchParams({ state, mode: side })
  if (locale !== null) query.set('lang', locale)
  if (shown.revision !== 'draft') query.set('revision', shown.revision)
  return (
    <figure className="grid min-w-0 grid-cols-1 content-start gap-2">
      <figcaption className="text-[13px] font-semibold">{shown.label}</figcaption>
      <div ref={box} className="min-w-0 overflow-hidden">
        <ScaledFrame
          frame={frame}
          title={say('editor.comparedPreviews.preview', { label: shown.label })}
          size={size}
          scale={scaleOf('fit', size, { width: room.width - RIM_PX[device], height: 420 })}
          isPhone={device === 'phone'}
          src={`/preview/${slug}?${query}`}
          tabIndex={-1}
        />
      </div>
    </figure>
  )
}

type Props = {
  slug: string
  before: Shown
  after: Shown
  start: { device: Device; state: PreviewState; side: Side; locale: string | null }
}

/** Two states of a brand beside each other, in the same state of the pages, on the same device and side. */
export function ComparedPreviews({ slug, before, after, start }: Props) {
  const [look, setLook] = useState(start)
  const choose = (change: Partial<typeof look>) => setLook((last) => ({ ...last, ...change }))
  return (
    <section
      aria-label={say('editor.comparedPreviews.beforeAndAfter')}
      className="grid min-w-0 grid-cols-1 gap-3"
    >
      <div className="flex flex-wrap items-center gap-2">
        <StateSelect value={look.state} onChange={(state) => choose({ state })} />
        <Segmented
          label={say('editor.comparedPreviews.device')}
          options={devices()}
          value={look.device}
          onChange={(device) => choose({ device })}
        />
        <Segmented
          label={say('editor.comparedPreviews.side')}
          options={sides()}
          value={look.side}
          onChange={(side) => choose({ side })}
        />
      </div>
      <div className="grid grid-cols-2 gap-4 rounded-lg border border-rule bg-ground p-4 max-sm:gap-2 max-sm:p-2">
        {[before, after].map((shown) => (
          <Picture
            key={`${shown.revision} ${look.state} ${look.side}`}
            slug={slug}
            shown={shown}
            look={look}
          />
        ))}
      </div>
    </section>
  )
}
