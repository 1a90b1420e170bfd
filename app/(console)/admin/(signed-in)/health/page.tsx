import { requireAdmin } from '@/app/(console)/access'
import { countTenants, findStoredTenant, lastDay, tenantsFor } from '@/app/(console)/console-store'
import { services } from '@/app/services'
import { isAtLeast, isOperator } from '@/lib/console/auth/roles'
import { say } from '@/lib/console/words/generated/doctor'
import { numberText } from '@/lib/console/words/say'
import { checkReadiness } from '@/lib/doctor/readiness'
import { CardCell, CardRow, CardTable, CardTitle } from '../../_ui/card-table'
import { Pill } from '../../_ui/notice'
import { Card, ConsolePage, Empty } from '../../_ui/page'
import { AllTenants } from './all-tenants'

export const generateMetadata = () => ({ title: say('doctor.title') })

/** Of how many tenants the last day is shown. */
const MOST_SHOWN = 50
const columns = ['asked', 'changed', 'refused', 'unknown'] as const

export default async function HealthPage() {
  const admin = await requireAdmin()
  const { parts } = await checkReadiness(services().db)
  const rows = await tenantsFor(admin.groups)
  const total = isOperator(admin.groups) ? await countTenants() : rows.length
  const days = await Promise.all(
    rows.slice(0, MOST_SHOWN).map(async ({ slug, name, role }) => {
      const tenant = await findStoredTenant(slug)
      const mayExamine = isAtLeast(role, 'owner')
      return tenant === null ? [] : [{ slug, name, mayExamine, ...(await lastDay(tenant.id)) }]
    }),
  )
  return (
    <ConsolePage title={say('doctor.title')} lead={say('doctor.ofAll.lead')}>
      <Card title={say('doctor.ofAll.deployment')}>
        <ul className="grid gap-2 sm:grid-cols-3">
          {Object.entries(parts).map(([part, status]) => (
            <li
              key={part}
              className="flex items-center justify-between rounded-lg border border-rule px-3 py-2.5"
            >
              {say.find('doctor.ofAll.parts', part) ?? part}
              <Pill tone={status === 'ok' ? 'good' : 'bad'}>{say(`doctor.ofAll.states.${status}`)}</Pill>
            </li>
          ))}
        </ul>
      </Card>
      {isOperator(admin.groups) && <AllTenants admin={admin} total={total} />}
      <Card title={say('doctor.ofAll.lastDay')} lead={say('doctor.ofAll.lastDayLead')}>
        {days.flat().length === 0 ? (
          <Empty title={say('doctor.ofAll.empty')} />
        ) : (
          <CardTable
            label={say('doctor.ofAll.lastDayLabel')}
            heads={[
              say('common.tenant'),
              ...columns.map((column) => ({
                head: say(`doctor.ofAll.columns.${column}`),
                isNumber: true as const,
              })),
            ]}
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
                {columns.map((column) => (
                  <CardCell key={column} head={say(`doctor.ofAll.columns.${column}`)} isNumber>
                    {numberText(counts[column])}
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
