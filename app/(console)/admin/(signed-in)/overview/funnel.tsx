import { durationInWords, type Figures, share } from '@/lib/console/activity/figures'
import { say } from '@/lib/console/words/generated/overview'
import { numberText } from '@/lib/console/words/say'

/** What stands below each number, in the order of the steps. */
const notes: Record<'asked' | 'opened' | 'tried' | 'done', (figures: Figures) => string> = {
  asked: () => say('overview.funnel.askedNote'),
  opened: ({ opened, asked }) => say('overview.funnel.openedNote', { share: share(opened, asked) }),
  tried: ({ tried, asked }) => say('overview.funnel.triedNote', { share: share(tried, asked) }),
  done: ({ done, asked, tried }) =>
    say('overview.funnel.doneNote', { ofMails: share(done, asked), ofTries: share(done, tried) }),
}
const steps = ['asked', 'opened', 'tried', 'done'] as const

/** How many come how far. Tries may be more than asks: somebody mistypes, or uses the mail of the day before. */
export function Funnel({ figures }: { figures: Figures }) {
  const most = Math.max(...steps.map((key) => figures[key]), 1)
  return (
    <>
      <ol className="grid gap-5 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map((key) => (
          <li key={key} className="grid content-start gap-1.5">
            <span className="text-[13px] text-soft">{say(`overview.funnel.steps.${key}`)}</span>
            <span className="text-[26px] leading-8 font-semibold tracking-tight tabular-nums">
              {numberText(figures[key])}
            </span>
            <svg className="h-2 w-full" aria-hidden="true">
              <rect width="100%" height="100%" rx="4" className="fill-wash" />
              <rect
                width={`${(100 * figures[key]) / most}%`}
                height="100%"
                rx="4"
                className={key === 'done' ? 'fill-mark-good' : 'fill-mark-strong'}
              />
            </svg>
            <span className="text-[12px] text-soft">{notes[key](figures)}</span>
          </li>
        ))}
      </ol>
      {figures.medianSeconds !== null && (
        <p className="border-t border-rule pt-4 text-[13px] text-soft">
          {say.rich('overview.funnel.median', {
            duration: durationInWords(figures.medianSeconds),
            strong: (duration) => <strong className="font-semibold text-ink tabular-nums">{duration}</strong>,
          })}
        </p>
      )}
    </>
  )
}
