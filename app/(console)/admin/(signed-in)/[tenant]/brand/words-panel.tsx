'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { wordPath } from '@/lib/brand/own-words'
import { say } from '@/lib/console/words/generated/editor'
import { groupOf, groupTitle, wordGroups, wordTitle } from '@/lib/console/words/word-label'
import { chosenRows, wordRows, wordTrouble } from '@/lib/console/words/word-rows'
import { groupsOfView, viewName } from '@/lib/console/words/word-views'
import type { Locale } from '@/lib/i18n/languages'
import { Button } from '../../../_ui/button'
import { useEditorView } from './editor-context'
import { useOwnTexts } from './use-own-texts'
import type { WordsPlace } from './use-words-place'
import { WordField } from './word-field'
import { WordsExportDialog } from './words-export-dialog'
import { WordsImportDialog } from './words-import-dialog'
import { type WordsChoice, WordsToolbar } from './words-toolbar'

const EVERYTHING: WordsChoice = { search: '', only: 'all', place: 'shown' }
const NONE: ReadonlySet<string> = new Set()

/** The texts with their search and filters, in one language and beside another. */
export function WordsPanel({ words }: { words: WordsPlace }) {
  const { brand, set, canEdit, locales, faultAt } = useEditorView()
  const { locale, texts: edited, picked, view } = words
  const [choice, setChoice] = useState(EVERYTHING)
  const [kept, setKept] = useState(NONE)
  const choose = (next: WordsChoice) => {
    setChoice(next)
    setKept(NONE)
  }
  // Beside the tenant's first language, unless somebody chooses.
  const [wanted, setWanted] = useState<Locale | null>(locales[0]?.locale ?? null)
  const beside = wanted === locale ? null : wanted
  const besideTexts = useOwnTexts(beside, words.signInWith)
  const [touched, setTouched] = useState<string | null>(null)
  const [file, setFile] = useState<'export' | 'import' | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const nameOf = (tag: string) => locales.find((each) => each.locale === tag)?.name ?? tag

  const isLoading = edited === null || (beside !== null && besideTexts === null)
  const rows = useMemo(() => {
    if (edited === null || isLoading) return []
    return wordRows({ brand, edited, beside: besideTexts, offered: locales.map((each) => each.locale) })
  }, [brand, edited, besideTexts, locales, isLoading])
  const { search, only, place } = choice
  const visible = useMemo(() => {
    const isNarrowed = search.trim() !== '' || only !== 'all'
    const shown = place === 'shown' && !isNarrowed ? groupsOfView(view) : null
    const groups = place === 'all' || place === 'shown' ? shown : [place]
    return chosenRows(rows, { search, only, groups, kept: isNarrowed ? kept : NONE })
  }, [rows, search, only, place, view, kept])
  const counts = useMemo(
    () => ({
      missing: rows.filter(({ missing }) => missing.length > 0).length,
      changed: rows.filter(({ own }) => own !== undefined).length,
    }),
    [rows],
  )

  const editedLocale = edited?.locale ?? locale
  const change = useCallback(
    (word: string, text: string | undefined) => {
      setTouched(word)
      setKept((last) => (last.has(word) ? last : new Set([...last, word])))
      set(wordPath(editedLocale, word), text)
    },
    [set, editedLocale],
  )

  const lastPicked = useRef<WordsPlace['picked']>(null)
  useEffect(() => {
    if (picked === null || picked === lastPicked.current || isLoading) return
    const { word } = picked
    const group = groupOf(word)
    const isListed = visible.some(({ key }) => key === word)
    const isWidest = place === group && search === '' && only === 'all'
    if (!isListed && group !== null && !isWidest) return setChoice({ ...EVERYTHING, place: group })
    lastPicked.current = picked
    const field = list.current?.querySelector<HTMLElement>(`[data-word="${CSS.escape(word)}"]`)
    field?.focus({ preventScroll: true })
    field?.scrollIntoView({ block: 'center' })
  }, [picked, isLoading, visible, place, search, only])

  const row = rows.find(({ key }) => key === touched)
  const trouble = row?.own === undefined ? null : wordTrouble(row.key, row.own, row.standard)
  const told = trouble?.fault ? say('editor.wordsPanel.notSavable') : trouble?.doubts[0]
  const status = isLoading
    ? say('editor.wordsPanel.loadingTheTexts')
    : say('editor.textsShown', { shown: visible.length, count: rows.length })
  return (
    <>
      <WordsToolbar
        choice={choice}
        onChoice={choose}
        counts={counts}
        shown={viewName(view)}
        locales={locales}
        locale={locale}
        onLocale={words.setLocale}
        beside={beside}
        onBeside={setWanted}
        status={status}
        canEdit={canEdit}
        onFile={setFile}
      />
      <WordsExportDialog isOpen={file === 'export'} onClose={() => setFile(null)} />
      <WordsImportDialog isOpen={file === 'import'} onClose={() => setFile(null)} />
      <p role="status" className="sr-only">
        {row && told && say('editor.wordsPanel.told', { key: wordTitle(row.key), told })}
      </p>
      <div ref={list} className="@container grid gap-6">
        {wordGroups
          .filter((group) => visible.some((each) => each.group === group))
          .map((group) => (
            <section key={group} aria-label={groupTitle(group)} className="grid gap-3">
              <h3 className="border-b border-rule pb-1.5 text-[12px] font-semibold text-soft">
                {groupTitle(group)}
              </h3>
              <ul className="grid gap-3">
                {visible
                  .filter((each) => each.group === group)
                  .map((each) => (
                    <WordField
                      key={`${editedLocale} ${each.key}`}
                      word={each.key}
                      group={group}
                      name={each.name}
                      where={each.where}
                      limit={each.limit}
                      standard={each.standard}
                      own={each.own}
                      locale={editedLocale}
                      language={nameOf(editedLocale)}
                      direction={locales.find((one) => one.locale === editedLocale)?.direction ?? 'ltr'}
                      besideLocale={besideTexts?.locale ?? null}
                      besideLanguage={nameOf(besideTexts?.locale ?? '')}
                      besideStandard={each.beside?.standard ?? ''}
                      besideOwn={each.beside?.own}
                      missing={each.missing.map(nameOf).join(', ')}
                      isMissingHere={each.missing.includes(editedLocale)}
                      error={faultAt(wordPath(editedLocale, each.key))}
                      canEdit={canEdit}
                      onChange={change}
                      onFocus={words.follow}
                    />
                  ))}
              </ul>
            </section>
          ))}
        {!isLoading && visible.length === 0 && (
          <div className="grid justify-items-start gap-2 rounded-lg border border-rule bg-ground p-4 text-[13px] text-soft">
            <p>
              {only === 'missing' && search === ''
                ? say('editor.wordsPanel.nothingMissing')
                : say('editor.wordsPanel.noTextsMatch')}
            </p>
            <Button onClick={() => choose(EVERYTHING)}>{say('editor.wordsPanel.showTextsPreview')}</Button>
          </div>
        )}
      </div>
    </>
  )
}
