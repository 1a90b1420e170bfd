'use client'

import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { TenantFrame } from '@/app/[tenant]/frame'
import type { PageContext, PageTenant } from '@/app/[tenant]/page-context'
import { type Spoken, useMessages } from '@/app/use-messages'
import {
  isPreviewMessage,
  type Pressed,
  type PressedMessage,
  type PreviewState,
  type ShownMessage,
  type UsedMessage,
} from '@/lib/brand/preview'
import { EVERY_PART } from '@/lib/brand/preview-parts'
import { type BrandOverrides, BrandSchema, resolveBrand } from '@/lib/brand/schema'
import { brandCss } from '@/lib/brand/tokens'
import { textFinder } from '@/lib/console/words/find-text'
import type { Language, Locale } from '@/lib/i18n/languages'
import { translator } from '@/lib/i18n/translator'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { ACTS } from '../acts'
import { pageIn } from '../full-page'
import { markTexts, unmarkTexts, wordsIn } from '../pressable-texts'
import { toldTranslator } from '../told-translator'
import { unseenTexts } from '../unseen-texts'
import { useDrawn } from '../use-drawn'
import { markParts, usePressable } from '../use-pressable'
import { markUsed } from '../used-parts'
import { StatePage } from './state-page'

type Shown = {
  brand: BrandOverrides
  state: PreviewState
  locale: Locale
  mode: 'light' | 'dark' | null
  isPressable?: boolean
  highlight?: string | null
}

type Props = {
  tenant: PageTenant
  policy: PasswordPolicy
  nonce: string
  offered: readonly Language[]
  /** ISO 8601; the same instant for the server's rendering and the browser's. */
  now: string
  start: Spoken
  initial: Shown
  /** Whether the page around the frame may change what is shown. */
  isLive: boolean
}

/** The last valid brand that was sent: a half-typed colour changes nothing. */
function useShown({ initial, isLive, offered }: Pick<Props, 'initial' | 'isLive' | 'offered'>): Shown {
  const [shown, setShown] = useState(initial)
  useEffect(() => {
    if (!isLive || window.parent === window) return
    const onMessage = (event: MessageEvent<unknown>) => {
      if (event.origin !== location.origin || event.source !== window.parent) return
      if (!isPreviewMessage(event.data)) return
      const { state, mode, locale, brand, isPressable, highlight } = event.data
      const parsed = BrandSchema.safeParse(brand)
      const known = offered.find(({ tag }) => tag === locale)
      setShown((last) => ({
        brand: parsed.success ? parsed.data : last.brand,
        state,
        mode,
        locale: known?.tag ?? last.locale,
        isPressable,
        highlight,
      }))
    }
    addEventListener('message', onMessage)
    window.parent.postMessage({ kind: 'rekey-preview-ready' }, location.origin)
    return () => removeEventListener('message', onMessage)
  }, [isLive, offered])
  return shown
}

/** Links lead nowhere in a preview, except in the banner, which is not inside this element. */
function stay(event: MouseEvent) {
  if (event.target instanceof Element && event.target.closest('a')) event.preventDefault()
}

const PRESSABLE_CSS = `:is(${EVERY_PART},[data-word]){cursor:pointer}
:is(${EVERY_PART},[data-word]):hover:not(:has(:is(${EVERY_PART},[data-word]):hover)),[data-word]:focus-visible,[data-part]:focus-visible{outline:2px dashed currentColor;outline-offset:3px}
.shell:hover:not(:has(:is(${EVERY_PART},[data-word]):hover)){outline-offset:-5px}`

/** A colour that no brand is likely to use beside its own, on light and on dark. */
const USED_CSS =
  '[data-used]{outline:3px solid #d6219c!important;outline-offset:2px}.shell[data-used],.art[data-used]{outline-offset:-4px}[data-probed] *{transition:none!important}'

const tell = (message: PressedMessage | ShownMessage | UsedMessage) =>
  window.parent.postMessage(message, location.origin)
const tellPressed = (pressed: Pressed) => tell({ kind: 'rekey-preview-pressed', ...pressed })

/** Tells the editor once of each change of what is on show. */
function useTellShown() {
  const last = useRef('')
  return (message: ShownMessage | UsedMessage) => {
    const next = JSON.stringify(message)
    if (next !== last.current) tell(message)
    last.current = next
  }
}

/** Draws the tenant's own pages from a draft, in the browser, so that a change shows in the next frame. */
export function PreviewApp({ tenant, policy, nonce, offered, now, start, initial, isLive }: Props) {
  const shown = useShown({ initial, isLive, offered })
  const { brand: overrides, state, locale: asked, mode, isPressable, highlight = null } = shown
  const { locale, messages } = useMessages(start, asked, tenant.signInWith)
  const language = offered.find(({ tag }) => tag === locale) as Language
  const { direction } = language
  useEffect(() => {
    document.documentElement.lang = locale
    document.documentElement.dir = direction
  }, [locale, direction])

  const root = useRef<HTMLDivElement>(null)
  usePressable(root, { side: mode ?? 'light', locale }, isPressable ? tellPressed : null)

  const { page, said } = useMemo(() => {
    const brand = resolveBrand(overrides, tenant.name)
    // What this state says, and none before it: equal texts of other pages have other keys.
    const said = new Map<string, string>()
    const page: PageContext = {
      tenant,
      brand,
      policy,
      locale,
      offered,
      t: toldTranslator(translator(locale, messages, brand.words[locale]), said),
      path: (to) => (to.startsWith('/assets/') ? `/${tenant.slug}${to}` : '#'),
      timeZone: null,
    }
    return { page: pageIn(state, page), said }
  }, [overrides, tenant, policy, locale, messages, offered, state])

  const tellShown = useTellShown()
  const tellUsed = useTellShown()
  useDrawn(root, (element) => {
    // Not while React draws: an act is an event like any other.
    queueMicrotask(() => ACTS[state]?.(element))
    const count = markUsed(element, highlight, locale)
    if (highlight !== null) tellUsed({ kind: 'rekey-preview-used', path: highlight, count })
    markParts(element, isPressable === true)
    if (!isPressable) return unmarkTexts(element)
    const find = textFinder(said)
    markTexts(element, find)
    const unseen = unseenTexts(element, said, find, tenant.name)
    const words = [...new Set([...wordsIn(element), ...unseen.map(({ word }) => word)])]
    tellShown({ kind: 'rekey-preview-shown', state, words, unseen })
  })
  const css = useMemo(
    () =>
      brandCss(page.brand, {
        scope: tenant.slug,
        script: language,
        assetBase: `/${tenant.slug}/assets`,
        ...(mode !== null && { mode }),
      }),
    [page, tenant.slug, language, mode],
  )
  return (
    <>
      <style nonce={nonce} suppressHydrationWarning>
        {`${css}${isPressable ? PRESSABLE_CSS : ''}${isLive ? USED_CSS : ''}`}
      </style>
      <div ref={root} lang={locale} dir={direction} onClickCapture={stay}>
        <TenantFrame page={page} {...(mode !== null && { mode })}>
          <StatePage key={`${state} ${locale}`} page={page} state={state} now={new Date(now)} />
        </TenantFrame>
      </div>
    </>
  )
}
