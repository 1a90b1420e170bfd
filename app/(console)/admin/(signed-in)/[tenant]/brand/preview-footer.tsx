'use client'

import { Grid2x2, X } from 'lucide-react'
import { type Pressed, previewStates, type UsedMessage } from '@/lib/brand/preview'
import { STATE_WITH_COLOUR } from '@/lib/brand/preview-parts'
import { say } from '@/lib/console/words/generated/editor'
import { changeTitle } from '@/lib/console/words/word-label'
import { Segmented } from '../../../_ui/segmented'
import { useEditorView } from './editor-context'
import { devices } from './sides'
import type { usePreviewView } from './use-preview-view'
import type { WordsPlace } from './use-words-place'

const zooms = () =>
  [
    { value: 'fit', label: say('editor.fit') },
    { value: '50', label: say('editor.percent', { percent: 50 }) },
    { value: '75', label: say('editor.percent', { percent: 75 }) },
    { value: '100', label: say('editor.percent', { percent: 100 }) },
  ] as const

const linkish = 'min-h-6 cursor-pointer underline underline-offset-4 hover:text-ink'

/** Where the value is used whose control is pointed at or has the focus. */
function Used({ path, used, words }: { path: string; used: UsedMessage | null; words: WordsPlace }) {
  const elsewhere = STATE_WITH_COLOUR[path.split('/')[2] ?? '']
  const count = used?.path === path ? used.count : null
  const title = changeTitle(path)
  if (count === null) return <span>{title}</span>
  if (count > 0) {
    return <span>{say('editor.outlined', { title, count })}</span>
  }
  return (
    <span>
      {say('editor.notHere', { title })}{' '}
      {elsewhere !== undefined && (
        <button
          type="button"
          className={linkish}
          // The focus stays at the control: without it nothing is outlined.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => words.show({ kind: 'page', state: elsewhere })}
        >
          {say('editor.previewFooter.showPage')}
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
      <legend className="sr-only">{say('editor.previewFooter.whatShapesPart')}</legend>
      <strong className="text-ink">{say.find('editor.parts', part ?? 'text') ?? part}</strong>
      {word !== null && (
        <button type="button" className={linkish} onClick={() => onWord(word)}>
          {say('editor.previewFooter.words')}
        </button>
      )}
      {controls.map((path) => (
        <button key={path} type="button" className={linkish} onClick={() => reach(path)}>
          {changeTitle(path)}
        </button>
      ))}
      <button
        type="button"
        aria-label={say('editor.previewFooter.close')}
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
  view: ReturnType<typeof usePreviewView>
  pressed: Pressed | null
  onUnpress: () => void
  onWord: (word: string) => void
  highlight: string | null
  used: UsedMessage | null
  moved: number
}

/** Below the preview: what was pressed or is pointed at, else what is always true of the colours; and how large it is. */
export function PreviewFooter(props: Props) {
  const { words, view, pressed, onUnpress, onWord, highlight, used, moved } = props
  const { slug, pairs } = useEditorView()
  // The control that a press led to has the focus, which says less than the press.
  const isPicked = pressed !== null && (highlight === null || pressed.controls.includes(highlight))
  return (
    <footer className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-1.5 border-t border-rule bg-panel px-4 py-2 text-[13px] text-soft">
      <div role="status" className="contents">
        {highlight !== null && !isPicked && <Used path={highlight} used={used} words={words} />}
      </div>
      {isPicked && <Picked pressed={pressed} onWord={onWord} onClose={onUnpress} />}
      {highlight === null && pressed === null && (
        <span>
          {say.rich('editor.pairsPass', {
            count: pairs.length,
            moved,
            strong: (text) => <strong className="text-good">{text}</strong>,
          })}
        </span>
      )}
      <span className="ms-auto flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <Segmented
          label={say('editor.previewFooter.device')}
          options={devices()}
          value={view.device}
          onChange={(device) => view.choose({ device })}
        />
        <Segmented
          label={say('editor.lookSections.size')}
          options={zooms()}
          value={view.zoom}
          onChange={(zoom) => view.choose({ zoom })}
        />
        <a
          href={`/admin/${slug}/gallery`}
          className="flex min-h-6 items-center gap-1.5 font-medium underline-offset-4 hover:underline"
        >
          <Grid2x2 className="size-3.5" aria-hidden="true" />{' '}
          {say('editor.previewFooter.allStates', { count: previewStates.length })}
        </a>
      </span>
    </footer>
  )
}
