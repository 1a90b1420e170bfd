import { LINK_KINDS } from '@/lib/link-kinds'
import type { Arrival } from '@/lib/links/journey'
import { LocalTime } from '../local-time'
import type { PageContext } from '../page-context'

type Place = Pick<PageContext, 't' | 'locale' | 'timeZone'>

/** A time of day in a sentence, in the reader's own time zone where the browser can show it. */
export const timeOfDay =
  ({ locale, timeZone }: Place, at: Date) =>
  () => <LocalTime instant={at.toISOString()} locale={locale} timeZone={timeZone ?? 'UTC'} />

/**
 * Until when the link's code works, where its mail says when it was written; else until when the page keeps it. Null for
 * a code that no link brought.
 */
export function linkNote(
  place: Place,
  { sentAt, until, isByHand }: Pick<Arrival, 'sentAt' | 'until' | 'isByHand'>,
) {
  if (isByHand) return null
  if (sentAt === undefined)
    return place.t.rich('reset.linkUntil', { untilAt: '', until: timeOfDay(place, until) })
  const end = new Date(sentAt.getTime() + LINK_KINDS.reset.codeLifeMs)
  return place.t.rich('reset.linkTimes', {
    sentAt: '',
    untilAt: '',
    sent: timeOfDay(place, sentAt),
    until: timeOfDay(place, end),
  })
}
