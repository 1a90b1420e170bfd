import type { ReactNode } from 'react'
import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { pageCss } from '@/app/generated/page-css'
import { paletteOf } from '@/lib/brand/palette'
import { DEFAULT_BRAND } from '@/lib/brand/schema'
import { brandCss } from '@/lib/brand/tokens'
import { type Language, type Locale, languageOf } from '@/lib/i18n/languages'
import { loadTranslator } from '@/lib/i18n/translator'

/** Drawn once: addresses that lead nowhere are mostly asked for by scanners. */
const palette = paletteOf(DEFAULT_BRAND)

const css = (script: Language) =>
  pageCss + brandCss(DEFAULT_BRAND, { scope: 'neutral', script, assetBase: '' }, palette)

type Props = { nonce: string; locale: Locale }

/** The frame of a page that belongs to no tenant: no brand at all, rather than somebody's. */
export function NeutralPage({ nonce, locale, children }: Props & { children: ReactNode }) {
  const language = languageOf(locale)
  return (
    <html lang={locale} dir={language.direction} data-brand="neutral">
      <head>
        <style nonce={nonce} suppressHydrationWarning>
          {css(language)}
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

/** Shown while the tenant of the page can't be looked up. Only for a form is it known that nothing was changed. */
export async function NeutralUnavailable({ nonce, locale, isForm }: Props & { isForm: boolean }) {
  const t = await loadTranslator(locale)
  return (
    <NeutralPage nonce={nonce} locale={locale}>
      <title>{t('unavailable.pageTitle')}</title>
      <Page name="unavailable">
        <Heading>{t('unavailable.title')}</Heading>
        <Lead>{isForm ? t('errors.unavailable.text') : t('unavailable.lead')}</Lead>
        {/* The same address that could not be answered. */}
        <ButtonLink href="">{t('unavailable.again')}</ButtonLink>
      </Page>
    </NeutralPage>
  )
}
