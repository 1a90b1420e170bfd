'use client'

import { useEffect, useRef } from 'react'
import { CheckIcon, GlobeIcon } from './icons'

export type Language = { href: string; label: string; lang: string; current: boolean }

/** More of them are set in two columns where there is room. */
const ONE_COLUMN = 10

/** What a menu does that a disclosure doesn't do by itself: Escape closes it, and so does leaving it. */
function useClosing() {
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const details = menu.current
    if (details === null) return
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape' || !details.open) return
      details.open = false
      details.querySelector('summary')?.focus()
    }
    const onLeave = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Node && !details.contains(relatedTarget)) details.open = false
    }
    const onPress = ({ target }: PointerEvent) => {
      if (target instanceof Node && !details.contains(target)) details.open = false
    }
    details.addEventListener('keydown', onKey)
    details.addEventListener('focusout', onLeave)
    document.addEventListener('pointerdown', onPress)
    return () => {
      details.removeEventListener('keydown', onKey)
      details.removeEventListener('focusout', onLeave)
      document.removeEventListener('pointerdown', onPress)
    }
  }, [])
  return menu
}

/** A list of links behind a disclosure: works without JavaScript, each language written in itself. */
export function LanguageMenu({ languages, label }: { languages: readonly Language[]; label: string }) {
  const current = languages.find((language) => language.current) ?? languages[0]
  const menu = useClosing()
  return (
    <details className="languages" ref={menu}>
      <summary>
        <GlobeIcon />
        <span className="sr">{label}: </span>
        <span lang={current?.lang}>{current?.label}</span>
      </summary>
      <ul data-columns={languages.length > ONE_COLUMN ? 2 : undefined}>
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
