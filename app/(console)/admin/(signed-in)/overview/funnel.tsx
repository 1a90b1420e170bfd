import { durationInWords, type Figures, share } from '@/lib/console/activity/figures'

const steps = [
  {
    key: 'asked',
    name: 'Mails asked for',
    note: () => 'Held back are not among them',
  },
  {
    key: 'opened',
    name: 'Links opened',
    note: ({ opened, asked }) =>
      `${share(opened, asked)} of the mails. Scanners of mail and second looks count, too; links without a seal don’t`,
  },
  {
    key: 'tried',
    name: 'Tries to choose a password',
    note: ({ tried, asked }) => `${share(tried, asked)} of the mails`,
  },
  {
    key: 'done',
    name: 'Passwords changed',
    note: ({ done, asked, tried }) =>
      `${share(done, asked)} of the mails, ${share(done, tried)} of the tries`,
  },
] as const satisfies readonly {
  key: keyof Figures
  name: string
  note: (figures: Figures) => string
}[]

/** How many come how far. Tries may be more than asks: somebody mistypes, or uses the mail of the day before. */
export function Funnel({ figures }: { figures: Figures }) {
  const most = Math.max(...steps.map(({ key }) => figures[key]), 1)
  return (
    <>
      <ol className="grid gap-5 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map(({ key, name, note }) => (
          <li key={key} className="grid content-start gap-1.5">
            <span className="text-[13px] text-soft">{name}</span>
            <span className="text-[26px] leading-8 font-semibold tracking-tight tabular-nums">
              {figures[key].toLocaleString('en')}
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
            <span className="text-[12px] text-soft">{note(figures)}</span>
          </li>
        ))}
      </ol>
      {figures.medianSeconds !== null && (
        <p className="border-t border-rule pt-4 text-[13px] text-soft">
          Half of the passwords were changed within{' '}
          <strong className="font-semibold text-ink tabular-nums">
            {durationInWords(figures.medianSeconds)}
          </strong>{' '}
          of their mail.
        </p>
      )}
    </>
  )
}
