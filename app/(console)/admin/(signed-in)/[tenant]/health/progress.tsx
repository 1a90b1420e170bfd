import { CircleDashed } from 'lucide-react'
import { CHECK_IDS, checkTitle } from '@/lib/console/words/check-titles'
import { say } from '@/lib/console/words/generated/doctor'
import { type Check, isTold } from '@/lib/doctor/check'
import { VerdictSign } from './verdict-mark'

/** Every check that this reader is told of, and which are made. */
export function Progress({ heard, seesDeployment }: { heard: readonly Check[]; seesDeployment: boolean }) {
  const expected = CHECK_IDS.filter((id) => isTold(id, seesDeployment ? 'operator' : 'owner'))
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex items-center gap-3 text-[13px]">
        <progress
          aria-label={say('doctor.progress.label')}
          value={heard.length}
          max={expected.length}
          className="h-1.5 w-full max-w-xs accent-ink"
        />
        <span className="tabular-nums text-soft">
          {say('doctor.progress.madeOf', { made: heard.length, expected: expected.length })}
        </span>
      </div>
      <ul className="grid gap-x-6 gap-y-1.5 text-[13px] sm:grid-cols-2 lg:grid-cols-3">
        {expected.map((id) => {
          const check = heard.find((each) => each.id === id)
          return (
            <li key={id} className={`flex items-center gap-2 ${check ? '' : 'text-faint'}`}>
              {check ? (
                <VerdictSign verdict={check.verdict} />
              ) : (
                <CircleDashed className="size-4 shrink-0" aria-hidden="true" />
              )}
              {checkTitle(id)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
