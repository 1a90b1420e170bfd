'use client'

import { useEffect, useState } from 'react'
import { isKnownToIntl } from '@/lib/i18n/known-to-intl'

const timeIn = (instant: string, locale: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(locale, {
    numberingSystem: 'latn',
    hour: 'numeric',
    minute: '2-digit',
    // Without words for the halves of the day, which would be another language's.
    ...(!isKnownToIntl(locale) && { hourCycle: 'h23' as const }),
    ...(timeZone !== undefined && { timeZone, timeZoneName: 'short' as const }),
  }).format(new Date(instant))

/**
 * A time of day. The server doesn't know the person's time zone, so it names the one it uses; the browser then replaces
 * it with local time.
 */
export function LocalTime({
  instant,
  locale,
  timeZone,
}: {
  instant: string
  locale: string
  timeZone: string
}) {
  const [text, setText] = useState(() => timeIn(instant, locale, timeZone))
  useEffect(() => setText(timeIn(instant, locale)), [instant, locale])
  // A browser may write a language otherwise than the server.
  return (
    <time dateTime={instant} suppressHydrationWarning>
      {text}
    </time>
  )
}
