import { JOURNEY_STATES, OTHER_STATES, otherPages, type PreviewState } from '@/lib/brand/preview'
import { PLAIN_TIMES, timeText } from '@/lib/console/dates'
import { say } from '@/lib/console/words/generated/states'
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
  const day = timeText(until, PLAIN_TIMES, 'day')
  const stateLink = (each: PreviewState) => (
    <a key={each} aria-current={each === state ? 'page' : undefined} href={href({ state: each })}>
      {say(`states.names.${each}`)}
    </a>
  )
  return (
    <aside data-banner="" lang="en" dir="ltr" aria-label={say('states.banner.label')}>
      <p>{say.rich('states.banner.lead', { name, day, strong: (text) => <strong>{text}</strong> })}</p>
      <nav aria-label={say('states.banner.statesLabel')}>
        {JOURNEY_STATES.map((each) => stateLink(each))}
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
          {say(mode === 'light' ? 'states.banner.dark' : 'states.banner.light')}
        </a>
      </nav>
      <details>
        <summary>{say('states.banner.others')}</summary>
        {otherPages.map((page) => (
          <p key={page}>
            <span>{say(`states.pages.${page}`)}:</span>
            {OTHER_STATES[page].map((each) => stateLink(each))}
          </p>
        ))}
      </details>
    </aside>
  )
}
