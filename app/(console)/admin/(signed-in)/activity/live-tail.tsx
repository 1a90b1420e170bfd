'use client'

import { Pause, Play } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { say } from '@/lib/console/words/generated/activity'
import { Button } from '../../_ui/button'
import { useTimeText } from '../../_ui/when'

const EVERY_MS = 5_000
/** Looking keeps a session alive: a page that nobody touches stops, so that the session can end. */
const UNTOUCHED_MS = 15 * 60_000

type Newest = { kind: 'newest'; id: number | null } | { kind: 'signed-out' } | { kind: 'not-reached' }

async function askNewest(query: string, signal: AbortSignal): Promise<Newest> {
  try {
    const answer = await fetch(`/admin/activity/newest${query}`, { signal })
    if (answer.status === 401) return { kind: 'signed-out' }
    if (!answer.ok) return { kind: 'not-reached' }
    const { newest } = (await answer.json()) as { newest: number | null }
    return { kind: 'newest', id: newest }
  } catch {
    return { kind: 'not-reached' }
  }
}

/** Calls `look` now and again while `isOn`, one after the other, and `onUntouched` once nobody is there any more. */
function useLooking(isOn: boolean, look: (signal: AbortSignal) => Promise<void>, onUntouched: () => void) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it calls only sets states and asks the router
  useEffect(() => {
    if (!isOn) return
    const ending = new AbortController()
    let touchedAt = Date.now()
    let timer = 0
    const touch = () => {
      touchedAt = Date.now()
    }
    const turn = async () => {
      if (Date.now() - touchedAt > UNTOUCHED_MS) return onUntouched()
      if (document.visibilityState === 'visible') await look(ending.signal)
      if (!ending.signal.aborted) timer = window.setTimeout(turn, EVERY_MS)
    }
    for (const event of ['pointerdown', 'keydown', 'scroll'])
      addEventListener(event, touch, { signal: ending.signal, passive: true })
    void turn()
    return () => {
      ending.abort()
      clearTimeout(timer)
    }
  }, [isOn])
}

/**
 * Follows the list: asks now and again whether there is something newer, and then draws the page anew. Without scripts
 * there is no button, and reloading does the same.
 */
export function LiveTail({ query }: { query: string }) {
  const router = useRouter()
  const timeText = useTimeText()
  const [isThere, setThere] = useState(false)
  const [isOn, setOn] = useState(false)
  const [said, setSaid] = useState('')
  const [known] = useState<{ id: number | null | undefined }>({ id: undefined })
  useEffect(() => setThere(true), [])

  const stop = (because: string) => {
    setOn(false)
    setSaid(because)
  }

  async function look(signal: AbortSignal) {
    const newest = await askNewest(query, signal)
    if (signal.aborted) return
    if (newest.kind === 'signed-out') return stop(say('common.signedOut'))
    if (newest.kind === 'not-reached') return setSaid(say('activity.liveTail.notReached'))
    if (newest.id === known.id)
      return setSaid((text) => (text === say('activity.liveTail.notReached') ? '' : text))
    if (known.id !== undefined)
      setSaid(say('activity.liveTail.newEntries', { time: timeText(new Date(), 'second') }))
    known.id = newest.id
    router.refresh()
  }
  useLooking(isOn, look, () => stop(say('activity.liveTail.pausedUntouched')))

  if (!isThere) return null
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span role="status" className="text-[13px] text-soft">
        {said}
      </span>
      <Button
        onClick={() => {
          setSaid(isOn ? say('activity.liveTail.paused') : say('activity.liveTail.following'))
          setOn(!isOn)
        }}
      >
        {isOn ? (
          <Pause className="size-4" aria-hidden="true" />
        ) : (
          <Play className="size-4" aria-hidden="true" />
        )}
        {isOn ? say('activity.liveTail.pause') : say('activity.liveTail.follow')}
      </Button>
    </div>
  )
}
