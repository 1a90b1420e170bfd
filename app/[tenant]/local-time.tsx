'use client'

import { useEffect, useState } from 'react'
import { latinDigits } from '@/lib/i18n/latin-digits'

const timeIn = (instant: string, locale: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(latinDigits(locale), {
    hour: 'numeric',
    minute: '2-digit',
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
  return <time dateTime={instant}>{text}</time>
}
