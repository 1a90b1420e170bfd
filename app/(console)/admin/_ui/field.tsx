'use client'

import { type InputHTMLAttributes, type ReactNode, useEffect, useId } from 'react'
import { noticeEarlyInput } from './early-input'

export const inputClass =
  'h-9 w-full rounded-md border border-control bg-panel px-2.5 text-[13px] text-ink placeholder:text-faint aria-[invalid=true]:border-bad disabled:bg-wash disabled:text-soft'

type Shared = {
  label: ReactNode
  help?: ReactNode
  error?: string | undefined
  /** For links that lead to the control; one of its own where left out. */
  id?: string | undefined
}

/** The id of a control, whose early input is noticed. */
function useControlId(given: string | undefined): string {
  const own = useId()
  const id = given ?? own
  useEffect(() => noticeEarlyInput(document.getElementById(id)), [id])
  return id
}

/** A labelled control with its help and its error tied to it; `children` draws the control. */
export function Labelled({
  label,
  help,
  error,
  id: given,
  children,
}: Shared & {
  children: (tied: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}) {
  const id = useControlId(given)
  const described = [error ? `${id}-error` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ')
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-[13px] font-medium">
        {label}
      </label>
      {children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true as const }),
      })}
      {error && (
        <p id={`${id}-error`} className="text-[12px] text-bad">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-[12px] wrap-anywhere text-faint">
          {help}
        </p>
      )}
    </div>
  )
}

export function TextField({
  label,
  help,
  error,
  id,
  className = '',
  ...input
}: Shared & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Labelled label={label} help={help} error={error} id={id}>
      {(tied) => <input {...input} {...tied} className={`${inputClass} ${className}`} />}
    </Labelled>
  )
}

export function SelectField({
  label,
  help,
  error,
  id,
  options,
  ...select
}: Shared & {
  options: readonly { value: string; label: string }[]
  value?: string
  defaultValue?: string
  name?: string
  disabled?: boolean
  onChange?: (event: { target: { value: string } }) => void
}) {
  return (
    <Labelled label={label} help={help} error={error} id={id}>
      {(tied) => (
        <select {...select} {...tied} className={inputClass}>
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

export function CheckField({
  label,
  help,
  id: given,
  ...input
}: { label: ReactNode; help?: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useControlId(given)
  return (
    <div className="flex gap-2.5">
      <input {...input} id={id} type="checkbox" className="mt-0.5 size-4 shrink-0 accent-ink" />
      <div>
        <label htmlFor={id} className="text-[13px] font-medium">
          {label}
        </label>
        {help && <p className="text-[12px] wrap-anywhere text-faint">{help}</p>}
      </div>
    </div>
  )
}
