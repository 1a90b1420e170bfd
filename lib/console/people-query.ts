import { PEOPLE_PAGE } from './pages'

/** What the page of people shows, as it stands in its address. Pure. */

type Query = Readonly<Record<string, string | readonly string[] | undefined>>
type Change = { page?: number; sessionsPage?: number; wait?: boolean }

export type PeopleQuery = {
  /** A tenant's slug; null for all. */
  readonly tenant: string | null
  /** From 1 on. */
  readonly page: number
  readonly sessionsPage: number
  /** The address of the same, with a change. */
  readonly addressOf: (change: Change) => string
}

const LAST_PAGE = 100_000
const one = (value: Query[string]): string => (typeof value === 'string' ? value : (value?.[0] ?? ''))

function pageIn(text: string): number {
  const page = Number(text)
  return Number.isInteger(page) && page > 0 ? Math.min(page, LAST_PAGE) : 1
}

/** Reads an address; what can't be read is as if it were not there. */
export function readPeopleQuery(query: Query): PeopleQuery {
  const tenant = one(query.tenant) || null
  const own = { page: pageIn(one(query.page)), sessionsPage: pageIn(one(query.sessions)) }
  return {
    tenant,
    ...own,
    addressOf: (change) => {
      const { page, sessionsPage, wait = false } = { ...own, ...change }
      const parameters = new URLSearchParams({
        ...(tenant !== null && { tenant }),
        ...(page !== 1 && { page: String(page) }),
        ...(sessionsPage !== 1 && { sessions: String(sessionsPage) }),
        ...(wait && { wait: '1' }),
      })
      return parameters.size === 0 ? PEOPLE_PAGE : `${PEOPLE_PAGE}?${parameters}`
    },
  }
}
