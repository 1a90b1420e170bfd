'use client'

import {
  isJourneyState,
  isPreviewState,
  JOURNEY_STATES,
  type JourneyState,
  journeyStates,
  OTHER_STATES,
  type PreviewState,
} from '@/lib/brand/preview'
import { kindOfMail, mailTitle } from '@/lib/console/words/mail-views'
import type { WordView } from '@/lib/console/words/word-views'
import { inputClass } from '../../../_ui/field'

/** The mails that have a tab; what they say otherwise is reached through its texts. */
const mailTabs = ['reset', 'changed', 'invited', 'signUp'] as const
type ViewTab = JourneyState | `mail-${(typeof mailTabs)[number]}`

/** The journey and the mails: what most people see. */
export const viewTabs: readonly { value: ViewTab; label: string }[] = [
  ...journeyStates.map((value) => ({ value, label: JOURNEY_STATES[value] })),
  ...mailTabs.map((mail) => ({ value: `mail-${mail}` as const, label: mailTitle(mail) })),
]

/** Null for a state that has no tab. */
export function tabOf(view: WordView): ViewTab | null {
  if (view.kind === 'page') return isJourneyState(view.state) ? view.state : null
  const kind = kindOfMail(view.mail)
  return kind === 'cannotReset' ? 'mail-invited' : `mail-${kind}`
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
    <fieldset className="flex min-w-0 flex-wrap gap-1">
      <legend className="sr-only">State of the page</legend>
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

type OtherProps = { view: WordView; onChange: (state: PreviewState) => void }

/** The states that fewer people see, by their page: too many for tabs. */
export function OtherStates({ view, onChange }: OtherProps) {
  const value = view.kind === 'page' && !isJourneyState(view.state) ? view.state : ''
  return (
    <select
      aria-label="Other states"
      className={`${inputClass} max-w-60 ${value === '' ? 'text-soft' : 'font-medium'}`}
      value={value}
      onChange={({ target }) => isPreviewState(target.value) && onChange(target.value)}
    >
      <option value="" disabled>
        Other states…
      </option>
      {Object.entries(OTHER_STATES).map(([page, states]) => (
        <optgroup key={page} label={page}>
          {Object.entries(states).map(([state, name]) => (
            <option key={state} value={state}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}
