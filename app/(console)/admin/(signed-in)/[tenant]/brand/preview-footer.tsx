'use client'

import { Grid2x2, X } from 'lucide-react'
import { type Pressed, previewStates, type UsedMessage } from '@/lib/brand/preview'
import { STATE_WITH_COLOUR } from '@/lib/brand/preview-parts'
import { changeTitle } from '@/lib/console/words/word-label'
import { useEditorView } from './editor-context'
import type { WordsPlace } from './use-words-place'

const linkish = 'min-h-6 cursor-pointer underline underline-offset-4 hover:text-ink'

/** Where the value is used whose control is pointed at or has the focus. */
function Used({ path, used, words }: { path: string; used: UsedMessage | null; words: WordsPlace }) {
  const elsewhere = STATE_WITH_COLOUR[path.split('/')[2] ?? '']
  const count = used?.path === path ? used.count : null
  const title = changeTitle(path)
  if (count === null) return <span>{title}</span>
  if (count > 0) {
    return (
      <span>
        {title}: outlined in {count} {count === 1 ? 'place' : 'places'}
      </span>
    )
  }
  return (
    <span>
      {title}: not on this page.{' '}
      {elsewhere !== undefined && (
        <button
          type="button"
          className={linkish}
          onClick={() => words.show({ kind: 'page', state: elsewhere })}
        >
          Show a page with it
        </button>
      )}
    </span>
  )
}

/** What shapes the part that was pressed: each leads to its control. */
function Picked({
  pressed,
  onWord,
  onClose,
}: {
  pressed: Pressed
  onWord: (word: string) => void
  onClose: () => void
}) {
  const { reach } = useEditorView()
  const { word, controls, part } = pressed
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      <legend className="sr-only">What shapes this part</legend>
      <strong className="text-ink">{part ?? 'Text'}</strong>
      {word !== null && (
        <button type="button" className={linkish} onClick={() => onWord(word)}>
          Words
        </button>
      )}
      {controls.map((path) => (
        <button key={path} type="button" className={linkish} onClick={() => reach(path)}>
          {changeTitle(path)}
        </button>
      ))}
      <button
        type="button"
        aria-label="Close"
        className="grid size-6 cursor-pointer place-content-center rounded hover:bg-wash"
        onClick={onClose}
      >
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </fieldset>
  )
}

type Props = {
  words: WordsPlace
  pressed: Pressed | null
  onUnpress: () => void
  onWord: (word: string) => void
  highlight: string | null
  used: UsedMessage | null
  moved: number
}

/** Below the preview: what was pressed or is pointed at, else what is always true of the colours. */
export function PreviewFooter({ words, pressed, onUnpress, onWord, highlight, used, moved }: Props) {
  const { slug, pairs, locales } = useEditorView()
  return (
    <footer className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-7 gap-y-1 border-t border-rule bg-panel px-5 py-2 text-[13px] text-soft">
      <div role="status" className="contents">
        {highlight !== null && <Used path={highlight} used={used} words={words} />}
      </div>
      {highlight === null && pressed !== null && (
        <Picked pressed={pressed} onWord={onWord} onClose={onUnpress} />
      )}
      {highlight === null && pressed === null && (
        <>
          <span>
            <strong className="text-good">AA</strong> all {pairs.length} colour pairs pass
            {moved > 0 && ` (${moved} repaired)`}
          </span>
          <span>
            {previewStates.length} states × {locales.length} {locales.length === 1 ? 'language' : 'languages'}
          </span>
        </>
      )}
      <a
        href={`/admin/${slug}/gallery`}
        className="ms-auto flex min-h-6 items-center gap-1.5 font-medium underline-offset-4 hover:underline"
      >
        <Grid2x2 className="size-3.5" aria-hidden="true" /> All states side by side
      </a>
    </footer>
  )
}
