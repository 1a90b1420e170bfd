import { requireAdmin } from '@/app/(console)/access'
import { tenantsFor } from '@/app/(console)/console-store'
import { isOperator } from '@/lib/console/auth/roles'
import { ButtonLink } from '../../_ui/button'
import { Pill } from '../../_ui/notice'
import { ConsolePage, cellClass, Empty, headClass, tableClass, When } from '../../_ui/page'

export const metadata = { title: 'Tenants' }

export default async function TenantsPage() {
  const admin = await requireAdmin()
  const rows = await tenantsFor(admin.groups)
  return (
    <ConsolePage
      title="Tenants"
      lead="Whose password pages run here, and your role in each."
      actions={
        isOperator(admin.groups) && (
          <ButtonLink href="/admin/tenants/new" look="primary">
            New tenant
          </ButtonLink>
        )
      }
    >
      {rows.length === 0 ? (
        <Empty title="No tenants yet">
          {isOperator(admin.groups)
            ? 'Create one here, or apply tenant files with the command line.'
            : 'Your account isn’t in any tenant’s group. Ask whoever runs this portal.'}
        </Empty>
      ) : (
        <div className="overflow-x-auto">
          <table className={tableClass}>
            <thead>
              <tr>
                {['Name', 'Address', 'Custom domains', 'Your role', 'Last changed'].map((head) => (
                  <th key={head} scope="col" className={headClass}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ slug, name, status, role, hosts, hasDraft, updatedAt }) => (
                <tr key={slug}>
                  <th scope="row" className={`${cellClass} text-start`}>
                    <a
                      href={`/admin/${slug}/brand`}
                      className="font-semibold underline-offset-4 hover:underline"
                    >
                      {name}
                    </a>
                    <span className="ms-2 inline-flex gap-1.5">
                      {status === 'paused' && <Pill tone="warn">Paused</Pill>}
                      {hasDraft && <Pill>Draft</Pill>}
                    </span>
                  </th>
                  <td className={cellClass}>
                    <a href={`/${slug}`} className="text-soft underline underline-offset-4">
                      /{slug}
                    </a>
                  </td>
                  <td className={`${cellClass} tabular-nums`}>{hosts}</td>
                  <td className={`${cellClass} capitalize`}>{role}</td>
                  <td className={`${cellClass} text-soft`}>
                    <When at={updatedAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </ConsolePage>
  )
}
