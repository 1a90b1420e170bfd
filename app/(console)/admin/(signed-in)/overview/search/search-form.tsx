'use client'

import { useActionState } from 'react'
import type { Found } from '@/lib/console/found'
import { findPages, type PageLink } from '@/lib/console/pages'
import { say } from '@/lib/console/words/generated/shell'
import { Button } from '../../../_ui/button'
import { TextField } from '../../../_ui/field'
import { Notice } from '../../../_ui/notice'
import { Empty } from '../../../_ui/page'
import { groupsOf } from '../../_shell/palette-groups'
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
            label={say('shell.search.label')}
            name="text"
            defaultValue={typed}
            maxLength={80}
            autoComplete="off"
            spellCheck={false}
          />
        </div>
        <Button type="submit" look="primary">
          {say('common.search')}
        </Button>
      </form>
      {isOut && (
        <Notice tone="warn" role="alert">
          {say('common.signedOut')}
        </Notice>
      )}
      {found.unknownCode !== null && (
        <p role="status">{say('shell.search.noSuchCode', { code: found.unknownCode })}</p>
      )}
      {groups.length === 0 && found.unknownCode === null && (
        <Empty title={say('shell.search.nothing')}>{say('shell.search.peopleElsewhere')}</Empty>
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
