import { ChevronRight } from 'lucide-react'
import { remedyAddress } from '@/lib/console/remedy-address'
import { checkTitle } from '@/lib/console/words/check-titles'
import { say } from '@/lib/console/words/generated/doctor'
import { type Check, VERDICTS } from '@/lib/doctor/check'
import { ButtonLink } from '../../../_ui/button'
import { CommandBox } from '../../../_ui/command-box'
import { VerdictMark } from './verdict-mark'

/** Checks with the same verdict keep the order of the examination. */
const worstFirst = (checks: readonly Check[]) =>
  VERDICTS.flatMap((wanted) => checks.filter(({ verdict }) => verdict === wanted))

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

/** @param slug the tenant whose pages a fix leads to; null for one that isn't there yet */
function Fix({ check: { id, fix, remedy }, slug }: { check: Check; slug: string | null }) {
  const href = remedy === undefined || slug === null ? null : remedyAddress(remedy, slug)
  return (
    <div className="grid grid-cols-1 justify-items-start gap-2">
      {fix !== '' && (
        <p>
          <Sentence text={fix} />
        </p>
      )}
      {href !== null && (
        <ButtonLink href={href} aria-label={say('doctor.table.fixOf', { check: checkTitle(id) })}>
          {say('doctor.table.fix')}
        </ButtonLink>
      )}
      {remedy?.kind === 'command' && (
        <details className="w-full">
          <summary
            className="w-fit cursor-pointer font-medium"
            aria-label={say('doctor.table.showCommandOf', { check: checkTitle(id) })}
          >
            {say('doctor.table.showCommand')}
          </summary>
          <div className="mt-2">
            <CommandBox
              command={remedy.command}
              label={say('doctor.table.commandOf', { check: checkTitle(id) })}
            />
          </div>
        </details>
      )}
    </div>
  )
}

type Props = { checks: readonly Check[]; slug: string | null }

function Rows({ checks, slug, caption }: Props & { caption: string }) {
  return (
    <table className="w-full border-collapse text-[13px] max-lg:block" data-checks={checks.length}>
      <caption className="sr-only">{caption}</caption>
      <thead className="max-lg:sr-only">
        <tr>
          {[
            say('doctor.table.result'),
            say('doctor.table.check'),
            say('doctor.table.evidence'),
            say('doctor.table.howToFix'),
          ].map((head) => (
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
        {checks.map((check) => (
          <tr key={check.id} className={rowClass} data-verdict={check.verdict} data-check={check.id}>
            <td className={`${cell} lg:w-28`}>
              <VerdictMark verdict={check.verdict} />
            </td>
            <th scope="row" className={`${cell} text-start font-medium wrap-anywhere lg:w-52`}>
              {checkTitle(check.id)}
              <code className="block font-mono text-[11px] font-normal text-soft">{check.id}</code>
            </th>
            <td className={`${cell} wrap-anywhere max-lg:col-span-2`}>
              <Sentence text={check.evidence} />
            </td>
            <td className={`${cell} wrap-anywhere max-lg:col-span-2 lg:w-[32%]`}>
              <Fix check={check} slug={slug} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What was found, the worst first, with how to fix it; what is fine stands folded below. */
export function CheckTable({ checks, slug }: Props) {
  const fine = checks.filter(({ verdict }) => verdict === 'ok')
  const found = worstFirst(checks.filter((check) => !fine.includes(check)))
  return (
    <div className="grid grid-cols-1 gap-4">
      {found.length > 0 && <Rows checks={found} slug={slug} caption={say('doctor.table.foundLabel')} />}
      {fine.length > 0 && (
        <details className="group">
          <summary className="flex w-fit cursor-pointer items-center gap-1.5 text-[13px] font-medium">
            <ChevronRight className="size-4 group-open:rotate-90" aria-hidden="true" />
            {say('doctor.table.fine', { count: fine.length })}
          </summary>
          <div className="mt-2">
            <Rows checks={fine} slug={slug} caption={say('doctor.table.fineLabel')} />
          </div>
        </details>
      )}
    </div>
  )
}
