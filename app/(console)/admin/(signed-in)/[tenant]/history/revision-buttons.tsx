'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { Difference } from '@/lib/brand/difference'
import { say } from '@/lib/console/words/generated/history'
import { Button } from '../../../_ui/button'
import { Dialog } from '../../../_ui/dialog'
import { Notice } from '../../../_ui/notice'
import { restoreBrand, rollBackBrand } from '../brand/actions'
import { ComparedPreviews } from '../brand/compared-previews'
import { DifferencesList } from '../brand/differences-list'

type Target = {
  slug: string
  revision: string
  /** As the list calls it. */
  title: string
  side: 'light' | 'dark'
}
type Props = Target & { canRestore: boolean; canRollBack: boolean }

const kinds = {
  roll: {
    act: rollBackBrand,
    of: 'live',
    leadsTo: 'history',
  },
  restore: {
    act: restoreBrand,
    of: 'draft',
    leadsTo: 'brand',
  },
} as const

const Differences = z.array(
  z.object({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
)

/** What would change, once the server has said it; null until then. */
function useDifferences(slug: string, of: 'live' | 'draft', revision: string) {
  const [changes, setChanges] = useState<readonly Difference[] | null>(null)
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    const given = new AbortController()
    fetch(`/admin/${slug}/history/differences?${new URLSearchParams({ of, to: revision })}`, {
      signal: given.signal,
    })
      .then(async (answer) => {
        const read = Differences.parse(await answer.json())
        setChanges(read.map(({ path, before, after }) => ({ path, before, after })))
      })
      .catch(() => given.signal.aborted || setAway(true))
    return () => given.abort()
  }, [slug, of, revision])
  return { changes, isAway }
}

function Question({
  kind,
  target,
  onClose,
}: {
  kind: keyof typeof kinds
  target: Target
  onClose: () => void
}) {
  const { slug, revision, side } = target
  const { act, of, leadsTo } = kinds[kind]
  const { changes, isAway } = useDifferences(slug, of, revision)
  const [fault, setFault] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function run() {
    setBusy(true)
    setFault(null)
    try {
      const answer = await act({ tenant: slug, revision })
      if (answer.ok) return location.assign(`/admin/${slug}/${leadsTo}`)
      const said = answer.reason === 'invalid' ? answer.faults[0]?.message : say('history.failed')
      setFault(answer.reason === 'signed-out' ? say('history.signInAgain') : (said ?? null))
    } catch {
      setFault(say('history.lost'))
    }
    setBusy(false)
  }

  return (
    <>
      <p className="text-[13px] text-soft">{say(`history.${kind}.lead`)}</p>
      {fault !== null && (
        <Notice tone="bad" role="alert">
          {fault}
        </Notice>
      )}
      <ComparedPreviews
        slug={slug}
        before={{ label: say(`history.${kind}.before`), revision: of }}
        after={{ label: say(`history.${kind}.after`), revision }}
        start={{ device: innerWidth < 640 ? 'phone' : 'desktop', state: 'forgot', side, locale: null }}
      />
      {isAway && <p className="text-[13px] text-soft">{say('history.differencesNotRead')}</p>}
      {changes?.length === 0 && <p className="text-[13px] text-soft">{say('history.nothingChanges')}</p>}
      {changes !== null && changes.length > 0 && <DifferencesList changes={changes} slug={slug} />}
      <div className="sticky -bottom-6 -mx-6 -mb-6 flex justify-end gap-2 border-t border-rule bg-raised px-6 py-4">
        <Button onClick={onClose}>{say('common.cancel')}</Button>
        <Button look="primary" disabled={isBusy} onClick={() => void run()}>
          {isBusy ? say(`history.${kind}.busy`) : say(`history.${kind}.button`)}
        </Button>
      </div>
    </>
  )
}

/** Rolls back to a revision, or copies it into the draft; each asks first, and shows what changes. */
export function RevisionButtons({ canRestore, canRollBack, ...target }: Props) {
  const [asked, setAsked] = useState<keyof typeof kinds | null>(null)
  const close = () => setAsked(null)
  return (
    <div className="flex flex-wrap items-center gap-2">
      {canRestore && (
        <Button
          aria-label={say('history.restore.labelOf', { title: target.title })}
          onClick={() => setAsked('restore')}
        >
          {say('history.restore.label')}
        </Button>
      )}
      {canRollBack && (
        <Button
          aria-label={say('history.roll.labelOf', { title: target.title })}
          onClick={() => setAsked('roll')}
        >
          {say('history.roll.label')}
        </Button>
      )}
      <Dialog
        isOpen={asked !== null}
        onClose={close}
        title={asked === null ? '' : say(`history.${asked}.title`)}
        size="xl"
      >
        {asked !== null && <Question kind={asked} target={target} onClose={close} />}
      </Dialog>
    </div>
  )
}
