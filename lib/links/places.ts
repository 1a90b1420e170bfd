import { FIRST_KIND, LINK_KINDS, type LinkKind } from '../link-kinds'

/** Where the steps of a journey are kept and shown. */

const HOUR_SECONDS = 3_600
/** Long enough for a result to be shown, and reloaded once or twice. */
const RESULT_TICKET_SECONDS = 5 * 60

/** `scope`: the path of the cookie below the tenant's base. `page`: where the ticket opens, and nowhere else. Lives in seconds. */
type Place = { cookie: string; scope: string; page: string; cookieSeconds: number; ticketSeconds: number }

const places = {
  ask: {
    cookie: 'rekey_ask',
    scope: '',
    page: '/sent',
    cookieSeconds: HOUR_SECONDS,
    ticketSeconds: RESULT_TICKET_SECONDS,
  },
  retry: {
    cookie: 'rekey_retry',
    scope: '/unknown',
    page: '/unknown',
    cookieSeconds: 15 * 60,
    ticketSeconds: RESULT_TICKET_SECONDS,
  },
  problem: {
    cookie: 'rekey_problem',
    scope: '/link-problem',
    page: '/link-problem',
    cookieSeconds: 15 * 60,
    ticketSeconds: RESULT_TICKET_SECONDS,
  },
  receipt: {
    cookie: 'rekey_receipt',
    scope: '',
    page: '/done',
    cookieSeconds: HOUR_SECONDS,
    ticketSeconds: RESULT_TICKET_SECONDS,
  },
  // A cookie of its own, so that the tab that lost a race doesn't overwrite the winner's receipt.
  doubt: {
    cookie: 'rekey_doubt',
    scope: '',
    page: '/unknown',
    cookieSeconds: HOUR_SECONDS,
    ticketSeconds: RESULT_TICKET_SECONDS,
  },
} as const satisfies Record<string, Place>

/** What a step is called. */
export type StepName = keyof typeof places | 'arrival'

/**
 * The place of an arrival of a kind of link. Both lifetimes are limited by its own `until`, plus a minute where clocks
 * differ.
 */
const placeOfArrival = ({ page, codeLifeMs }: LinkKind): Place => ({
  cookie: 'rekey_link',
  scope: page,
  page,
  cookieSeconds: codeLifeMs / 1_000 + 60,
  ticketSeconds: codeLifeMs / 1_000 + 60,
})

/** A step of another kind than the first: under a name of its own, and on that kind's one page. */
const placeOfKind = (place: Place, { kind, page }: LinkKind): Place => ({
  ...place,
  cookie: `${place.cookie}_${kind}`,
  page,
})

/**
 * Cookie name, the path it is scoped to, and the page that the step is for.
 *
 * @param link the kind of link whose journey it is
 */
export function placeOf(kind: StepName, link: LinkKind = LINK_KINDS.reset): Place {
  if (kind === 'arrival') return placeOfArrival(link)
  const place: Place = places[kind]
  if (link.kind === FIRST_KIND) return place
  // Read by the page of the kind alone, but for the receipt, which its link looks for too.
  return placeOfKind(kind === 'receipt' ? place : { ...place, scope: link.page }, link)
}
