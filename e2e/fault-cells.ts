/** The cells of the fault matrix, and what in a cell would be a lie. Pure. */

/** What somebody with an account does, and somebody who is about to have one. */
export const actions = ['ask', 'confirm', 'sign-up: ask', 'sign-up: confirm'] as const
export const stores = ['quick', 'late', 'hung', 'gone', 'back'] as const
export const services = ['quick', 'late', 'lost', 'garbled', 'gone'] as const
export type Action = (typeof actions)[number]
export type Store = (typeof stores)[number]
export type Service = (typeof services)[number]

export const isAsk = (action: Action): boolean => action === 'ask' || action === 'sign-up: ask'

/** One cell: an action that is tried twice, the second time at the other instance where there are two. */
export type Cell = {
  action: Action
  store: Store
  service: Service
  hasCookies: boolean
  instances: 1 | 2
}

export type Result = {
  cell: Cell
  /** What each try showed: the page, and the error on it. */
  shown: string[]
  /** Calls that reached Cognito. */
  sent: number
  /** What Cognito knows afterwards. */
  kept: string
  lies: string[]
}

/** One of the tries, with what Cognito knew when its page was there. */
export type Try = { shown: string; reached: boolean; isChanged: boolean }

/** Errors that say, in so many words, that nothing was changed or sent. */
export const SAYS_NOTHING_HAPPENED =
  /: (busy|unavailable|blocked|misconfigured|code-rejected|too-many-attempts)$/

/** A process that is cut off from the store keeps the limits by itself: docs/operations.md has the bound. */
const mailsAllowed = ({ store, instances }: Cell) => (store === 'gone' || store === 'hung' ? instances : 1)

export function liesOfAsk(cell: Cell, tries: readonly Try[], asked: number): string[] {
  const lies: string[] = []
  for (const { shown, reached } of tries) {
    if (!/^(sent|(forgot|confirm): \S+)$/.test(shown)) lies.push(`an ask ended on ${shown}`)
    if (SAYS_NOTHING_HAPPENED.test(shown) && reached) lies.push(`${shown}, and Cognito was asked`)
  }
  if (asked > mailsAllowed(cell)) lies.push(`${asked} mails within a minute`)
  if (cell.store === 'quick' && cell.service === 'quick' && asked !== 1) lies.push('a quiet ask was not sent')
  return lies
}

/** @param wayOn what came of the new mail that somebody asked for in the end; null where nobody did */
export function liesOfConfirm(
  { store, service }: Cell,
  { tries, wayOn }: { tries: readonly Try[]; wayOn: string | null },
  isChanged: boolean,
): string[] {
  const lies: string[] = []
  if (wayOn !== null && !/^(sent|confirm: \S+)$/.test(wayOn)) lies.push(`a new mail ended on ${wayOn}`)
  for (const [index, { shown, isChanged: wasChanged }] of tries.entries()) {
    const isChangedThen = wasChanged || (isChanged && index === tries.length - 1)
    if (!/^(done|unknown|(reset|confirm): \S+)$/.test(shown)) lies.push(`a confirmation ended on ${shown}`)
    if (shown === 'done' && !isChangedThen) lies.push('“done”, and it is not')
    if (SAYS_NOTHING_HAPPENED.test(shown) && isChangedThen) lies.push(`${shown}, and it is done`)
  }
  if (store === 'quick' && (service === 'quick' || service === 'late') && tries[0]?.shown !== 'done')
    lies.push('known to be done, and not said so')
  return lies
}

/** What went wrong, by cell, for a failing test to show. */
export const liesIn = (results: readonly Result[]): string[] =>
  results.flatMap(({ cell, shown, lies }) =>
    lies.map(
      (lie) =>
        `${cell.action}, store ${cell.store}, Cognito ${cell.service}, ${cell.hasCookies ? 'with' : 'without'} cookies, ${cell.instances} instance(s): ${shown.join(' → ')}: ${lie}`,
    ),
  )
