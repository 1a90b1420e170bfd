import type { ShownMail } from '@/lib/console/shown-mails'
import { say } from '@/lib/console/words/generated/mail'
import { type Locale, nameOf } from '@/lib/i18n/languages'
import { NEXT_STEPS } from '@/lib/mail/kinds/cannot-reset'
import { POOL_MAIL_NAMES } from '@/lib/pool-mails'

/** Those that Cognito sends, then those that the functions and the portal send. */
const kinds = [...POOL_MAIL_NAMES, 'changed', ...NEXT_STEPS] as const satisfies readonly ShownMail['kind'][]

export type Choice = ShownMail & { side: 'light' | 'dark' }

/** A group of links that look like one control: each leads to this page with one choice changed. */
function Choices({
  label,
  name,
  options,
  choice,
}: {
  label: string
  name: keyof Choice
  options: readonly { value: string; label: string; lang?: string }[]
  choice: Choice
}) {
  return (
    <ul aria-label={label} className="inline-flex flex-wrap rounded-md bg-wash p-0.5">
      {options.map((option) => (
        <li key={option.value}>
          <a
            href={`?${new URLSearchParams({ ...choice, [name]: option.value })}`}
            lang={option.lang}
            aria-current={choice[name] === option.value ? 'true' : undefined}
            className="block rounded-[5px] px-2.5 py-1 text-[13px] font-medium text-soft aria-[current=true]:bg-thumb aria-[current=true]:text-ink aria-[current=true]:shadow-sm"
          >
            {option.label}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Chooses which mail is on show. Plain links, so that each view has an address. */
export function MailChoices({ choice, offered }: { choice: Choice; offered: readonly Locale[] }) {
  return (
    <nav aria-label={say('mail.choices.label')} className="flex flex-wrap gap-3">
      <Choices
        label={say('mail.title')}
        name="kind"
        choice={choice}
        options={kinds.map((value) => ({ value, label: say(`mail.kinds.${value}`) }))}
      />
      <Choices
        label={say('mail.choices.brand')}
        name="brand"
        choice={choice}
        options={[
          { value: 'draft', label: say('mail.choices.draft') },
          { value: 'published', label: say('mail.choices.published') },
        ]}
      />
      <Choices
        label={say('mail.choices.side')}
        name="side"
        choice={choice}
        options={[
          { value: 'light', label: say('mail.choices.light') },
          { value: 'dark', label: say('mail.choices.dark') },
        ]}
      />
      <Choices
        label={say('common.language')}
        name="locale"
        choice={choice}
        options={offered.map((locale) => ({ value: locale, label: nameOf(locale), lang: locale }))}
      />
    </nav>
  )
}
