import { CheckIcon, GlobeIcon } from './icons'

export type Language = { href: string; label: string; lang: string; current: boolean }

/** A list of links behind a disclosure: works without JavaScript, each language written in itself. */
export function LanguageMenu({ languages, label }: { languages: readonly Language[]; label: string }) {
  const current = languages.find((language) => language.current) ?? languages[0]
  return (
    <details className="languages">
      <summary>
        <GlobeIcon />
        <span className="sr">{label}: </span>
        <span lang={current?.lang}>{current?.label}</span>
      </summary>
      <ul>
        {languages.map((language) => (
          <li key={language.lang}>
            <a
              href={language.href}
              lang={language.lang}
              hrefLang={language.lang}
              aria-current={language.current ? 'true' : undefined}
            >
              {language.label}
              {language.current && <CheckIcon />}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
