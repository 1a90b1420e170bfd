import { requireAdmin, requireTenant } from '@/app/(console)/access'
import { countTenants, listSessions, tenantsFor } from '@/app/(console)/console-store'
import type { Admin } from '@/lib/console/auth/authorise'
import { adminProvider } from '@/lib/console/auth/provider'
import { isAtLeast, isOperator } from '@/lib/console/auth/roles'
import type { SessionPage, Whose } from '@/lib/console/auth/session-list'
import { PEOPLE_PAGE } from '@/lib/console/pages'
import { readPeople, TENANTS_A_PAGE_OF_PEOPLE } from '@/lib/console/people'
import { readPeopleQuery } from '@/lib/console/people-query'
import { say } from '@/lib/console/words/generated/people'
import { log } from '@/lib/platform/log'
import { Button } from '../../../_ui/button'
import { Later } from '../../../_ui/later'
import { Card, ConsolePage } from '../../../_ui/page'
import { TenantField } from '../../../_ui/tenant-field'
import { NotRead, Waiting } from '../../activity/entry-table'
import { Pages } from './pages'
import { PeopleTable } from './people-table'
import { RolesTable } from './roles-table'
import { SessionTable } from './session-table'

export const generateMetadata = () => ({ title: say('people.title') })

type OfTenant = { readonly slug: string; readonly name: string }

/** The tenants whose people somebody may see: those that they own. */
async function ownedBy(admin: Admin): Promise<OfTenant[]> {
  const tenants = await tenantsFor(admin.groups)
  return tenants.filter(({ role }) => isAtLeast(role, 'owner'))
}

/** The tenants whose people are on a page, and how many there are on all of them. */
async function shownOf(admin: Admin, owned: readonly OfTenant[], chosen: OfTenant | null, page: number) {
  if (chosen !== null) {
    const shown = isOperator(admin.groups) ? [chosen] : owned.filter(({ slug }) => slug === chosen.slug)
    return { shown, total: shown.length }
  }
  const most = TENANTS_A_PAGE_OF_PEOPLE
  const total = isOperator(admin.groups) ? await countTenants() : owned.length
  const from = total === 1 ? 0 : (page - 1) * most
  if (!isOperator(admin.groups)) return { shown: owned.slice(from, from + most), total }
  return { shown: await tenantsFor(admin.groups, { from, most }), total }
}

/** Operators see everybody's sessions, or those of one tenant's people; all others their own. */
function whoseSessions(admin: Admin, slug: string | null): Whose {
  if (!isOperator(admin.groups)) return { subject: admin.subject }
  return slug === null ? 'everybody' : { slug }
}

async function readSessions(whose: Whose, page: number): Promise<SessionPage | null> {
  try {
    return await listSessions(whose, page)
  } catch (error) {
    log.warn('sessions.not_listed', { error })
    return null
  }
}

/** Who may do what, and where they are signed in: at one tenant, or at all that somebody owns. */
export default async function PeoplePage({ searchParams }: PageProps<'/admin/overview/people'>) {
  const admin = await requireAdmin()
  const given = await searchParams
  const { tenant: slug, page, sessionsPage, addressOf } = readPeopleQuery(given)
  const chosen = slug === null ? null : (await requireTenant(slug)).tenant
  const owned = await ownedBy(admin)
  const operator = isOperator(admin.groups)
  const { shown, total } = await shownOf(admin, owned, chosen, page)
  const isOfOne = total === 1
  const pool = adminProvider()
  const isPatient = given.wait === '1'
  const waitFor = (what: string) => <Waiting what={what} href={addressOf({ wait: true })} />
  return (
    <ConsolePage
      isWide
      title={chosen === null ? say('people.title') : say('people.titleOf', { name: chosen.name })}
      lead={say('people.lead')}
    >
      <Card
        title={say('people.title')}
        lead={total === 0 && !operator ? say('people.onlyOwners') : say('people.peopleLead')}
      >
        {owned.length > 1 && (
          <form method="get" action={PEOPLE_PAGE} className="flex flex-wrap items-end gap-3">
            <TenantField tenants={owned} chosen={chosen?.slug ?? null} />
            <Button type="submit">{say('common.show')}</Button>
          </form>
        )}
        {pool !== null && (total > 0 || operator) && (
          <Later
            of={readPeople(pool, shown, operator && (isOfOne || page === 1))}
            isPatient={isPatient}
            waiting={waitFor(say('people.reading'))}
          >
            {(found) => (
              <PeopleTable
                found={found}
                userPoolId={pool.userPoolId}
                subject={admin.subject}
                isOfOne={isOfOne}
                namesTenants={chosen === null}
                page={page}
                addressOf={(next) => addressOf({ page: next })}
              />
            )}
          </Later>
        )}
        {!isOfOne && (
          <Pages
            label={say('people.pagesOfTenants')}
            page={page}
            aPage={TENANTS_A_PAGE_OF_PEOPLE}
            total={total}
            addressOf={(next) => addressOf({ page: next })}
          />
        )}
        {!operator && total > 0 && <p className="text-[13px] text-soft">{say('people.operatorsToo')}</p>}
      </Card>
      <Card title={say('people.rolesTitle')} lead={say('people.rolesLead')}>
        <RolesTable slug={chosen?.slug ?? null} />
      </Card>
      <Card
        title={say('people.sessionsTitle')}
        lead={operator ? say('people.allSessions') : say('people.ownSessions')}
      >
        <Later
          of={readSessions(whoseSessions(admin, chosen?.slug ?? null), sessionsPage)}
          isPatient={isPatient}
          waiting={waitFor(say('people.readingSessions'))}
        >
          {(sessions) =>
            sessions === null ? (
              <NotRead href={addressOf({})} />
            ) : (
              <SessionTable
                sessions={sessions}
                admin={admin}
                page={sessionsPage}
                addressOf={(next) => addressOf({ sessionsPage: next })}
              />
            )
          }
        </Later>
      </Card>
    </ConsolePage>
  )
}
