import 'server-only'
import { headers } from 'next/headers'
import { type TimeStyle, timeStyleOf } from '@/lib/console/dates'

/** How the browser that asks writes times. */
export async function readersTimes(): Promise<TimeStyle> {
  return timeStyleOf((await headers()).get('accept-language'))
}
