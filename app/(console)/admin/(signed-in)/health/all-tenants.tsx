import { countExamined, countFaulty } from '@/app/(console)/console-store'
import type { Admin } from '@/lib/console/auth/authorise'
import { cronTokens } from '@/lib/platform/env'
import { Card } from '../../_ui/page'

const DAY_MS = 24 * 60 * 60_000

const tenants = (count: number) => (count === 1 ? 'One tenant' : `${count.toLocaleString('en')} tenants`)

/** What the doctor last found at all tenants, and whether it comes by itself; for operators. */
export async function AllTenants({ admin, total }: { admin: Admin; total: number }) {
  const [faulty, examined] = await Promise.all([
    countFaulty(admin.groups),
    countExamined(new Date(Date.now() - DAY_MS)),
  ])
  return (
    <Card title="Checks of all tenants">
      <div className="grid gap-1 text-[13px]">
        <p>
          {faulty === 0 ? (
            'No tenant had faults when it was last checked.'
          ) : (
            <a
              href="/admin/tenants?status=fault"
              className="font-semibold text-bad underline underline-offset-4"
            >
              {tenants(faulty)} had faults when last checked
            </a>
          )}
        </p>
        <p className="text-soft">
          {examined.toLocaleString('en')} of {total.toLocaleString('en')} checked within the last day.
          {cronTokens().length === 0 && ' Nothing checks them on a schedule: REKEY_CRON_TOKEN is not set.'}
        </p>
      </div>
    </Card>
  )
}
