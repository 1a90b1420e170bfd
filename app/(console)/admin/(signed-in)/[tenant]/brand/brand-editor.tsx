'use client'

import { Grid2x2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { differences } from '@/lib/brand/difference'
import { ownWords } from '@/lib/brand/own-words'
import { pairsOf, paletteOf } from '@/lib/brand/palette'
import { type PreviewMessage, previewStates } from '@/lib/brand/preview'
import { type BrandOverrides, BrandSchema, resolveBrand } from '@/lib/brand/schema'
import type { SignInWith } from '@/lib/i18n/catalogues'
import type { Locale } from '@/lib/i18n/languages'
import { Button, ButtonLink } from '../../../_ui/button'
import { LanguageSelect } from '../../../_ui/language-select'
import { Segmented } from '../../../_ui/segmented'
import { ColourSection } from './colour-section'
import { ControlsHeader } from './controls-header'
import { EditorProvider, type EditorView, type OfferedLanguage } from './editor-context'
import { IdentitySection } from './identity-section'
import { LayoutSection } from './layout-section'
import { LinksSection } from './links-section'
import { ShapeSection, TypeSection } from './look-sections'
import { MailPane } from './mail-pane'
import { MailSection } from './mail-section'
import { type Device, PreviewPane } from './preview-pane'
import { PublishDialog } from './publish-dialog'
import { SaveState, SaveTroubles } from './save-state'
import { ShareDialog } from './share-dialog'
import { StartDialog } from './start-dialog'
import { OtherStates, StateTabs, tabOf, viewOfTab, viewTabs } from './state-tabs'
import { UnseenTexts } from './unseen-texts'
import { type Saved, useEditor } from './use-editor'
import { useUndoKeys } from './use-undo-keys'
import { useWordsPlace } from './use-words-place'
import { WordsSection } from './words-section'

type Props = {
  tenant: { slug: string; name: string; signInWith: SignInWith }
  locales: readonly OfferedLanguage[]
  /** Where a link from another page of the console leads. */
  opensAt: { locale: Locale; section: 'words' | 'mail' | null }
  start: Saved
  live: BrandOverrides
  canEdit: boolean
  canPublish: boolean
}

const sides = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const
const devices = [
  { value: 'both', label: 'Both' },
  { value: 'desktop', label: 'Desktop' },
  { value: 'phone', label: 'Phone' },
] as const

export function BrandEditor({ tenant, locales, opensAt, start, live, canEdit, canPublish }: Props) {
  const editor = useEditor(tenant.slug, start, canEdit)
  const { brand, set, undo, redo } = editor
  const [side, setSide] = useState<'light' | 'dark'>('light')
  const words = useWordsPlace({ ...opensAt, signInWith: tenant.signInWith })
  const { state, locale, view: shown } = words
  const [device, setDevice] = useState<Device>('both')
  const [open, setOpen] = useState<'publish' | 'share' | 'start' | null>(null)
  useUndoKeys(undo, redo)

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
  const changes = useMemo(() => differences(live, editor.saved.brand), [live, editor.saved.brand])
  const message = useMemo(
    (): PreviewMessage => ({
      kind: 'rekey-preview',
      brand: lastValid,
      state,
      locale,
      mode: side,
      isPressable: words.isOpen,
    }),
    [lastValid, state, locale, side, words.isOpen],
  )
  const faults = editor.status.kind === 'invalid' ? editor.status.faults : []
  const view: EditorView = {
    slug: tenant.slug,
    brand,
    resolved,
    palette,
    pairs,
    set,
    replace: editor.replace,
    canEdit,
    side,
    setSide,
    locale,
    locales,
    faultAt: (path) => faults.find((fault) => fault.path === path)?.message,
  }
  const repairs = palette.repairs.filter(({ isGiven }) => isGiven)
  const moved = new Set(repairs.map(({ side: of, tone }) => `${of} ${tone}`)).size
  const withWords = locales.filter((each) => Object.keys(ownWords(lastValid, each.locale)).length > 0)

  return (
    <EditorProvider value={view}>
      <main
        className={`grid h-dvh min-w-0 grid-rows-1 max-md:h-auto max-md:grid-cols-1 max-md:grid-rows-none ${words.isOpen ? 'grid-cols-[24rem_1fr] xl:grid-cols-[34rem_1fr]' : 'grid-cols-[24rem_1fr]'}`}
      >
        <section aria-label="Controls" className="flex min-h-0 flex-col border-e border-rule">
          <ControlsHeader tenant={tenant} editor={editor} onStart={() => setOpen('start')} />
          <div className="relative min-h-0 flex-1 overflow-auto">
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
          aria-label="Preview"
          className="flex min-h-0 min-w-0 flex-col bg-ground max-md:min-h-[38rem]"
        >
          <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-rule bg-panel px-4 py-2">
            <SaveState editor={editor} changes={changes.length} />
            <span className="ms-auto flex flex-wrap items-center justify-end gap-2">
              <LanguageSelect languages={locales} value={locale} onChange={words.setLocale} />
              <Segmented label="Light or dark" options={sides} value={side} onChange={setSide} />
              <Button disabled={!canEdit} onClick={() => setOpen('share')}>
                Share preview
              </Button>
              <ButtonLink href={`/admin/${tenant.slug}/history`}>History</ButtonLink>
              <Button
                look="primary"
                disabled={!canPublish || changes.length === 0 || editor.isDirty}
                title={canPublish ? undefined : 'An owner of this tenant can publish'}
                onClick={() => setOpen('publish')}
              >
                Publish…
              </Button>
            </span>
          </header>
          <div className="flex flex-wrap items-center justify-between gap-2 px-4 pt-3">
            <StateTabs
              states={viewTabs}
              value={tabOf(shown)}
              onChange={(tab) => words.show(viewOfTab(tab))}
            />
            <OtherStates view={shown} onChange={(next) => words.show({ kind: 'page', state: next })} />
          </div>
          <div className="px-4 pt-3 empty:hidden">
            <SaveTroubles editor={editor} slug={tenant.slug} />
          </div>
          {shown.kind === 'mail' && (
            <MailPane
              slug={tenant.slug}
              mail={shown.mail}
              locale={locale}
              side={side}
              device={device}
              version={editor.saved.version}
              brand={editor.saved.brand}
              texts={words.texts}
              onPress={words.pick}
              onShown={words.tellMail}
            />
          )}
          {shown.kind === 'page' && words.isOpen && (
            <UnseenTexts texts={words.unseen} locale={locale} onPress={words.pick} />
          )}
          <PreviewPane
            slug={tenant.slug}
            message={message}
            device={device}
            isHidden={shown.kind === 'mail'}
            onPress={words.pick}
            onShown={words.tellPage}
          />
          <footer className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-7 gap-y-1 border-t border-rule bg-panel px-5 py-2 text-[13px] text-soft">
            <span>
              <strong className="text-good">AA</strong> all {pairs.length} colour pairs pass
              {moved > 0 && ` (${moved} repaired)`}
            </span>
            <span>
              {previewStates.length} states × {locales.length}{' '}
              {locales.length === 1 ? 'language' : 'languages'}
            </span>
            <span className="ms-auto">
              <Segmented label="Device" options={devices} value={device} onChange={setDevice} />
            </span>
            <a
              href={`/admin/${tenant.slug}/gallery`}
              className="flex items-center gap-1.5 font-medium underline-offset-4 hover:underline"
            >
              <Grid2x2 className="size-3.5" aria-hidden="true" /> All states side by side
            </a>
          </footer>
        </section>
      </main>
      <PublishDialog
        isOpen={open === 'publish'}
        onClose={() => setOpen(null)}
        onPublished={() => location.reload()}
        slug={tenant.slug}
        version={editor.saved.version}
        changes={changes}
        repairs={moved}
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
