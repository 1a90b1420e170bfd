'use client'

import { useActionState } from 'react'
import type { Found } from '@/lib/console/found'
import { findPages, type PageLink } from '@/lib/console/pages'
import { Button } from '../../../_ui/button'
import { TextField } from '../../../_ui/field'
import { Notice } from '../../../_ui/notice'
import { Empty } from '../../../_ui/page'
import { groupsOf } from '../../_shell/palette-groups'
import { PALETTE } from '../../_shell/palette-words'
import { search } from './actions'

/** A plain form and what it found, as links under headings. */
export function SearchForm({ pages, first }: { pages: readonly PageLink[]; first: Found }) {
  const [answer, send] = useActionState(search, null)
  const isOut = answer === 'signed-out'
  const { typed, found } = answer === null || isOut ? { typed: '', found: first } : answer
  const groups = groupsOf({ pages: findPages(pages, typed), found, page: '' })
  return (
    <>
      <form action={send} className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow">
          <TextField
            key={typed}
            label={PALETTE.label}
            name="text"
            defaultValue={typed}
            maxLength={80}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <Button type="submit" look="primary">
          {PALETTE.submit}
        </Button>
      </form>
      {isOut && (
        <Notice tone="warn" role="alert">
          {PALETTE.signedOut}
        </Notice>
      )}
      {found.unknownCode !== null && <p role="status">{PALETTE.noSuchCode(found.unknownCode)}</p>}
      {groups.length === 0 && found.unknownCode === null && (
        <Empty title={PALETTE.nothing}>{PALETTE.noPeople}</Empty>
      )}
      {groups.map(({ title, options }) => (
        <section key={title} aria-label={title} className="grid gap-1">
          <h2 className="text-[13px] font-medium text-soft">{title}</h2>
          <ul className="grid">
            {options.map(({ key, href, label, note }) => (
              <li key={key} className="border-b border-rule">
                <a href={href} className="flex min-h-10 items-center justify-between gap-4 hover:bg-wash">
                  <span dir="auto" className="min-w-0 truncate font-medium">
                    {label}
                  </span>
                  {note && <span className="text-[12px] text-soft">{note}</span>}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
