import { errorIn } from '@/lib/console/activity/details'
import type { Entry } from '@/lib/console/activity/entries'
import { type ActivityFilter, queryOf, readFilter } from '@/lib/console/activity/filter'
import { eventWords, isOfReset, outcomeLabel } from '@/lib/console/activity/words'
import { say } from '@/lib/console/words/generated/activity'
import { ButtonLink } from '../../_ui/button'
import { CardCell, CardRow, CardTable } from '../../_ui/card-table'
import { Notice, Pill } from '../../_ui/notice'
import { Empty } from '../../_ui/page'
import { When } from '../../_ui/when'

export const linkClass = 'underline decoration-control underline-offset-4 hover:decoration-ink'

/** What somebody did and how it ended, in words and colour. */
export function Happening({
  entry: { event, outcome, flow },
}: {
  entry: Pick<Entry, 'event' | 'outcome' | 'flow'>
}) {
  const label = outcomeLabel(event, outcome, flow)
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
      <span className="font-medium">{eventWords(event, flow)}</span>
      {label !== null && <Pill tone={label.tone}>{label.text}</Pill>}
    </span>
  )
}

/** A person of the console by name; somebody who resets by a part of the tag, which leads to all they did. */
export function Who({ entry: { person, tag, tenant } }: { entry: Pick<Entry, 'person' | 'tag' | 'tenant'> }) {
  const tagged = tag !== null && say('activity.user', { tag: tag.slice(0, 6) })
  const href = tag !== null && tenant !== null && `/admin/activity?tenant=${tenant.slug}&person=${tag}`
  return (
    <>
      {person}
      {person !== null && tagged && ` ${say('activity.about')} `}
      {href ? (
        <a href={href} className={linkClass}>
          {tagged}
        </a>
      ) : (
        tagged
      )}
    </>
  )
}

/** The error that Cognito answered, if it did, and the request's id; null where it was not asked. */
export function whatCognitoSaid({ details, requestId }: Pick<Entry, 'details' | 'requestId'>): string | null {
  if (requestId === null) return null
  const error = errorIn(details)
  return error === null
    ? say('activity.cognitoTook', { requestId })
    : say('activity.cognitoRefused', { error, requestId })
}

/** The list itself. The time of each entry leads to its own page. */
export function EntryTable({ entries, filter }: { entries: readonly Entry[]; filter: ActivityFilter }) {
  const isOfConsole = filter.view === 'console'
  return (
    <CardTable
      cards="lg"
      label={isOfConsole ? say('activity.listOfConsole') : say('activity.listOfResets')}
      heads={[
        say('activity.heads.when'),
        say('activity.heads.what'),
        say('common.tenant'),
        say('activity.heads.who'),
        say('common.network'),
        ...(isOfConsole ? [] : [say('common.supportCode')]),
      ]}
    >
      {entries.map((entry) => (
        <CardRow key={entry.id}>
          <CardCell head={say('activity.heads.when')}>
            <a href={`/admin/activity/${entry.id}`} className={linkClass}>
              <When at={entry.at} precision="second" />
            </a>
          </CardCell>
          <CardCell head={say('activity.heads.what')}>
            <Happening entry={entry} />
          </CardCell>
          <CardCell head={say('common.tenant')}>{entry.tenant?.name}</CardCell>
          <CardCell head={say('activity.heads.who')}>
            {entry.person === null && entry.tag === null ? null : <Who entry={entry} />}
          </CardCell>
          <CardCell head={say('common.network')} isSoft>
            {entry.network}
          </CardCell>
          {!isOfConsole && (
            <CardCell head={say('common.supportCode')} isSoft>
              {entry.supportCode && <span className="font-mono text-[12px]">{entry.supportCode}</span>}
            </CardCell>
          )}
        </CardRow>
      ))}
    </CardTable>
  )
}

/** Shown while the log is slow. A browser without scripts can't put in what comes later: it asks for it. */
export function Waiting({ href, what = say('activity.reading') }: { href: string; what?: string }) {
  return (
    <div className="grid gap-3" aria-busy="true">
      <p role="status" className="text-[13px] text-soft">
        {what}
      </p>
      <noscript>
        <a href={href} className={linkClass}>
          {say('activity.waitForIt')}
        </a>
      </noscript>
      {[0, 1, 2, 3].map((row) => (
        <div key={row} aria-hidden="true" className="h-9 rounded-md bg-wash" />
      ))}
    </div>
  )
}

export function NotRead({ href }: { href: string }) {
  return (
    <Notice tone="bad" role="alert">
      <p>{say('activity.notRead')}</p>
      <p>
        <ButtonLink href={href}>{say('common.tryAgain')}</ButtonLink>
      </p>
    </Notice>
  )
}

const nothingChosen = readFilter({})

export function NothingFound({ filter }: { filter: ActivityFilter }) {
  const { lookUp, tenant, view } = filter
  if (lookUp?.kind === 'unreadable') {
    return <Empty title={say('activity.unreadable.title')}>{say('activity.unreadable.lead')}</Empty>
  }
  const others = queryOf(filter, { ...nothingChosen, lookUp, view })
  // A choice of tenant hides nothing: the navigation makes it for whoever is at one.
  if (queryOf(filter) === queryOf(nothingChosen, { tenant, view })) {
    return (
      <Empty title={say('activity.empty.title')}>
        {view === 'console' ? say('activity.empty.ofConsole') : say('activity.empty.ofResets')}
      </Empty>
    )
  }
  return (
    <Empty title={say('activity.noMatch.title')}>
      {lookUp !== null && queryOf(filter) !== others ? (
        <a href={`/admin/activity${others}`} className={linkClass}>
          {say('activity.noMatch.everywhere', { value: lookUp.value })}
        </a>
      ) : (
        <a href={`/admin/activity${queryOf(nothingChosen, { view })}`} className={linkClass}>
          {say('activity.noMatch.showAll')}
        </a>
      )}
    </Empty>
  )
}

/** Whether an entry is of somebody who resets; for the way back to the list that it is in. */
export const listOf = ({ event }: Pick<Entry, 'event'>): string =>
  `/admin/activity${isOfReset(event) ? '' : '?view=console'}`
