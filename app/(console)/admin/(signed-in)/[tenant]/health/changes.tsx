import type { ShownResult } from '@/lib/console/shown-result'
import { checkTitle } from '@/lib/console/words/check-titles'
import { say } from '@/lib/console/words/generated/doctor'
import { changesSince } from '@/lib/doctor/changes'
import { When } from '../../../_ui/when'
import { VerdictMark } from './verdict-mark'

/** What is otherwise than at the examination before. */
export function Changes({ result: { before, checks } }: { result: ShownResult }) {
  if (before === null) return null
  const changes = changesSince(before.verdicts, checks)
  const when = () => <When at={new Date(before.at)} />
  if (changes.length === 0) {
    return <p className="text-[13px] text-soft">{say.rich('doctor.changes.none', { when })}</p>
  }
  return (
    <section aria-labelledby="changes" className="grid gap-2 rounded-lg border border-rule bg-ground p-3">
      <h2 id="changes" className="text-[13px] font-semibold">
        {say.rich('doctor.changes.title', { when })}
      </h2>
      <ul className="grid gap-1.5 text-[13px]">
        {changes.map(({ id, from, to }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium">{checkTitle(id)}</span>
            <span className="inline-flex items-center gap-1.5">
              <VerdictMark verdict={from} />
              <span className="text-soft">{say('doctor.changes.then')}</span>
              <VerdictMark verdict={to} />
              <span className="text-soft">{say('doctor.changes.now')}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
