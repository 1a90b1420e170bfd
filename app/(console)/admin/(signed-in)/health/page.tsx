import { requireAdmin } from '@/app/(console)/access'
import { findStoredTenant, lastDay, tenantsFor } from '@/app/(console)/console-store'
import { isAtLeast, isOperator } from '@/lib/console/auth/roles'
import { checkReadiness } from '@/lib/doctor/readiness'
import { services } from '@/lib/services'
import { CardCell, CardRow, CardTable, CardTitle } from '../../_ui/card-table'
import { Pill } from '../../_ui/notice'
import { Card, ConsolePage, Empty } from '../../_ui/page'
import { AllTenants } from './all-tenants'

export const metadata = { title: 'Health' }

const partNames: Record<string, string> = {
  process: 'This instance',
  configuration: 'Configuration',
  database: 'Database',
}

const columns = [
  { key: 'asked', head: 'Asked for an email' },
  { key: 'changed', head: 'Changed' },
  { key: 'refused', head: 'Refused' },
  { key: 'unknown', head: 'Unknown' },
] as const

export default async function HealthPage() {
  const admin = await requireAdmin()
  const { parts } = await checkReadiness(services().db)
  const rows = await tenantsFor(admin.groups)
  const days = await Promise.all(
    rows.slice(0, 50).map(async ({ slug, name, role }) => {
      const tenant = await findStoredTenant(slug)
      const mayExamine = isAtLeast(role, 'owner')
      return tenant === null ? [] : [{ slug, name, mayExamine, ...(await lastDay(tenant.id)) }]
    }),
  )
  return (
    <ConsolePage
      title="Health"
      lead="What this instance needs to serve requests, and the figures for the last 24 hours."
    >
      <Card title="This deployment">
        <ul className="grid gap-2 sm:grid-cols-3">
          {Object.entries(parts).map(([part, status]) => (
            <li
              key={part}
              className="flex items-center justify-between rounded-lg border border-rule px-3 py-2.5"
            >
              {partNames[part] ?? part}
              <Pill tone={status === 'ok' ? 'good' : 'bad'}>{status}</Pill>
            </li>
          ))}
        </ul>
      </Card>
      {isOperator(admin.groups) && <AllTenants admin={admin} total={rows.length} />}
      <Card
        title="Last 24 hours"
        lead="“Unknown” means that Cognito’s answer was lost, and the person was told so. A tenant’s name leads to its checks."
      >
        {days.flat().length === 0 ? (
          <Empty title="Nothing to count yet" />
        ) : (
          <CardTable
            label="The last 24 hours by tenant"
            heads={['Tenant', ...columns.map(({ head }) => ({ head, isNumber: true as const }))]}
          >
            {days.flat().map(({ slug, name, mayExamine, ...counts }) => (
              <CardRow key={slug}>
                <CardTitle>
                  {mayExamine ? (
                    <a
                      href={`/admin/${slug}/health`}
                      className="underline decoration-rule underline-offset-4"
                    >
                      {name}
                    </a>
                  ) : (
                    name
                  )}
                </CardTitle>
                {columns.map(({ head, key }) => (
                  <CardCell key={key} head={head} isNumber>
                    {counts[key].toLocaleString('en')}
                  </CardCell>
                ))}
              </CardRow>
            ))}
          </CardTable>
        )}
      </Card>
    </ConsolePage>
  )
}
