import type { Viewport } from 'next'
import { type LogoFile, Shell } from '@/app/_ui/shell'
import { pageCss } from '@/app/generated/page-css'
import { publishedBrand } from '@/lib/brand/published'
import type { AssetRef } from '@/lib/brand/schema'
import { nameOf } from '@/lib/i18n/catalogues'
import { setStatus } from '@/lib/request/response-status'
import { NeutralPage, NeutralUnavailable } from './neutral'
import NotFound from './not-found'
import { lookUpPortal, nonceOfRequest, type Portal } from './portal'
import { supportLink } from './support-link'

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

function footerOf({ tenant, brand, t, locale, offered }: Portal) {
  const { privacy, terms, imprint, accessibility } = brand.links
  // Every page, and so every dead end, names somebody who can help.
  const help = brand.links.help ?? supportLink(tenant.support)
  const links = [
    { href: help, label: t('common.help') },
    { href: privacy, label: t('common.privacy') },
    { href: terms, label: t('common.terms') },
    { href: imprint, label: t('common.imprint') },
    { href: accessibility, label: t('common.accessibility') },
  ].flatMap(({ href, label }) => (href === undefined ? [] : [{ href, label }]))
  return {
    legalName: brand.identity.legalName,
    links,
    linksLabel: t('common.footer'),
    languages: offered.map((each) => ({
      href: `?lang=${each}`,
      label: nameOf(each),
      lang: each,
      current: each === locale,
    })),
    languagesLabel: t('common.language'),
  }
}

function logoOf({ brand, path }: Portal) {
  const { light, dark, alt } = brand.identity.logo
  if (light === null || dark === null) return undefined
  const file = ({ hash, width, height }: AssetRef): LogoFile => ({
    url: path(`/assets/${hash}`),
    width,
    height,
  })
  return { light: file(light), dark: file(dark), alt }
}

/** Brand, language and direction in the first bytes of HTML: nothing changes its look after it was painted. */
export default async function TenantLayout({ children }: LayoutProps<'/[tenant]'>) {
  const lookup = await lookUpPortal()
  if (lookup.kind === 'none') {
    const nonce = await nonceOfRequest()
    return <NeutralPage nonce={nonce}>{setStatus(404) ? <NotFound /> : children}</NeutralPage>
  }
  if (lookup.kind === 'away') return <NeutralUnavailable nonce={await nonceOfRequest()} />
  const { portal } = lookup
  const { tenant, brand, locale, direction, nonce, path } = portal
  const { layout, identity, colour } = brand
  const css = publishedBrand(tenant).css(locale, path('/assets'))
  const tagline = layout.tagline[locale]
  return (
    <html lang={locale} dir={direction} data-brand={tenant.slug}>
      <head>
        <style nonce={nonce} suppressHydrationWarning>
          {pageCss + css}
        </style>
        {identity.icon && <link rel="icon" href={path(`/assets/${identity.icon.hash}`)} />}
      </head>
      <body>
        <Shell
          layout={layout.kind}
          align={layout.align}
          mode={colour.mode}
          brandName={identity.productName}
          logo={logoOf(portal)}
          tagline={tagline}
          footer={footerOf(portal)}
        >
          {children}
        </Shell>
      </body>
    </html>
  )
}
