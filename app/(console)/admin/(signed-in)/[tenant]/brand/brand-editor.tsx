'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { differences } from '@/lib/brand/difference'
import { logoReminder } from '@/lib/brand/logo-reminder'
import { ownWords } from '@/lib/brand/own-words'
import { pairsOf, paletteOf } from '@/lib/brand/palette'
import type { PreviewState } from '@/lib/brand/preview'
import { BrandSchema, resolveBrand } from '@/lib/brand/schema'
import { say } from '@/lib/console/words/generated/editor'
import type { SignInWith } from '@/lib/i18n/catalogues'
import type { Locale } from '@/lib/i18n/languages'
import { Button, ButtonLink } from '../../../_ui/button'
import { Segmented } from '../../../_ui/segmented'
import type { Live } from './actions'
import { ColourSection } from './colour-section'
import { ControlsHeader } from './controls-header'
import { EditorProvider, type EditorView, type OfferedLanguage } from './editor-context'
import { IdentitySection } from './identity-section'
import { LayoutSection } from './layout-section'
import { LinksSection } from './links-section'
import { ShapeSection, TypeSection } from './look-sections'
import { MailSection } from './mail-section'
import { PreviewSection } from './preview-section'
import { PublishDialog } from './publish-dialog'
import { SaveState, SaveTroubles } from './save-state'
import { ShareDialog } from './share-dialog'
import { StartDialog } from './start-dialog'
import { type Saved, useEditor } from './use-editor'
import { useHighlight } from './use-highlight'
import { usePreviewView } from './use-preview-view'
import { usePublished } from './use-published'
import { useReach } from './use-reach'
import { useUndoKeys } from './use-undo-keys'
import { useWordsPlace } from './use-words-place'
import { WordsSection } from './words-section'

type Props = {
  tenant: { slug: string; name: string; signInWith: SignInWith }
  locales: readonly OfferedLanguage[]
  /** Where a link from another page of the console leads. */
  opensAt: { locale: Locale; section: 'words' | 'mail' | null; state: PreviewState | null }
  /** This open editor's own name. */
  id: string
  start: Saved
  live: Live
  liveUrl: string
  /** The day on which the page was drawn, as `2026-11-25`. */
  today: string
  canEdit: boolean
  canPublish: boolean
}

type Pane = 'controls' | 'preview'
const panes = (): readonly { value: Pane; label: string }[] => [
  { value: 'controls', label: say('editor.controls') },
  { value: 'preview', label: say('editor.preview') },
]

export function BrandEditor(props: Props) {
  const { tenant, locales, opensAt, id, start, live, liveUrl, today, canEdit, canPublish } = props
  const editor = useEditor(tenant.slug, id, start, canEdit)
  const { brand, set, undo, redo } = editor
  const published = usePublished(live, liveUrl, today)
  const [side, setSide] = useState<'light' | 'dark'>(
    resolveBrand(start.brand).colour.mode === 'dark' ? 'dark' : 'light',
  )
  const words = useWordsPlace({ ...opensAt, signInWith: tenant.signInWith })
  const view = usePreviewView()
  const [open, setOpen] = useState<'publish' | 'share' | 'start' | null>(null)
  // Where there is no room for both, one of them.
  const [pane, setPane] = useState<Pane>(opensAt.state === null ? 'controls' : 'preview')
  const controls = useRef<HTMLDivElement>(null)
  const highlight = useHighlight()
  const reachControl = useReach(controls)
  useUndoKeys(undo, redo)
  const liveLink = useRef<HTMLAnchorElement>(null)
  const { wasJustPublished } = published
  // The dialog, closed by now, gave the focus back to a button that has nothing left to publish.
  useEffect(() => {
    if (wasJustPublished) liveLink.current?.focus()
  }, [wasJustPublished])

  // While a half-typed value is not valid, the last valid brand stays on show.
  const valid = useMemo(() => {
    const parsed = BrandSchema.safeParse(brand)
    return parsed.success ? parsed.data : null
  }, [brand])
  const [lastValid, setLastValid] = useState(start.brand)
  if (valid !== null && valid !== lastValid) setLastValid(valid)

  const resolved = useMemo(() => resolveBrand(lastValid, tenant.name), [lastValid, tenant.name])
  const palette = useMemo(() => paletteOf(resolved), [resolved])
  const pairs = useMemo(() => pairsOf(resolved, palette), [resolved, palette])
  const changes = useMemo(
    () => differences(published.live.brand, editor.saved.brand),
    [published.live.brand, editor.saved.brand],
  )
  const faults = editor.status.kind === 'invalid' ? editor.status.faults : []
  const editorView: EditorView = {
    slug: tenant.slug,
    live: published.live.brand,
    brand,
    resolved,
    palette,
    pairs,
    set,
    replace: editor.replace,
    canEdit,
    side,
    setSide,
    locale: words.locale,
    locales,
    faultAt: (path) => faults.find((fault) => fault.path === path)?.message,
    reach: (path) => {
      setPane('controls')
      reachControl(path)
    },
  }
  const pickWord = (word: string) => {
    setPane('controls')
    words.pick(word)
  }
  const repairs = palette.repairs.filter(({ isGiven }) => isGiven)
  const moved = new Set(repairs.map(({ side: of, tone }) => `${of} ${tone}`)).size
  const withWords = locales.filter((each) => Object.keys(ownWords(lastValid, each.locale)).length > 0)
  const reminder = logoReminder(published.live.brand, editor.saved.brand)
  const at = (of: Pane) => (pane === of ? '' : 'max-lg:hidden')

  return (
    <EditorProvider value={editorView}>
      <main
        className={`grid min-h-[calc(100dvh-3.5rem)] min-w-0 grid-cols-1 grid-rows-[auto_auto_1fr] sm:min-h-dvh lg:h-dvh lg:grid-rows-[auto_minmax(0,1fr)] ${words.isOpen ? 'lg:grid-cols-[22rem_minmax(0,1fr)] xl:grid-cols-[34rem_minmax(0,1fr)]' : 'lg:grid-cols-[22rem_minmax(0,1fr)] xl:grid-cols-[24rem_minmax(0,1fr)]'}`}
      >
        <div className="min-w-0 border-b border-rule bg-panel lg:col-start-2">
          <header className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
            <h1 className="sr-only">{say('editor.brandEditor.brandOf', { name: tenant.name })}</h1>
            <SaveState editor={editor} changes={changes.length} published={published} link={liveLink} />
            <span className="flex flex-wrap items-center gap-2 sm:ms-auto">
              <Button disabled={!canEdit} onClick={() => setOpen('share')}>
                {say('editor.brandEditor.sharePreview')}
              </Button>
              <ButtonLink href={`/admin/${tenant.slug}/history`}>
                {say('editor.brandEditor.history')}
              </ButtonLink>
              <Button
                look="primary"
                disabled={!canPublish || changes.length === 0 || editor.isDirty}
                title={canPublish ? undefined : say('editor.editor.onlyOwners')}
                onClick={() => setOpen('publish')}
              >
                {say('editor.brandEditor.publish')}
              </Button>
            </span>
          </header>
          <div className="px-4 pb-3 empty:hidden">
            <SaveTroubles editor={editor} slug={tenant.slug} />
          </div>
        </div>
        <div className="sticky top-0 z-10 border-b border-rule bg-panel px-4 py-2 max-sm:top-14 lg:hidden">
          <Segmented label={say('common.show')} options={panes()} value={pane} onChange={setPane} />
        </div>
        <section
          aria-label={say('editor.controls')}
          className={`flex min-h-0 min-w-0 flex-col border-rule lg:col-start-1 lg:row-span-2 lg:row-start-1 lg:border-e ${at('controls')}`}
        >
          <ControlsHeader tenant={tenant} editor={editor} onStart={() => setOpen('start')} />
          <div ref={controls} {...highlight.handlers} className="relative min-h-0 flex-1 lg:overflow-auto">
            <IdentitySection />
            <ColourSection />
            <LayoutSection />
            <ShapeSection />
            <TypeSection />
            <WordsSection words={words} />
            <LinksSection />
            <MailSection onWords={() => words.pick('mail.reset.subject')} />
          </div>
        </section>
        <section
          aria-label={say('editor.preview')}
          className={`@container flex h-[calc(100dvh-6.75rem)] min-h-[46rem] min-w-0 flex-col overflow-clip bg-ground sm:min-h-[36rem] lg:col-start-2 lg:h-auto lg:min-h-0 ${at('preview')}`}
        >
          <PreviewSection
            words={words}
            view={view}
            brand={lastValid}
            saved={editor.saved}
            highlight={highlight.path}
            moved={moved}
            onWord={pickWord}
          />
        </section>
      </main>
      <PublishDialog
        isOpen={open === 'publish'}
        onClose={() => setOpen(null)}
        slug={tenant.slug}
        version={editor.saved.version}
        published={published}
        changes={changes}
        shown={{ device: view.device, state: words.state, side, locale: words.locale }}
        repairs={moved}
        reminder={reminder && say(`editor.logoReminders.${reminder}`)}
        languagesWithout={
          withWords.length > 0
            ? locales.filter((each) => !withWords.includes(each)).map(({ name }) => name)
            : []
        }
      />
      <StartDialog
        isOpen={open === 'start'}
        onClose={() => setOpen(null)}
        slug={tenant.slug}
        brand={lastValid}
        replace={editor.replace}
      />
      <ShareDialog isOpen={open === 'share'} onClose={() => setOpen(null)} slug={tenant.slug} />
    </EditorProvider>
  )
}
