import { type Figures, share } from '@/lib/console/activity/figures'

const steps = [
  { key: 'asked', name: 'Mails asked for' },
  { key: 'tried', name: 'Tries to choose a password' },
  { key: 'done', name: 'Passwords changed' },
] as const

/** How many come how far. Tries may be more than asks: somebody mistypes, or uses the mail of the day before. */
export function Funnel({ figures }: { figures: Figures }) {
  const most = Math.max(figures.asked, figures.tried, figures.done, 1)
  return (
    <ol className="grid gap-5 sm:grid-cols-3">
      {steps.map(({ key, name }) => (
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
              className={key === 'done' ? 'fill-[#15803d]' : 'fill-[#52525b]'}
            />
          </svg>
          <span className="text-[12px] text-soft">
            {key === 'done'
              ? `${share(figures.done, figures.asked)} of the mails, ${share(figures.done, figures.tried)} of the tries`
              : key === 'tried'
                ? `${share(figures.tried, figures.asked)} of the mails`
                : 'held back are not among them'}
          </span>
        </li>
      ))}
    </ol>
  )
}
