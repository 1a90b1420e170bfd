'use client'

import { Copy, RotateCcw } from 'lucide-react'
import { memo, useId, useLayoutEffect, useRef } from 'react'
import { say } from '@/lib/console/words/generated/editor'
import { hasPiece, type Piece, piecesOf, withPiece } from '@/lib/console/words/pieces'
import { groupTitle, type WordGroup } from '@/lib/console/words/word-label'
import { wordTrouble } from '@/lib/console/words/word-rows'
import { inputClass } from '../../../_ui/field'
import { Pill } from '../../../_ui/notice'

type Props = {
  /** The text's key. */
  word: string
  group: WordGroup
  name: string
  where: string
  limit: number
  standard: string
  own: string | undefined
  /** The edited language, and its name. */
  locale: string
  language: string
  direction: 'ltr' | 'rtl'
  /** The language beside it, and its name; null where none is. */
  besideLocale: string | null
  besideLanguage: string
  besideStandard: string
  besideOwn: string | undefined
  /** The names of the languages that lack a text that others have. */
  missing: string
  isMissingHere: boolean
  error: string | undefined
  canEdit: boolean
  onChange: (word: string, text: string | undefined) => void
  onFocus: (word: string) => void
}

/** Every prop is a plain value or stays the same, so that a keystroke draws one field anew and not two hundred. */
export const WordField = memo(function WordField(props: Props) {
  const { word, group, name, where, limit, standard, own, locale, language, besideLocale } = props
  const { canEdit, onChange } = props
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const cursor = useRef<number | null>(null)
  const text = own ?? ''
  const trouble = own === undefined ? null : wordTrouble(word, own, standard)
  const fault = trouble?.fault ? say('editor.wordField.thisText', { fault: trouble.fault }) : props.error
  const isOver = text.length > limit

  useLayoutEffect(() => {
    if (cursor.current === null || field.current?.value !== text) return
    field.current.setSelectionRange(cursor.current, cursor.current)
    cursor.current = null
  }, [text])

  const change = (next: string) => onChange(word, next.replace(/\n/g, ' ') || undefined)
  function insert(piece: Piece) {
    const { selectionStart: start, selectionEnd: end } = field.current ?? {
      selectionStart: 0,
      selectionEnd: 0,
    }
    const put = withPiece(text, piece, { start, end })
    cursor.current = put.cursor
    field.current?.focus()
    change(put.text)
  }
  return (
    <li className="grid gap-1.5 border-t border-rule pt-3 first:border-t-0 first:pt-0">
      <div className="flex items-start gap-2">
        <label htmlFor={id} className="min-w-0 text-[13px] font-medium wrap-anywhere">
          {name}
          <span className="sr-only">
            {' '}
            ({groupTitle(group)}, {language})
          </span>
        </label>
        {props.missing !== '' && (
          <span id={`${id}-missing`} className="shrink-0">
            <Pill tone="warn">
              {props.isMissingHere
                ? say('editor.wordField.missingHere')
                : say('editor.wordField.notIn', { missing: props.missing })}
            </Pill>
          </span>
        )}
        <button
          type="button"
          className="ms-auto flex size-6 shrink-0 items-center justify-center rounded text-faint hover:bg-wash hover:text-ink disabled:invisible"
          disabled={!canEdit}
          onClick={() => onChange(word, own === undefined ? standard : undefined)}
          aria-label={say(own === undefined ? 'editor.word.startOf' : 'editor.word.restoreOf', { name })}
          title={own === undefined ? say('editor.wordField.start') : say('editor.wordField.restore')}
        >
          {own === undefined ? (
            <Copy className="size-3.5" aria-hidden="true" />
          ) : (
            <RotateCcw className="size-3.5" aria-hidden="true" />
          )}
        </button>
      </div>
      <p id={`${id}-where`} className="-mt-1 text-[12px] wrap-anywhere text-faint">
        {where} · <code className="font-mono text-[11px]">{word}</code>
      </p>
      <div className={`grid grid-cols-1 items-start gap-2 ${besideLocale === null ? '' : '@md:grid-cols-2'}`}>
        {besideLocale !== null && (
          <div
            className="grid gap-0.5 rounded-md bg-wash px-2.5 py-1.5 text-[13px] wrap-anywhere"
            id={`${id}-beside`}
          >
            <span className="text-[11px] text-soft @md:sr-only">{props.besideLanguage}</span>
            <span lang={besideLocale} dir="auto" className={props.besideOwn === undefined ? 'text-soft' : ''}>
              {props.besideOwn ?? props.besideStandard}
            </span>
            {props.besideOwn !== undefined && (
              <span className="text-[12px] text-soft">
                {say('editor.word.portals')}{' '}
                <span lang={besideLocale} dir="auto">
                  {props.besideStandard}
                </span>
              </span>
            )}
          </div>
        )}
        <textarea
          ref={field}
          id={id}
          rows={Math.min(4, Math.ceil((own ?? standard).length / 36) || 1)}
          lang={locale}
          dir={props.direction}
          value={text}
          placeholder={standard}
          disabled={!canEdit}
          data-word={word}
          aria-describedby={`${id}-missing ${id}-where ${id}-beside ${id}-count ${id}-told`}
          aria-invalid={fault !== undefined || undefined}
          onFocus={() => props.onFocus(word)}
          onChange={({ target }) => change(target.value)}
          className={`${inputClass} h-auto min-h-9 resize-none field-sizing-content py-1.5 leading-5`}
        />
      </div>
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[12px] text-faint">
          {piecesOf(standard).map((piece) => (
            <PieceChip
              key={piece.before}
              piece={piece}
              isLacking={own !== undefined && !hasPiece(own, piece)}
              isDisabled={!canEdit}
              onPress={() => insert(piece)}
            />
          ))}
          <span
            id={`${id}-count`}
            className={`ms-auto tabular-nums ${isOver ? 'font-semibold text-bad' : ''}`}
          >
            {say.rich('editor.word.length', {
              length: text.length,
              limit,
              unseen: (said) => <span className="sr-only">{said}</span>,
            })}
          </span>
        </div>
        <div id={`${id}-told`} className="grid gap-1 empty:hidden">
          {fault !== undefined && <p className="text-[12px] wrap-anywhere text-bad">{fault}</p>}
          {trouble?.doubts.map((doubt) => (
            <p key={doubt} className="text-[12px] wrap-anywhere text-warn">
              {say('editor.word.doubt', { doubt })}
            </p>
          ))}
        </div>
        {own !== undefined && (
          <p className="text-[12px] wrap-anywhere text-faint">
            {say('editor.word.portals')}{' '}
            <span lang={locale} dir="auto">
              {standard}
            </span>
          </p>
        )}
      </div>
    </li>
  )
})

/** A placeholder that pressing puts where the cursor is. */
function PieceChip({
  piece: { before, after },
  isLacking,
  isDisabled,
  onPress,
}: {
  piece: Piece
  isLacking: boolean
  isDisabled: boolean
  onPress: () => void
}) {
  const shown = after === '' ? before : `${before}…${after}`
  return (
    <button
      type="button"
      disabled={isDisabled}
      onClick={onPress}
      aria-label={say('editor.wordField.insert', { shown })}
      title={say('editor.wordField.insert', { shown })}
      className={`min-h-6 cursor-pointer rounded border px-1.5 font-mono text-[11px] hover:bg-wash disabled:cursor-default ${isLacking ? 'border-warn bg-warn-wash text-warn' : 'border-rule text-soft'}`}
    >
      {shown}
    </button>
  )
}
