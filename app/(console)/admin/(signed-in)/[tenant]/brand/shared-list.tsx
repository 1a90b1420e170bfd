'use client'

import { useCallback, useEffect, useState } from 'react'
import { type SharedPreview, SharedPreviews } from '@/lib/console/shared-previews'
import { Button } from '../../../_ui/button'
import { CardCell, CardRow, CardTable, CardTitle } from '../../../_ui/card-table'
import { Notice } from '../../../_ui/notice'
import { When } from '../../../_ui/when'
import { unshareBrand } from './actions'

type Props = {
  slug: string
  /** Counts the links made here: after each the list is read again. */
  made: number
  onCopy: (url: string) => void
}

/** The links that work now: who made each and when, until when it works, and a button that withdraws it at once. */
export function SharedList({ slug, made, onCopy }: Props) {
  const [links, setLinks] = useState<readonly SharedPreview[] | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [said, setSaid] = useState('')

  const load = useCallback(async () => {
    try {
      const answer = await fetch(`/admin/${slug}/brand/shares`)
      setLinks(SharedPreviews.parse(await answer.json()))
      setFault(null)
    } catch {
      setFault('The links could not be read.')
    }
  }, [slug])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new link is a reason to read the list again
  useEffect(() => void load(), [load, made])

  async function withdraw({ id }: SharedPreview) {
    setFault(null)
    try {
      const answer = await unshareBrand({ tenant: slug, link: id })
      if (!answer.ok) return setFault('You were signed out. Sign in again in another tab.')
      setLinks((last) => last?.filter((each) => each.id !== id) ?? null)
      setSaid('Withdrawn: this link shows nothing any more.')
    } catch {
      setFault('No answer came. Withdraw it once more to be sure.')
    }
  }

  return (
    <section aria-label="Links that work now" className="grid gap-2">
      <h3 className="text-[13px] font-semibold">Links that work now</h3>
      <p role="status" className="text-[13px] text-soft empty:hidden">
        {said}
      </p>
      {fault !== null && (
        <Notice tone="bad" role="alert">
          <p>{fault}</p>
          {links === null && (
            <p>
              <Button onClick={() => void load()}>Try again</Button>
            </p>
          )}
        </Notice>
      )}
      {links?.length === 0 && <p className="text-[13px] text-soft">None.</p>}
      {links !== null && links.length > 0 && (
        <CardTable label="Links that work now" heads={['Made by', 'Made', 'Works until', 'Actions']}>
          {links.map((link) => (
            <CardRow key={link.id}>
              <CardTitle>{link.by ?? 'Somebody'}</CardTitle>
              <CardCell head="Made">
                <When at={new Date(link.at)} />
              </CardCell>
              <CardCell head="Works until">
                <When at={new Date(link.until)} />
              </CardCell>
              <CardCell head="Actions">
                <span className="flex flex-wrap gap-2">
                  {link.url !== null && (
                    <Button aria-label="Copy link" onClick={() => onCopy(link.url ?? '')}>
                      Copy
                    </Button>
                  )}
                  <Button onClick={() => void withdraw(link)}>Withdraw</Button>
                </span>
              </CardCell>
            </CardRow>
          ))}
        </CardTable>
      )}
    </section>
  )
}
