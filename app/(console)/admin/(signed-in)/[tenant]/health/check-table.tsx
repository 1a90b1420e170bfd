import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'
import { type Check, VERDICTS, type Verdict } from '@/lib/doctor/check'

/** A verdict has a word and a sign; its colour only repeats them. */
const looks = {
  fault: { label: 'Fault', Icon: CircleAlert, colour: 'bg-bad-wash text-bad' },
  warning: { label: 'Warning', Icon: TriangleAlert, colour: 'bg-warn-wash text-warn' },
  unknown: { label: 'Unknown', Icon: CircleHelp, colour: 'bg-wash text-soft' },
  ok: { label: 'OK', Icon: CircleCheck, colour: 'bg-good-wash text-good' },
} as const satisfies Record<Verdict, unknown>

/** Checks with the same verdict keep the order of the examination. */
const worstFirst = (checks: readonly Check[]) =>
  VERDICTS.flatMap((wanted) => checks.filter(({ verdict }) => verdict === wanted))

function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { label, Icon, colour } = looks[verdict]
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-[12px] font-semibold ${colour}`}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden="true" />
      {label}
    </span>
  )
}

const rowClass =
  'border-b border-rule py-2.5 align-top last:border-0 max-lg:grid max-lg:grid-cols-[auto_minmax(0,1fr)] max-lg:items-center max-lg:gap-x-3 max-lg:gap-y-1.5'
const cell = 'py-2.5 pe-4 align-top max-lg:p-0'

/** A sentence of a check, with the keys in its backticks small. */
function Sentence({ text }: { text: string }) {
  const parts = text.split('`')
  return parts.map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence, which never change places
      <code key={at} className="font-mono text-[11px] text-soft">
        {part}
      </code>
    ),
  )
}

/** Every check with its verdict, the evidence and the fix. */
export function CheckTable({ checks }: { checks: readonly Check[] }) {
  return (
    <table className="w-full border-collapse text-[13px] max-lg:block" data-checks={checks.length}>
      <caption className="sr-only">Checks, the worst first</caption>
      <thead className="max-lg:sr-only">
        <tr>
          {['Result', 'Check', 'What was found', 'How to fix'].map((head) => (
            <th
              key={head}
              scope="col"
              className="border-b border-rule py-2 pe-4 text-start font-medium text-soft"
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-lg:block">
        {worstFirst(checks).map(({ id, verdict, evidence, fix }) => (
          <tr key={id} className={rowClass} data-verdict={verdict}>
            <td className={`${cell} lg:w-28`}>
              <VerdictMark verdict={verdict} />
            </td>
            <th
              scope="row"
              className={`${cell} text-start font-mono text-[12px] font-medium wrap-anywhere lg:w-52`}
            >
              {id}
            </th>
            <td className={`${cell} wrap-anywhere max-lg:col-span-2`}>
              <Sentence text={evidence} />
            </td>
            <td className={`${cell} wrap-anywhere max-lg:col-span-2 max-lg:empty:hidden`}>
              <Sentence text={fix} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
