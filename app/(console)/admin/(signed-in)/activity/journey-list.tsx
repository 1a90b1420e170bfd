import { ChevronRight } from 'lucide-react'
import type { Entry } from '@/lib/console/activity/entries'
import { courseInWords, type Journey } from '@/lib/console/activity/journeys'
import { say } from '@/lib/console/words/generated/activity'
import { Pill } from '../../_ui/notice'
import { When } from '../../_ui/when'
import { Happening, linkClass, Who, whatCognitoSaid } from './entry-table'

function Step({ step, isHere }: { step: Entry; isHere: boolean }) {
  const said = whatCognitoSaid(step)
  return (
    <li className="grid gap-x-4 gap-y-0.5 md:grid-cols-[12.5rem_1fr]">
      <a
        href={`/admin/activity/${step.id}`}
        aria-current={isHere ? 'page' : undefined}
        className={`${linkClass} w-fit aria-[current=page]:font-semibold`}
      >
        <When at={step.at} precision="second" />
      </a>
      <div className="grid gap-0.5 wrap-anywhere">
        <Happening entry={step} />
        <span className="text-[12px] text-soft">
          {[
            step.supportCode && say('activity.step.supportCode', { supportCode: step.supportCode }),
            step.network && say('activity.step.network', { network: step.network }),
            said,
            step.brandRevision &&
              say('activity.step.brand', { brandRevision: step.brandRevision.slice(0, 8) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
    </li>
  )
}

/** What somebody did, one after the other; `here` is the step whose page this is on. */
export function Steps({ steps, here = null }: { steps: readonly Entry[]; here?: number | null }) {
  return (
    <ol className="grid gap-3 text-[13px]">
      {steps.map((step) => (
        <Step key={step.id} step={step} isHere={step.id === here} />
      ))}
    </ol>
  )
}

/** Each reset as one row, which unfolds into its steps: the ask, the tries, and how it ended. */
export function JourneyList({ journeys }: { journeys: readonly Journey[] }) {
  return (
    <ol
      aria-label={say('activity.listOfResets')}
      className="grid text-[13px] max-md:gap-3 md:border-t md:border-rule"
    >
      {journeys.map((journey) => {
        const { steps, end, label } = journey
        return (
          <li key={steps[0].id} className="border-rule max-md:rounded-xl max-md:border md:border-b">
            <details className="group">
              <summary className="grid cursor-pointer list-none gap-x-4 gap-y-1.5 py-2.5 hover:bg-ground max-md:p-3.5 md:grid-cols-[12.5rem_minmax(0,1fr)] md:pe-2 xl:grid-cols-[12.5rem_minmax(0,1fr)_10rem_7rem]">
                <span className="flex items-start gap-1.5 text-soft">
                  <ChevronRight className="mt-0.5 size-4 shrink-0 group-open:rotate-90" aria-hidden="true" />
                  <When at={end.at} precision="second" />
                </span>
                <span className="inline-flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
                  {label !== null && <Pill tone={label.tone}>{label.text}</Pill>}
                  <span className="text-soft">{courseInWords(journey)}</span>
                </span>
                <span className="wrap-anywhere max-xl:text-soft">{end.tenant?.name}</span>
                <span className="text-soft">
                  {end.tag !== null && say('activity.user', { tag: end.tag.slice(0, 6) })}
                </span>
              </summary>
              <div className="grid gap-3 bg-ground p-3.5 md:ps-6">
                <Steps steps={steps} />
                {end.tag !== null && end.tenant !== null && (
                  <p className="text-soft">
                    {say.rich('activity.everythingOf', { who: () => <Who entry={end} /> })}
                  </p>
                )}
              </div>
            </details>
          </li>
        )
      })}
    </ol>
  )
}
