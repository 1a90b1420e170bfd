import { PREVIEW_STATES, type PreviewState, previewStates } from '@/lib/brand/preview'
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
  return (
    <aside
      className="border-b border-[#0003] bg-[#fff4d6] p-3 text-[14px] leading-6 text-[#3d2c00]"
      lang="en"
      dir="ltr"
      aria-label="About this preview"
    >
      <p>
        <strong>Preview of a draft for {name}.</strong> Nothing that you type here is sent anywhere. The link
        works until {day}.
      </p>
      <nav className="flex flex-wrap gap-x-4" aria-label="States of this preview">
        {previewStates.map((each) => (
          <a
            key={each}
            className="py-1 underline aria-[current]:font-bold aria-[current]:no-underline"
            aria-current={each === state ? 'page' : undefined}
            href={href({ state: each })}
          >
            {PREVIEW_STATES[each]}
          </a>
        ))}
        {offered.map(({ tag, endonym }) => (
          <a
            key={tag}
            className="py-1 underline aria-[current]:font-bold aria-[current]:no-underline"
            aria-current={tag === locale ? 'true' : undefined}
            href={href({ lang: tag })}
            lang={tag}
          >
            {endonym}
          </a>
        ))}
        <a className="py-1 underline" href={href({ mode: mode === 'light' ? 'dark' : 'light' })}>
          {mode === 'light' ? 'Dark' : 'Light'}
        </a>
      </nav>
    </aside>
  )
}
