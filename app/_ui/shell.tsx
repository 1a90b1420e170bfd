import type { ReactNode } from 'react'
import { type Language, LanguageMenu } from './language-menu'

export type LogoFile = { url: string; width: number; height: number }

export type ShellProps = {
  layout: 'card' | 'split' | 'plain'
  align?: 'start' | 'center'
  /** Which side the page shows: `auto` follows the reader's system, and so does the logo. */
  mode?: 'auto' | 'light' | 'dark'
  brandName: string
  /** Without a logo the name is written instead. */
  logo?: { light: LogoFile; dark: LogoFile; alt: string } | undefined
  /** Stands on the brand panel of the `split` layout, from 1024 px. */
  tagline?: string | undefined
  footer: {
    legalName: string
    links: readonly { href: string; label: string }[]
    /** Names the list of links for screen readers. */
    linksLabel: string
    languages: readonly Language[]
    /** Names the language menu for screen readers. */
    languagesLabel: string
  }
  children: ReactNode
}

function Logo({ logo, mode }: { logo: NonNullable<ShellProps['logo']>; mode: 'auto' | 'light' | 'dark' }) {
  const shown = mode === 'dark' ? logo.dark : logo.light
  return (
    <picture>
      {mode === 'auto' && logo.dark.url !== logo.light.url && (
        <source
          media="(prefers-color-scheme: dark)"
          srcSet={logo.dark.url}
          width={logo.dark.width}
          height={logo.dark.height}
        />
      )}
      <img className="logo" src={shown.url} width={shown.width} height={shown.height} alt={logo.alt} />
    </picture>
  )
}

/** The frame of every page: brand, content, footer. One markup for all three layouts; the style sheet does the rest. */
export function Shell({
  layout,
  align = 'start',
  mode = 'auto',
  brandName,
  logo,
  tagline,
  footer,
  children,
}: ShellProps) {
  return (
    <div className="shell" data-layout={layout} data-align={align}>
      {layout === 'split' && (
        <aside className="art" aria-label={brandName}>
          {tagline && <p className="tagline">{tagline}</p>}
        </aside>
      )}
      <header className="brand">
        {logo ? (
          <Logo logo={logo} mode={mode} />
        ) : (
          <span className="wordmark">
            <bdi>{brandName}</bdi>
          </span>
        )}
      </header>
      {children}
      <footer className="foot">
        <span className="legal">
          <bdi>{footer.legalName}</bdi>
        </span>
        {footer.links.length > 0 && (
          <nav aria-label={footer.linksLabel}>
            <ul>
              {footer.links.map((link) => (
                <li key={link.href}>
                  <a href={link.href} rel="noopener noreferrer">
                    {link.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {footer.languages.length > 1 && (
          <LanguageMenu languages={footer.languages} label={footer.languagesLabel} />
        )}
      </footer>
    </div>
  )
}
