import type { ReactNode } from 'react'
import { type LogoFile, Shell } from '@/app/_ui/shell'
import type { AssetRef } from '@/lib/brand/schema'
import type { PageContext } from './page-context'
import { supportLink } from './support-link'

function footerOf({ tenant, brand, t, locale, offered, ticket }: PageContext) {
  const { privacy, terms, imprint, accessibility } = brand.links
  // Every page, including every dead end, names somebody who can help.
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
    languages: offered.map(({ tag, endonym }) => ({
      // What a link brought must survive the choice of a language, even where no cookie keeps it.
      href: ticket ? `?k=${ticket}&lang=${tag}` : `?lang=${tag}`,
      label: endonym,
      lang: tag,
      current: tag === locale,
    })),
    languagesLabel: t('common.language'),
  }
}

function logoOf({ brand, path }: PageContext) {
  const { light, dark, alt } = brand.identity.logo
  if (light === null || dark === null) return undefined
  const { logoHeight } = brand.identity
  // At its display size: without the style sheet, a logo at its own size would be wider than the page.
  const file = ({ hash, width, height }: AssetRef): LogoFile => ({
    url: path(`/assets/${hash}`),
    width: Math.round((width * logoHeight) / height),
    height: logoHeight,
  })
  return { light: file(light), dark: file(dark), alt }
}

type Props = {
  page: PageContext
  /** Light or dark; the brand's own choice unless a preview forces one. */
  mode?: 'auto' | 'light' | 'dark'
  children: ReactNode
}

/** A tenant's frame around a page: logo, art, footer. */
export function TenantFrame({ page, mode = page.brand.colour.mode, children }: Props) {
  const { layout, identity } = page.brand
  return (
    <Shell
      layout={layout.kind}
      align={layout.align}
      mode={mode}
      brandName={identity.productName}
      logo={logoOf(page)}
      tagline={layout.tagline[page.locale]}
      footer={footerOf(page)}
    >
      {children}
    </Shell>
  )
}
