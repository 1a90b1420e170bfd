import type { ListedTenant } from '@/lib/console/listed-tenants'
import { say } from '@/lib/console/words/generated/tenants'
import { numberText } from '@/lib/console/words/say'
import { CardCell, CardRow, CardTable, CardTitle } from '../../_ui/card-table'
import { Pill } from '../../_ui/notice'
import { When } from '../../_ui/when'
import { Sparkline } from './sparkline'
import { TenantMark } from './tenant-mark'

function States({ slug, role, isPaused, hasDraft, faults }: ListedTenant) {
  const words = say('tenants.faults', { count: faults })
  const mayExamine = role === 'owner' || role === 'operator'
  return (
    <span className="flex flex-wrap gap-1.5">
      {isPaused ? (
        <Pill tone="warn">{say('tenants.states.paused')}</Pill>
      ) : (
        <Pill tone="good">{say('tenants.states.live')}</Pill>
      )}
      {hasDraft && <Pill>{say('tenants.states.draft')}</Pill>}
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
      label={say('tenants.title')}
      heads={[
        say('common.tenant'),
        say('tenants.status'),
        { head: say('tenants.heads.mails'), isNumber: true },
        say('tenants.heads.published'),
        say('tenants.heads.role'),
      ]}
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
            <CardCell head={say('tenants.status')}>
              <States {...row} />
            </CardCell>
            <CardCell head={say('tenants.heads.mails')} isNumber>
              <a
                href={`/admin/overview?tenant=${slug}`}
                className="inline-flex items-center gap-3 underline-offset-4 hover:underline"
              >
                <Sparkline values={day} />
                <span className="tabular-nums">{numberText(mails)}</span>
              </a>
            </CardCell>
            <CardCell head={say('tenants.heads.published')} isSoft>
              {published === null ? (
                say('tenants.notPublished')
              ) : (
                <span className="grid">
                  <span className="text-ink">{published.by}</span>
                  <When at={published.at} />
                </span>
              )}
            </CardCell>
            <CardCell head={say('tenants.heads.role')}>
              <span>{role !== null && say(`common.roles.${role}`)}</span>
            </CardCell>
          </CardRow>
        )
      })}
    </CardTable>
  )
}
