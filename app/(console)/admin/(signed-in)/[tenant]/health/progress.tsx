import { CircleDashed } from 'lucide-react'
import { CHECK_TITLES } from '@/lib/console/words/check-titles'
import { type Check, isTold } from '@/lib/doctor/check'
import { VerdictSign } from './verdict-mark'

/** Every check that this reader is told of, and which are made. */
export function Progress({ heard, seesDeployment }: { heard: readonly Check[]; seesDeployment: boolean }) {
  const expected = Object.entries(CHECK_TITLES).filter(([id]) =>
    isTold(id, seesDeployment ? 'operator' : 'owner'),
  )
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex items-center gap-3 text-[13px]">
        <progress
          aria-label="Checks made"
          value={heard.length}
          max={expected.length}
          className="h-1.5 w-full max-w-xs accent-ink"
        />
        <span className="tabular-nums text-soft">
          {heard.length} of {expected.length}
        </span>
      </div>
      <ul className="grid gap-x-6 gap-y-1.5 text-[13px] sm:grid-cols-2 lg:grid-cols-3">
        {expected.map(([id, title]) => {
          const check = heard.find((each) => each.id === id)
          return (
            <li key={id} className={`flex items-center gap-2 ${check ? '' : 'text-faint'}`}>
              {check ? (
                <VerdictSign verdict={check.verdict} />
              ) : (
                <CircleDashed className="size-4 shrink-0" aria-hidden="true" />
              )}
              {title}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
