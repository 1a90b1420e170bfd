'use client'

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
