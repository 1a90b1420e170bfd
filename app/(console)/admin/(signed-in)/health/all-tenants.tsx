import { countExamined, countFaulty } from '@/app/(console)/console-store'
import type { Admin } from '@/lib/console/auth/authorise'
import { say } from '@/lib/console/words/generated/doctor'
import { cronTokens } from '@/lib/platform/env'
import { Card } from '../../_ui/page'

const DAY_MS = 24 * 60 * 60_000

/** What the doctor last found at all tenants, and whether it comes by itself; for operators. */
export async function AllTenants({ admin, total }: { admin: Admin; total: number }) {
  const [faulty, examined] = await Promise.all([
    countFaulty(admin.groups),
    countExamined(new Date(Date.now() - DAY_MS)),
  ])
  return (
    <Card title={say('doctor.ofAll.title')}>
      <div className="grid gap-1 text-[13px]">
        <p>
          {faulty === 0 ? (
            say(examined === 0 ? 'doctor.ofAll.noneChecked' : 'doctor.ofAll.noFaults')
          ) : (
            <a
              href="/admin/tenants?status=fault"
              className="font-semibold text-bad underline underline-offset-4"
            >
              {say('doctor.ofAll.faults', { count: faulty })}
            </a>
          )}
        </p>
        <p className="text-soft">
          {examined > 0 && say('doctor.ofAll.checked', { examined, total })}
          {cronTokens().length === 0 && ` ${say('doctor.ofAll.noSchedule')}`}
        </p>
      </div>
    </Card>
  )
}
