import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'
import { say } from '@/lib/console/words/generated/doctor'
import type { Verdict } from '@/lib/doctor/check'

/** A verdict has a word and a sign; its colour only repeats them. */
const looks = {
  fault: { Icon: CircleAlert, wash: 'bg-bad-wash text-bad', sign: 'text-bad' },
  warning: { Icon: TriangleAlert, wash: 'bg-warn-wash text-warn', sign: 'text-warn' },
  unknown: { Icon: CircleHelp, wash: 'bg-wash text-soft', sign: 'text-soft' },
  ok: { Icon: CircleCheck, wash: 'bg-good-wash text-good', sign: 'text-good' },
} as const satisfies Record<Verdict, unknown>

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { Icon, wash } = looks[verdict]
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-[12px] font-semibold ${wash}`}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden="true" />
      {say(`doctor.verdicts.${verdict}`)}
    </span>
  )
}

/** The sign alone, where many stand close together; its word is read aloud. */
export function VerdictSign({ verdict }: { verdict: Verdict }) {
  const { Icon, sign } = looks[verdict]
  return (
    <>
      <Icon className={`size-4 shrink-0 ${sign}`} aria-hidden="true" />
      <span className="sr-only">{say(`doctor.verdicts.${verdict}`)}</span>
    </>
  )
}
