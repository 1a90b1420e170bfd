import { requireAdmin } from '@/app/(console)/access'
import { activity, findStoredTenant, tenantsFor } from '@/app/(console)/console-store'
import { ACTIVITY_KINDS, type ActivityKind } from '@/lib/console/activity'
import { isOperator } from '@/lib/console/auth/roles'
import { Button, ButtonLink } from '../../_ui/button'
import { inputClass } from '../../_ui/field'
import { ConsolePage, cellClass, Empty, headClass, tableClass, When } from '../../_ui/page'

export const metadata = { title: 'Activity' }

const isKind = (text: unknown): text is ActivityKind =>
  typeof text === 'string' && Object.hasOwn(ACTIVITY_KINDS, text)

/** The audit log of the tenants that somebody has a role at; operators also see entries about no tenant. */
export default async function ActivityPage({ searchParams }: PageProps<'/admin/activity'>) {
  const admin = await requireAdmin()
  const query = await searchParams
  const rows = await tenantsFor(admin.groups)
  const kind = isKind(query.kind) ? query.kind : 'all'
  const chosen = rows.find(({ slug }) => slug === query.tenant)
  const before =
    typeof query.before === 'string' && /^\d{1,15}$/.test(query.before) ? Number(query.before) : null
  const reach = chosen ? [chosen] : rows
  const found = await Promise.all(reach.map(({ slug }) => findStoredTenant(slug)))
  const tenantIds = isOperator(admin.groups) && !chosen ? null : found.flatMap((tenant) => tenant?.id ?? [])
  const { entries, nextBefore } = await activity({ tenantIds, kind, before })
  const filters = new URLSearchParams({ ...(chosen && { tenant: chosen.slug }), kind })
  return (
    <ConsolePage
      title="Activity"
      lead="Everything that was asked, changed or refused. People who reset a password appear only as a tag, addresses only as networks."
    >
      <form className="flex flex-wrap gap-2" method="get">
        <label className="w-48">
          <span className="sr-only">Tenant</span>
          <select name="tenant" defaultValue={chosen?.slug ?? ''} className={inputClass}>
            <option value="">All tenants</option>
            {rows.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="w-48">
          <span className="sr-only">Kind</span>
          <select name="kind" defaultValue={kind} className={inputClass}>
            {Object.entries(ACTIVITY_KINDS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit">Show</Button>
      </form>
      {entries.length === 0 ? (
        <Empty title="Nothing here yet">
          Entries appear as soon as somebody asks for a mail or saves a brand.
        </Empty>
      ) : (
        <div className="overflow-x-auto">
          <table className={tableClass}>
            <thead>
              <tr>
                {['When', 'What', 'Outcome', 'Tenant', 'Who', 'From', 'Support code'].map((head) => (
                  <th key={head} scope="col" className={headClass}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.map(({ id, at, event, outcome, tenant, who, network, supportCode }) => (
                <tr key={id}>
                  <td className={`${cellClass} text-soft`}>
                    <When at={at} />
                  </td>
                  <td className={`${cellClass} font-medium`}>{event}</td>
                  <td className={cellClass}>{outcome}</td>
                  <td className={cellClass}>{tenant}</td>
                  <td className={cellClass}>{who}</td>
                  <td className={`${cellClass} text-soft`}>{network}</td>
                  <td className={`${cellClass} font-mono text-[12px] text-soft`}>{supportCode}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {nextBefore !== null && (
        <p>
          <ButtonLink href={`?${filters}&before=${nextBefore}`}>Earlier</ButtonLink>
        </p>
      )}
    </ConsolePage>
  )
}
