'use client'

import {
  isJourneyState,
  isPreviewState,
  JOURNEY_STATES,
  type JourneyState,
  OTHER_STATES,
  otherPages,
  type PreviewState,
} from '@/lib/brand/preview'
import { say } from '@/lib/console/words/generated/states'
import { kindOfMail, type MailView, mailTitle } from '@/lib/console/words/mail-views'
import type { WordView } from '@/lib/console/words/word-views'
import { inputClass } from '../../../_ui/field'

/** The mails that have a tab; what they say otherwise is reached through its texts. */
const mailTabs = ['reset', 'changed', 'invited', 'signUp'] as const
/** The list has room for all. */
const listedMails = [...mailTabs, 'invitation', 'verification', 'secondFactor'] as const
type ViewTab = JourneyState | `mail-${(typeof mailTabs)[number]}`

/** The journey and the mails: what most people see. */
export const viewTabs = (): readonly { value: ViewTab; label: string }[] => [
  ...JOURNEY_STATES.map((value) => ({ value, label: say(`states.names.${value}`) })),
  ...mailTabs.map((mail) => ({ value: `mail-${mail}` as const, label: mailTitle(mail) })),
]

/** Null for a state that has no tab. */
export function tabOf(view: WordView): ViewTab | null {
  if (view.kind === 'page') return isJourneyState(view.state) ? view.state : null
  const shown = listedAs(view.mail)
  const mail = mailTabs.find((each) => each === shown)
  return mail === undefined ? null : `mail-${mail}`
}

/** The mail of the list that stands for a view. */
function listedAs(view: MailView): (typeof listedMails)[number] {
  const kind = kindOfMail(view)
  return kind === 'cannotReset' ? 'invited' : kind
}

export function viewOfTab(tab: ViewTab): WordView {
  const mail = mailTabs.find((each) => tab === `mail-${each}`)
  return mail === undefined ? { kind: 'page', state: tab as JourneyState } : { kind: 'mail', mail }
}

type Props<Value extends string> = {
  states: readonly { value: Value; label: string }[]
  /** Null where none of them is on show. */
  value: Value | null
  onChange: (value: Value) => void
}

/** Which state of the journey is shown; radio buttons that look like tabs, so that arrow keys move through them. */
export function StateTabs<Value extends string>({ states, value, onChange }: Props<Value>) {
  return (
    <fieldset className="hidden min-w-0 flex-wrap gap-1 @[30rem]:flex">
      <legend className="sr-only">{say('states.ofPage')}</legend>
      {states.map((state) => (
        <label
          key={state.value}
          className="cursor-pointer rounded-full px-3 py-1.5 text-[13px] font-medium text-soft select-none hover:bg-wash has-checked:bg-ink has-checked:text-on-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink"
        >
          <input
            type="radio"
            name="preview-state"
            className="sr-only"
            checked={state.value === value}
            onChange={() => onChange(state.value)}
          />
          {state.label}
        </label>
      ))}
    </fieldset>
  )
}

type SelectProps = {
  /** Null while a mail is on show. */
  value: PreviewState | null
  onChange: (state: PreviewState) => void
  /** Where mails are among what can be shown: which is, and what leads to another. */
  mails?: { shown: MailView | null; onChange: (mail: MailView) => void }
}

/** Every state of the pages, by the page that it is on; those that few people meet too. */
export function StateSelect({ value, onChange, mails }: SelectProps) {
  const choose = (chosen: string) => {
    if (isPreviewState(chosen)) return onChange(chosen)
    const mail = listedMails.find((each) => chosen === `mail-${each}`)
    if (mail !== undefined) mails?.onChange(mail)
  }
  const option = (state: PreviewState) => (
    <option key={state} value={state}>
      {say(`states.names.${state}`)}
    </option>
  )
  return (
    <select
      aria-label={say('states.ofPages')}
      className={`${inputClass} max-w-60`}
      value={value ?? (mails?.shown ? `mail-${listedAs(mails.shown)}` : '')}
      onChange={({ target }) => choose(target.value)}
    >
      <optgroup label={say('states.journey')}>{JOURNEY_STATES.map(option)}</optgroup>
      {otherPages.map((page) => (
        <optgroup key={page} label={say(`states.pages.${page}`)}>
          {OTHER_STATES[page].map(option)}
        </optgroup>
      ))}
      {mails !== undefined && (
        <optgroup label={say('states.mails')}>
          {listedMails.map((mail) => (
            <option key={mail} value={`mail-${mail}`}>
              {mailTitle(mail)}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  )
}
