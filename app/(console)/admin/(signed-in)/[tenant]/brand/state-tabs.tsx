'use client'

import { PREVIEW_STATES, type PreviewState, previewStates } from '@/lib/brand/preview'
import { MAIL_VIEWS, type WordView } from '@/lib/console/words/word-views'

/** The mails that have a tab; the two other next steps of the last one are reached through their texts. */
const mailTabs = ['reset', 'changed', 'invited'] as const
type ViewTab = PreviewState | `mail-${(typeof mailTabs)[number]}`

/** Everything that the preview can show, the states of the pages first. */
export const viewTabs: readonly { value: ViewTab; label: string }[] = [
  ...previewStates.map((value) => ({ value, label: PREVIEW_STATES[value] })),
  ...mailTabs.map((mail) => ({ value: `mail-${mail}` as const, label: MAIL_VIEWS[mail] })),
]

export function tabOf(view: WordView): ViewTab {
  if (view.kind === 'page') return view.state
  return view.mail === 'reset' || view.mail === 'changed' ? `mail-${view.mail}` : 'mail-invited'
}

export function viewOfTab(tab: ViewTab): WordView {
  const mail = mailTabs.find((each) => tab === `mail-${each}`)
  return mail === undefined ? { kind: 'page', state: tab as PreviewState } : { kind: 'mail', mail }
}

type Props<Value extends string> = {
  states: readonly { value: Value; label: string }[]
  value: Value
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
          className="cursor-pointer rounded-full px-3 py-1.5 text-[13px] font-medium text-soft select-none hover:bg-wash has-checked:bg-ink has-checked:text-white has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink"
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
