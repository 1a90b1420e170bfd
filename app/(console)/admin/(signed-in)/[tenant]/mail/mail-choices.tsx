import type { ShownMail } from '@/lib/console/shown-mails'
import { type Locale, nameOf } from '@/lib/i18n/languages'

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
    <nav aria-label="What is shown" className="flex flex-wrap gap-3">
      <Choices
        label="Mail"
        name="kind"
        choice={choice}
        options={[
          { value: 'reset', label: 'Link and code' },
          { value: 'changed', label: 'Password changed' },
          { value: 'invited', label: 'Never signed in' },
          { value: 'external', label: 'Signs in elsewhere' },
          { value: 'helpDesk', label: 'Can’t reset' },
        ]}
      />
      <Choices
        label="Brand"
        name="brand"
        choice={choice}
        options={[
          { value: 'draft', label: 'Draft' },
          { value: 'published', label: 'Published' },
        ]}
      />
      <Choices
        label="Light or dark"
        name="side"
        choice={choice}
        options={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <Choices
        label="Language"
        name="locale"
        choice={choice}
        options={offered.map((locale) => ({ value: locale, label: nameOf(locale), lang: locale }))}
      />
    </nav>
  )
}
