'use client'

import { createContext, type ReactNode, use } from 'react'
import { PLAIN_TIMES, type Precision, type TimeStyle, timeText } from '@/lib/console/dates'

const Style = createContext<TimeStyle>(PLAIN_TIMES)

/** Says how the reader writes times, for every page below. */
export function Times({ of, children }: { of: TimeStyle; children: ReactNode }) {
  return <Style value={of}>{children}</Style>
}

/** For sentences and attributes, where no element can stand. */
export function useTimeText(): (at: Date, precision?: Precision) => string {
  const style = use(Style)
  return (at, precision) => timeText(at, style, precision)
}

/** A point in time, as every page of the console writes it. */
export function When({ at, precision = 'minute' }: { at: Date; precision?: Precision }) {
  return (
    <time dateTime={at.toISOString()} className="whitespace-nowrap tabular-nums">
      {timeText(at, use(Style), precision)}
    </time>
  )
}
