import { requireAdmin } from '@/app/(console)/access'
import { activityReach } from '@/app/(console)/activity-reach'
import { listEntries, listJourneys } from '@/app/(console)/console-store'
import type { Reach } from '@/lib/console/activity/conditions'
import { type ActivityFilter, queryOf, readFilter, VIEWS, type View } from '@/lib/console/activity/filter'
import { ruleOf } from '@/lib/console/auth/actions-table'
import { isAtLeast } from '@/lib/console/auth/roles'
import { say } from '@/lib/console/words/generated/activity'
import { log } from '@/lib/platform/log'
import { ButtonLink } from '../../_ui/button'
import { Later } from '../../_ui/later'
import { ConsolePage } from '../../_ui/page'
import { EntryTable, NothingFound, NotRead, Waiting } from './entry-table'
import { JourneyList } from './journey-list'
import { LiveTail } from './live-tail'
import { PersonAnswer, PersonForm } from './person-form'
import { SearchForm } from './search-form'

export const generateMetadata = () => ({ title: say('activity.title') })

/** What the list is of, drawn by the kind of it; null where the log could not be read. */
async function readList(filter: ActivityFilter, reach: Reach) {
  try {
    if (filter.view !== 'resets') return { kind: 'entries', ...(await listEntries(filter, reach)) } as const
    return { kind: 'resets', ...(await listJourneys(filter, reach)) } as const
  } catch (error) {
    log.warn('activity.not_read', { error })
    return null
  }
}

type Found = NonNullable<Awaited<ReturnType<typeof readList>>>

const isEmpty = (found: Found) => (found.kind === 'resets' ? found.journeys : found.entries).length === 0

/** Which kind of entries is shown; the search goes along. */
function Views({ chosen, addressOf }: { chosen: View; addressOf: (view: View) => string }) {
  return (
    <nav aria-label={say('activity.viewsLabel')} className="inline-flex w-fit rounded-md bg-wash p-0.5">
      {VIEWS.map((view) => (
        <a
          key={view}
          href={addressOf(view)}
          aria-current={view === chosen ? 'page' : undefined}
          className="rounded-[5px] px-3 py-1.5 text-[13px] font-medium text-soft aria-[current=page]:bg-thumb aria-[current=page]:text-ink aria-[current=page]:shadow-sm"
        >
          {say(`activity.views.${view}`)}
        </a>
      ))}
    </nav>
  )
}

/** The audit log of the tenants that somebody has a role at; operators also see entries about no tenant. */
export default async function ActivityPage({ searchParams }: PageProps<'/admin/activity'>) {
  const admin = await requireAdmin()
  const query = await searchParams
  const filter = readFilter(query)
  const { reach, tenants } = await activityReach(admin, filter.tenant)
  const here = `/admin/activity${queryOf(filter)}`
  const patient = `/admin/activity${queryOf(filter) || '?'}&wait=1`
  const file = (format: string) =>
    `/admin/activity/export${queryOf(filter, { before: null }) || '?'}&format=${format}`
  return (
    <ConsolePage
      isWide
      title={say('activity.title')}
      actions={
        <>
          <ButtonLink href={file('csv')} download>
            {say('activity.exportCsv')}
          </ButtonLink>
          <ButtonLink href={file('json')} download>
            {say('activity.exportJson')}
          </ButtonLink>
        </>
      }
      lead={say('activity.lead')}
    >
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-3">
        <Views
          chosen={filter.view}
          addressOf={(view) => `/admin/activity${queryOf(filter, { view, before: null })}`}
        />
        {filter.before === null && filter.to === null && <LiveTail query={queryOf(filter)} />}
      </div>
      <SearchForm filter={filter} tenants={tenants} />
      <PersonForm
        tenants={tenants.filter(({ role }) => isAtLeast(role, ruleOf('user.find').role))}
        chosen={filter.tenant}
      />
      <PersonAnswer said={query.person} />
      <Later of={readList(filter, reach)} isPatient={query.wait === '1'} waiting={<Waiting href={patient} />}>
        {(rows) => {
          if (rows === null) return <NotRead href={here} />
          if (isEmpty(rows)) return <NothingFound filter={filter} />
          return (
            <div className="grid gap-5">
              {rows.kind === 'resets' ? (
                <JourneyList journeys={rows.journeys} />
              ) : (
                <EntryTable entries={rows.entries} filter={filter} />
              )}
              <nav aria-label={say('activity.pagesLabel')} className="flex gap-2">
                {filter.before !== null && (
                  <ButtonLink href={`/admin/activity${queryOf(filter, { before: null })}`}>
                    {say('activity.newest')}
                  </ButtonLink>
                )}
                {rows.next !== null && (
                  <ButtonLink href={`/admin/activity${queryOf(filter, { before: rows.next })}`}>
                    {say('activity.earlier')}
                  </ButtonLink>
                )}
              </nav>
            </div>
          )
        }}
      </Later>
    </ConsolePage>
  )
}
