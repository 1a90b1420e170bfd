import type { ListedTenant } from '@/lib/console/listed-tenants'
import { CardCell, CardRow, CardTable, CardTitle } from '../../_ui/card-table'
import { Pill } from '../../_ui/notice'
import { When } from '../../_ui/when'
import { Sparkline } from './sparkline'
import { TenantMark } from './tenant-mark'

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

function States({ slug, role, isPaused, hasDraft, faults }: ListedTenant) {
  const words = counted(faults, 'fault', 'faults')
  const mayExamine = role === 'owner' || role === 'operator'
  return (
    <span className="flex flex-wrap gap-1.5">
      {isPaused ? <Pill tone="warn">Paused</Pill> : <Pill tone="good">Live</Pill>}
      {hasDraft && <Pill>Draft changes</Pill>}
      {faults > 0 &&
        (mayExamine ? (
          <a href={`/admin/${slug}/health`} className="underline-offset-4 hover:underline">
            <Pill tone="bad">{words}</Pill>
          </a>
        ) : (
          <Pill tone="bad">{words}</Pill>
        ))}
    </span>
  )
}

/** Each tenant with how it stands, its last day and who published last. */
export function TenantTable({ rows }: { rows: readonly ListedTenant[] }) {
  return (
    <CardTable
      label="Tenants"
      heads={['Tenant', 'Status', { head: 'Mails in 24 hours', isNumber: true }, 'Published', 'Your role']}
    >
      {rows.map((row) => {
        const { slug, name, role, day, published } = row
        const mails = day.reduce((sum, count) => sum + count, 0)
        return (
          <CardRow key={slug}>
            <CardTitle>
              <span className="flex items-center gap-3">
                <TenantMark {...row} />
                <span className="grid min-w-0">
                  <a
                    href={`/admin/${slug}/brand`}
                    className="font-semibold underline-offset-4 hover:underline"
                  >
                    {name}
                  </a>
                  <span className="text-[12px] wrap-anywhere text-soft">/{slug}</span>
                </span>
              </span>
            </CardTitle>
            <CardCell head="Status">
              <States {...row} />
            </CardCell>
            <CardCell head="Mails in 24 hours" isNumber>
              <a
                href={`/admin/overview?tenant=${slug}`}
                className="inline-flex items-center gap-3 underline-offset-4 hover:underline"
              >
                <Sparkline values={day} />
                <span className="tabular-nums">{mails.toLocaleString('en')}</span>
              </a>
            </CardCell>
            <CardCell head="Published" isSoft>
              {published === null ? (
                'Not published here yet'
              ) : (
                <span className="grid">
                  <span className="text-ink">{published.by}</span>
                  <When at={published.at} />
                </span>
              )}
            </CardCell>
            <CardCell head="Your role">
              <span className="capitalize">{role}</span>
            </CardCell>
          </CardRow>
        )
      })}
    </CardTable>
  )
}
