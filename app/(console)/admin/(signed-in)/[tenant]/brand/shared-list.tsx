'use client'

import { useCallback, useEffect, useState } from 'react'
import { type SharedPreview, SharedPreviews } from '@/lib/console/shared-previews'
import { say } from '@/lib/console/words/generated/editor'
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
      setFault(say('editor.sharedList.notRead'))
    }
  }, [slug])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new link is a reason to read the list again
  useEffect(() => void load(), [load, made])

  async function withdraw({ id }: SharedPreview) {
    setFault(null)
    try {
      const answer = await unshareBrand({ tenant: slug, link: id })
      if (!answer.ok) return setFault(say('editor.shareDialog.signedOut'))
      setLinks((last) => last?.filter((each) => each.id !== id) ?? null)
      setSaid(say('editor.sharedList.withdrawn'))
    } catch {
      setFault(say('editor.sharedList.lost'))
    }
  }

  return (
    <section aria-label={say('editor.sharedList.linksWorkNow')} className="grid gap-2">
      <h3 className="text-[13px] font-semibold">{say('editor.sharedList.linksWorkNow')}</h3>
      <p role="status" className="text-[13px] text-soft empty:hidden">
        {said}
      </p>
      {fault !== null && (
        <Notice tone="bad" role="alert">
          <p>{fault}</p>
          {links === null && (
            <p>
              <Button onClick={() => void load()}>{say('common.tryAgain')}</Button>
            </p>
          )}
        </Notice>
      )}
      {links?.length === 0 && <p className="text-[13px] text-soft">{say('editor.sharedList.none')}</p>}
      {links !== null && links.length > 0 && (
        <CardTable
          label={say('editor.sharedList.linksWorkNow')}
          heads={[
            say('editor.sharedList.madeBy'),
            say('editor.sharedList.made'),
            say('editor.sharedList.worksUntil'),
            say('editor.sharedList.actions'),
          ]}
        >
          {links.map((link) => (
            <CardRow key={link.id}>
              <CardTitle>{link.by ?? say('common.somebody')}</CardTitle>
              <CardCell head={say('editor.sharedList.made')}>
                <When at={new Date(link.at)} />
              </CardCell>
              <CardCell head={say('editor.sharedList.worksUntil')}>
                <When at={new Date(link.until)} />
              </CardCell>
              <CardCell head={say('editor.sharedList.actions')}>
                <span className="flex flex-wrap gap-2">
                  {link.url !== null && (
                    <Button
                      aria-label={say('editor.sharedList.copyLink')}
                      onClick={() => onCopy(link.url ?? '')}
                    >
                      {say('editor.shareDialog.copy')}
                    </Button>
                  )}
                  <Button onClick={() => void withdraw(link)}>{say('editor.sharedList.withdraw')}</Button>
                </span>
              </CardCell>
            </CardRow>
          ))}
        </CardTable>
      )}
    </section>
  )
}
