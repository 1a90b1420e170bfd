/** What the list of tenants shows, as it stands in an address. Pure. */

export const STATES = ['any', 'live', 'paused', 'draft', 'fault'] as const
export type State = (typeof STATES)[number]

export const SORTS = ['name', 'changed'] as const
type Sort = (typeof SORTS)[number]

/** How many tenants a page has. */
export const TENANTS_A_PAGE = 25
/** A list that somebody can still look through; and a page that stays small however many tenants there are. */
export const MOST_LISTED = 200
const LONGEST_SEARCH = 80
const LAST_PAGE = 100_000

export type TenantQuery = {
  /** Part of a name or of a slug; empty for all. */
  readonly search: string
  readonly state: State
  readonly sort: Sort
  /** From 1 on. */
  readonly page: number
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>

const one = (value: Query[string]): string => (typeof value === 'string' ? value : (value?.[0] ?? ''))

/** Reads an address; what can't be read is as if it were not there. */
export function readTenantQuery(query: Query): TenantQuery {
  const [state, sort, page] = [one(query.status), one(query.sort), Number(one(query.page))]
  return {
    search: one(query.q).trim().slice(0, LONGEST_SEARCH),
    state: STATES.find((each) => each === state) ?? 'any',
    sort: SORTS.find((each) => each === sort) ?? 'name',
    page: Number.isInteger(page) && page > 0 ? Math.min(page, LAST_PAGE) : 1,
  }
}

/** Whether every tenant is let through. */
export const isOfAll = ({ search, state }: TenantQuery): boolean => search === '' && state === 'any'

/** The address of a list, without what goes without saying. */
export function tenantsAddress(query: TenantQuery, change: Partial<TenantQuery> = {}): string {
  const { search, state, sort, page } = { ...query, ...change }
  const parameters = new URLSearchParams({
    ...(search !== '' && { q: search }),
    ...(state !== 'any' && { status: state }),
    ...(sort !== 'name' && { sort }),
    ...(page !== 1 && { page: String(page) }),
  })
  return parameters.size === 0 ? '/admin/tenants' : `/admin/tenants?${parameters}`
}
