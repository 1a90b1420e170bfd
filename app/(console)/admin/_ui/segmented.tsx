'use client'

import { useId } from 'react'

type Props<Value extends string> = {
  label: string
  options: readonly { value: Value; label: string; lang?: string }[]
  value: Value
  onChange: (value: Value) => void
  disabled?: boolean
}

/** One of a few, as radio buttons that look like one control: arrow keys move, one tab stop. */
export function Segmented<Value extends string>({ label, options, value, onChange, disabled }: Props<Value>) {
  const name = useId()
  return (
    <fieldset className="inline-flex rounded-md bg-wash p-0.5" disabled={disabled}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          lang={option.lang}
          className="cursor-pointer rounded-[5px] px-2.5 py-1 text-[13px] font-medium text-soft select-none has-checked:bg-thumb has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-ink"
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
