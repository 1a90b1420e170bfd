'use client'

import { Search as SearchIcon } from 'lucide-react'
import { type KeyboardEvent as Pressed, useEffect, useId, useRef, useState } from 'react'
import { findPages, type PageLink } from '@/lib/console/pages'
import { say } from '@/lib/console/words/generated/shell'
import { type Group, groupsOf, type Option } from './palette-groups'
import { type Search, useFound } from './use-found'

type Scope = 'all' | 'tenants'

const isShortcut = (event: KeyboardEvent) =>
  event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey

/** Opens on the shortcut, and on every link to the search of the page around it; the page then shows the shortcut. */
function useOpening(open: (scope: Scope) => void) {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    document.documentElement.dataset.shortcuts = 'on'
    addEventListener(
      'keydown',
      (event) => {
        if (!isShortcut(event)) return
        event.preventDefault()
        latest.current('all')
      },
      { signal },
    )
    addEventListener(
      'click',
      (event) => {
        const link = event.target instanceof Element ? event.target.closest('a[data-search]') : null
        if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        latest.current(link.getAttribute('data-search') === 'tenants' ? 'tenants' : 'all')
      },
      { signal },
    )
    return () => ending.abort()
  }, [])
}

const wordsOf = ({ state, found }: Search, count: number): string => {
  if (state === 'signed-out') return say('common.signedOut')
  if (state === 'not-reached') return say('shell.search.notReached')
  if (found.unknownCode !== null && count === 0)
    return say('shell.search.noSuchCode', { code: found.unknownCode })
  if (count > 0) return say('shell.search.found', { count })
  return state === 'asking' ? '' : say('shell.search.noPeople')
}

function Options({ groups, active, id }: { groups: readonly Group[]; active: string; id: string }) {
  return groups.map(({ title, options }, place) => (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't stand in a listbox
    <div key={title} role="group" aria-labelledby={`${id}-group-${place}`} className="grid">
      <div id={`${id}-group-${place}`} role="presentation" className="px-3 pt-3 pb-1 text-[12px] text-soft">
        {title}
      </div>
      {options.map(({ key, href, label, note }) => (
        <a
          key={key}
          id={`${id}-${key}`}
          href={href}
          role="option"
          tabIndex={-1}
          aria-selected={key === active}
          className="flex min-h-10 scroll-my-8 items-center justify-between gap-4 rounded-md px-3 hover:bg-wash aria-selected:bg-pick"
        >
          <span dir="auto" className="min-w-0 truncate font-medium">
            {label}
          </span>
          {note && <span className="shrink-0 text-[12px] text-soft">{note}</span>}
        </a>
      ))}
    </div>
  ))
}

const Key = ({ children }: { children: string }) => (
  <kbd className="rounded border border-rule bg-ground px-1.5 font-sans leading-5">{children}</kbd>
)

/** Moves through the options by the arrow keys, round and round, and opens the one that is marked. */
function useChoice(options: readonly Option[]) {
  const [wanted, want] = useState('')
  const place = Math.max(
    options.findIndex(({ key }) => key === wanted),
    0,
  )
  const active = options[place]
  const onKeyDown = (event: Pressed) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && options.length > 0) {
      event.preventDefault()
      want(options[(place + step + options.length) % options.length]?.key ?? '')
    } else if (event.key === 'Enter' && active !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault()
      location.assign(active.href)
    }
  }
  return { active: active?.key ?? '', onKeyDown }
}

/** The console's search as a dialog: pages that somebody may open, tenants, and the entry of a support code. */
export function Palette({ pages, page }: { pages: readonly PageLink[]; page: string }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [scope, setScope] = useState<Scope>('all')
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const id = useId()
  const search = useFound(text, isOpen)
  const groups =
    scope === 'all'
      ? groupsOf({ pages: findPages(pages, text), found: search.found, page })
      : groupsOf({
          pages: findPages([{ href: '/admin/tenants', label: say('common.allTenants'), also: '' }], text),
          found: { ...search.found, entry: null },
          page,
        })
  const options = groups.flatMap((group) => group.options)
  const { active, onKeyDown } = useChoice(options)
  const count = options.length
  const label = scope === 'all' ? say('shell.search.label') : say('shell.search.tenantLabel')

  useOpening((wanted) => {
    setScope(wanted)
    setText('')
    setOpen(true)
    if (!dialog.current?.open) dialog.current?.showModal()
  })
  useEffect(() => {
    if (isOpen && active !== '')
      document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, active, id])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; a press beside it does the same
    <dialog
      ref={dialog}
      aria-label={say('common.search')}
      onClose={() => setOpen(false)}
      onClick={({ target }) => target === dialog.current && dialog.current.close()}
      className="mt-[12vh] w-[min(36rem,calc(100vw-1.5rem))] rounded-xl border border-rule bg-raised p-0 text-ink shadow-2xl max-sm:mt-3"
    >
      {isOpen && (
        <div className="flex max-h-[min(32rem,76dvh)] flex-col">
          <div className="flex items-center gap-2.5 border-b border-rule ps-4">
            <SearchIcon className="size-4 shrink-0 text-soft" aria-hidden="true" />
            <input
              autoFocus
              type="text"
              role="combobox"
              aria-label={label}
              aria-expanded={count > 0}
              aria-controls={`${id}-list`}
              aria-autocomplete="list"
              aria-activedescendant={active === '' ? undefined : `${id}-${active}`}
              placeholder={label}
              value={text}
              maxLength={80}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              enterKeyHint="go"
              onChange={({ target }) => setText(target.value)}
              onKeyDown={onKeyDown}
              className="h-12 min-w-0 flex-1 bg-transparent pe-4 text-[15px] placeholder:text-faint focus-visible:outline-none max-sm:text-[16px]"
            />
          </div>
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label={label}
            className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-2 empty:hidden"
          >
            <Options groups={groups} active={active} id={id} />
          </div>
          <div className="flex items-center justify-between gap-4 border-t border-rule px-4 py-2.5 text-[12px] text-soft">
            <p role="status">{wordsOf(search, count)}</p>
            <p aria-hidden="true" className="flex shrink-0 items-center gap-1.5 max-sm:hidden">
              <Key>↑</Key>
              <Key>↓</Key> {say('shell.search.move')} <Key>↵</Key> {say('shell.search.open')}{' '}
              <Key>{say('shell.search.escapeKey')}</Key> {say('shell.search.close')}
            </p>
          </div>
        </div>
      )}
    </dialog>
  )
}
