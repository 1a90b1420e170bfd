'use client'

import { useState } from 'react'
import { Button } from '../../../_ui/button'
import { restoreBrand, rollBackBrand } from '../brand/actions'

type Props = { slug: string; revision: string; canRestore: boolean; canRollBack: boolean }

/** Rolls back to a revision at once, or copies it into the draft. */
export function RevisionButtons({ slug, revision, canRestore, canRollBack }: Props) {
  const [fault, setFault] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function run(act: typeof rollBackBrand | typeof restoreBrand, goTo: string) {
    setBusy(true)
    setFault(null)
    try {
      const answer = await act({ tenant: slug, revision })
      if (answer.ok) return location.assign(goTo)
      setFault(
        answer.reason === 'signed-out' ? 'Sign in again first.' : 'That did not work. Reload the page.',
      )
    } catch {
      setFault('Not sent. Nothing was changed.')
    }
    setBusy(false)
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      {fault !== null && (
        <p role="alert" className="text-[12px] text-bad">
          {fault}
        </p>
      )}
      {canRestore && (
        <Button disabled={isBusy} onClick={() => void run(restoreBrand, `/admin/${slug}/brand`)}>
          Restore to draft
        </Button>
      )}
      {canRollBack && (
        <Button disabled={isBusy} onClick={() => void run(rollBackBrand, `/admin/${slug}/history`)}>
          Roll back to this
        </Button>
      )}
    </div>
  )
}
