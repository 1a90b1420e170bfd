'use client'

import { type MouseEvent, useEffect, useMemo, useState } from 'react'
import { TenantFrame } from '@/app/[tenant]/frame'
import type { PageContext, PageTenant } from '@/app/[tenant]/page-context'
import { isPreviewMessage, type PreviewState } from '@/lib/brand/preview'
import { type BrandOverrides, BrandSchema, resolveBrand } from '@/lib/brand/schema'
import { brandCss } from '@/lib/brand/tokens'
import { directionOf, type Locale } from '@/lib/i18n/catalogues'
import { translator } from '@/lib/i18n/translator'
import { StatePage } from './state-page'

type Shown = { brand: BrandOverrides; state: PreviewState; locale: Locale; mode: 'light' | 'dark' | null }

type Props = {
  tenant: PageTenant
  nonce: string
  offered: Locale[]
  /** ISO 8601; one instant for the server's drawing and the browser's. */
  now: string
  initial: Shown
  /** Whether the page around the frame may change what is shown. */
  isLive: boolean
}

/** What was sent last, as far as it is a brand: half a colour that is being typed changes nothing. */
function useShown({ initial, isLive, offered }: Pick<Props, 'initial' | 'isLive' | 'offered'>): Shown {
  const [shown, setShown] = useState(initial)
  useEffect(() => {
    if (!isLive || window.parent === window) return
    const onMessage = (event: MessageEvent<unknown>) => {
      if (event.origin !== location.origin || event.source !== window.parent) return
      if (!isPreviewMessage(event.data)) return
      const { state, mode, locale, brand } = event.data
      const parsed = BrandSchema.safeParse(brand)
      const known = offered.find((each) => each === locale)
      setShown((last) => ({
        brand: parsed.success ? parsed.data : last.brand,
        state,
        mode,
        locale: known ?? last.locale,
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

/** Draws the tenants' own pages from a draft, in the browser, so that a change shows at the next frame. */
export function PreviewApp({ tenant, nonce, offered, now, initial, isLive }: Props) {
  const { brand: overrides, state, locale, mode } = useShown({ initial, isLive, offered })
  const direction = directionOf(locale)
  useEffect(() => {
    document.documentElement.lang = locale
    document.documentElement.dir = direction
  }, [locale, direction])

  const page = useMemo((): PageContext => {
    const brand = resolveBrand(overrides, tenant.name)
    return {
      tenant,
      brand,
      locale,
      offered,
      t: translator(locale, brand.words[locale], tenant.signInWith),
      path: (to) => (to.startsWith('/assets/') ? `/${tenant.slug}${to}` : '#'),
      timeZone: null,
    }
  }, [overrides, tenant, locale, offered])
  const css = useMemo(
    () =>
      brandCss(page.brand, {
        scope: tenant.slug,
        locale,
        assetBase: `/${tenant.slug}/assets`,
        ...(mode !== null && { mode }),
      }),
    [page, tenant.slug, locale, mode],
  )
  return (
    <>
      <style nonce={nonce} suppressHydrationWarning>
        {css}
      </style>
      <div lang={locale} dir={direction} onClickCapture={stay}>
        <TenantFrame page={page} {...(mode !== null && { mode })}>
          <StatePage key={`${state} ${locale}`} page={page} state={state} now={new Date(now)} />
        </TenantFrame>
      </div>
    </>
  )
}
