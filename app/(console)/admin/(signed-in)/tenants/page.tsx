import { redirect } from 'next/navigation'
import { requireAdmin } from '@/app/(console)/access'
import { listTenants } from '@/app/(console)/console-store'
import { isOperator } from '@/lib/console/auth/roles'
import type { TenantPage } from '@/lib/console/listed-tenants'
import {
  isOfAll,
  readTenantQuery,
  SORTS,
  STATES,
  TENANTS_A_PAGE,
  type TenantQuery,
  tenantsAddress,
} from '@/lib/console/tenant-query'
import { log } from '@/lib/platform/log'
import { Button, ButtonLink } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { Later } from '../../_ui/later'
import { Notice } from '../../_ui/notice'
import { ConsolePage, Empty } from '../../_ui/page'
import { Waiting } from '../activity/entry-table'
import { FirstTenant } from './first-tenant'
import { TenantTable } from './tenant-table'

export const metadata = { title: 'Tenants' }

const optionsOf = (table: Readonly<Record<string, string>>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }))

function SearchForm({ query }: { query: TenantQuery }) {
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <div className="min-w-56 grow sm:max-w-sm">
        <TextField
          label="Name or slug"
          name="q"
          type="search"
          defaultValue={query.search}
          spellCheck={false}
        />
      </div>
      <SelectField label="Status" name="status" defaultValue={query.state} options={optionsOf(STATES)} />
      <SelectField label="Order" name="sort" defaultValue={query.sort} options={optionsOf(SORTS)} />
      <Button type="submit">Show</Button>
    </form>
  )
}

function Pages({ query, total }: { query: TenantQuery; total: number }) {
  const first = (query.page - 1) * TENANTS_A_PAGE + 1
  const last = Math.min(query.page * TENANTS_A_PAGE, total)
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center gap-3">
      {query.page > 1 && (
        <ButtonLink href={tenantsAddress(query, { page: query.page - 1 })}>Previous</ButtonLink>
      )}
      {last < total && <ButtonLink href={tenantsAddress(query, { page: query.page + 1 })}>Next</ButtonLink>}
      <span className="text-[13px] text-soft tabular-nums">
        {first.toLocaleString('en')}–{last.toLocaleString('en')} of {total.toLocaleString('en')}
      </span>
    </nav>
  )
}

function Nobody({ query, total, mayCreate }: { query: TenantQuery; total: number; mayCreate: boolean }) {
  if (isOfAll(query) && total === 0) {
    if (mayCreate) return <FirstTenant />
    return (
      <Empty title="No tenants yet">
        Your account isn’t in any tenant’s group. Ask whoever runs this portal.
      </Empty>
    )
  }
  return (
    <Empty title="No tenant matches">
      <a href="/admin/tenants" className="underline underline-offset-4">
        Show all tenants
      </a>
    </Empty>
  )
}

const isSkipped = (query: TenantQuery, { rows, total }: TenantPage) =>
  total === 1 && rows.length === 1 && isOfAll(query)

/** The tenants that somebody has a role at, a page at a time. Whoever has only one is led to it, unless `all` is asked for. */
export default async function TenantsPage({ searchParams }: PageProps<'/admin/tenants'>) {
  const admin = await requireAdmin()
  const given = await searchParams
  const query = readTenantQuery(given)
  const mayCreate = isOperator(admin.groups)
  const here = tenantsAddress(query)
  const page = listTenants(admin.groups, query).catch((error: unknown) => {
    log.warn('tenants.not_listed', { error })
    return null
  })
  return (
    <ConsolePage
      isWide
      title="Tenants"
      lead="Whose password pages run here, and your role in each."
      actions={
        mayCreate && (
          <ButtonLink href="/admin/tenants/new" look="primary">
            New tenant
          </ButtonLink>
        )
      }
    >
      <Later
        of={page}
        isPatient={given.wait === '1'}
        waiting={
          <Waiting what="Reading the tenants…" href={`${here}${here.includes('?') ? '&' : '?'}wait=1`} />
        }
      >
        {(found) => {
          if (found === null) {
            return (
              <Notice tone="bad" role="alert">
                <p>The tenants could not be read in time.</p>
                <p>
                  <ButtonLink href={here}>Try again</ButtonLink>
                </p>
              </Notice>
            )
          }
          const [only] = found.rows
          if (only && isSkipped(query, found) && given.all === undefined)
            redirect(`/admin/${only.slug}/brand`)
          const hasSome = found.rows.length > 0
          return (
            <>
              {(hasSome || !isOfAll(query)) && <SearchForm query={query} />}
              {hasSome ? (
                <>
                  <TenantTable rows={found.rows} />
                  <Pages query={query} total={found.total} />
                </>
              ) : (
                <Nobody query={query} total={found.total} mayCreate={mayCreate} />
              )}
            </>
          )
        }}
      </Later>
    </ConsolePage>
  )
}
