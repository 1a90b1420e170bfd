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
import { say } from '@/lib/console/words/generated/tenants'
import { log } from '@/lib/platform/log'
import { Button, ButtonLink } from '../../_ui/button'
import { SelectField, TextField } from '../../_ui/field'
import { Later } from '../../_ui/later'
import { Notice } from '../../_ui/notice'
import { ConsolePage, Empty } from '../../_ui/page'
import { Waiting } from '../activity/entry-table'
import { FirstTenant } from './first-tenant'
import { TenantTable } from './tenant-table'

export const generateMetadata = () => ({ title: say('tenants.title') })

function SearchForm({ query }: { query: TenantQuery }) {
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <div className="min-w-56 grow sm:max-w-sm">
        <TextField
          label={say('tenants.nameOrSlug')}
          name="q"
          type="search"
          defaultValue={query.search}
          spellCheck={false}
        />
      </div>
      <SelectField
        label={say('tenants.status')}
        name="status"
        defaultValue={query.state}
        options={STATES.map((value) => ({ value, label: say(`tenants.states.${value}`) }))}
      />
      <SelectField
        label={say('tenants.order')}
        name="sort"
        defaultValue={query.sort}
        options={SORTS.map((value) => ({ value, label: say(`tenants.sorts.${value}`) }))}
      />
      <Button type="submit">{say('common.show')}</Button>
    </form>
  )
}

function Pages({ query, total }: { query: TenantQuery; total: number }) {
  const first = (query.page - 1) * TENANTS_A_PAGE + 1
  const last = Math.min(query.page * TENANTS_A_PAGE, total)
  return (
    <nav aria-label={say('tenants.pagesLabel')} className="flex flex-wrap items-center gap-3">
      {query.page > 1 && (
        <ButtonLink href={tenantsAddress(query, { page: query.page - 1 })}>
          {say('common.pages.previous')}
        </ButtonLink>
      )}
      {last < total && (
        <ButtonLink href={tenantsAddress(query, { page: query.page + 1 })}>
          {say('common.pages.next')}
        </ButtonLink>
      )}
      <span className="text-[13px] text-soft tabular-nums">
        {say('common.pages.range', { first, last, total })}
      </span>
    </nav>
  )
}

function Nobody({ query, total, mayCreate }: { query: TenantQuery; total: number; mayCreate: boolean }) {
  if (isOfAll(query) && total === 0) {
    if (mayCreate) return <FirstTenant />
    return <Empty title={say('tenants.empty')}>{say('tenants.emptyNoGroup')}</Empty>
  }
  return (
    <Empty title={say('tenants.noMatch')}>
      <a href="/admin/tenants" className="underline underline-offset-4">
        {say('tenants.showAll')}
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
      title={say('tenants.title')}
      lead={say('tenants.lead')}
      actions={
        mayCreate && (
          <ButtonLink href="/admin/tenants/new" look="primary">
            {say('common.newTenant')}
          </ButtonLink>
        )
      }
    >
      <Later
        of={page}
        isPatient={given.wait === '1'}
        waiting={
          <Waiting what={say('tenants.reading')} href={`${here}${here.includes('?') ? '&' : '?'}wait=1`} />
        }
      >
        {(found) => {
          if (found === null) {
            return (
              <Notice tone="bad" role="alert">
                <p>{say('tenants.notRead')}</p>
                <p>
                  <ButtonLink href={here}>{say('common.tryAgain')}</ButtonLink>
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
