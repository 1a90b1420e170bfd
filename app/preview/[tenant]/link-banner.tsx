import { JOURNEY_STATES, journeyStates, OTHER_STATES, type PreviewState } from '@/lib/brand/preview'
import type { Language, Locale } from '@/lib/i18n/languages'

type Props = {
  name: string
  until: Date
  offered: readonly Language[]
  locale: Locale
  state: PreviewState
  mode: 'light' | 'dark'
  token: string
}

/**
 * Shown above the page to a guest with a signed link: that it is a draft, until when, and links to the other states.
 */
export function LinkBanner({ name, until, offered, locale, state, mode, token }: Props) {
  const href = (change: { state?: string; lang?: string; mode?: string }) =>
    `?${new URLSearchParams({ t: token, state, lang: locale, mode, ...change })}`
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(until)
  const stateLink = (each: string, name: string) => (
    <a key={each} aria-current={each === state ? 'page' : undefined} href={href({ state: each })}>
      {name}
    </a>
  )
  return (
    <aside data-banner="" lang="en" dir="ltr" aria-label="About this preview">
      <p>
        <strong>Preview of a draft for {name}.</strong> Nothing that you type here is sent anywhere. The link
        works until {day}.
      </p>
      <nav aria-label="States of this preview">
        {journeyStates.map((each) => stateLink(each, JOURNEY_STATES[each]))}
        {offered.map(({ tag, endonym }) => (
          <a
            key={tag}
            aria-current={tag === locale ? 'true' : undefined}
            href={href({ lang: tag })}
            lang={tag}
          >
            {endonym}
          </a>
        ))}
        <a href={href({ mode: mode === 'light' ? 'dark' : 'light' })}>
          {mode === 'light' ? 'Dark' : 'Light'}
        </a>
      </nav>
      <details>
        <summary>What fewer people see</summary>
        {Object.entries(OTHER_STATES).map(([page, states]) => (
          <p key={page}>
            <span>{page}:</span>
            {Object.entries(states).map(([each, name]) => stateLink(each, name))}
          </p>
        ))}
      </details>
    </aside>
  )
}
