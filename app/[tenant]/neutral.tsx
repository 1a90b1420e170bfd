import type { ReactNode } from 'react'
import { ButtonLink } from '@/app/_ui/button'
import { Heading, Lead } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/shell'
import { pageCss } from '@/app/generated/page-css'
import { DEFAULT_BRAND } from '@/lib/brand/schema'
import { brandCss } from '@/lib/brand/tokens'
import { FALLBACK_LOCALE, languageOf } from '@/lib/i18n/languages'
import { loadTranslator } from '@/lib/i18n/translator'

const script = languageOf(FALLBACK_LOCALE)
const css = pageCss + brandCss(DEFAULT_BRAND, { scope: 'neutral', script, assetBase: '' })

/** The frame of a page that belongs to no tenant: no brand at all, rather than somebody's. */
export function NeutralPage({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <html lang={FALLBACK_LOCALE} data-brand="neutral">
      <head>
        <style nonce={nonce} suppressHydrationWarning>
          {css}
        </style>
      </head>
      <body>
        <div className="shell" data-layout="plain" data-align="start">
          {children}
        </div>
      </body>
    </html>
  )
}

/** Shown while the tenant of the page can't be looked up. */
export async function NeutralUnavailable({ nonce }: { nonce: string }) {
  const t = await loadTranslator(FALLBACK_LOCALE)
  return (
    <NeutralPage nonce={nonce}>
      <title>{t('unavailable.pageTitle')}</title>
      <Page name="unavailable">
        <Heading>{t('unavailable.title')}</Heading>
        <Lead>{t('unavailable.lead')}</Lead>
        {/* The same address that could not be answered. */}
        <ButtonLink href="">{t('unavailable.again')}</ButtonLink>
      </Page>
    </NeutralPage>
  )
}
