'use client'

import { useId, useState } from 'react'
import { say } from '@/lib/console/words/generated/settings'
import type { Locale } from '@/lib/i18n/languages'
import { inputClass, SelectField, TextField } from '../../../_ui/field'
import { labelOf, languages } from './language-names'
import { LanguageOrder } from './language-order'

type Props = {
  /** The offered languages' tags, the one for everybody else first. */
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
  error?: string | undefined
}

/** Which languages a tenant offers, by their own and their English names, and which of them others get. */
export function LanguagesField({ chosen, onChange, error }: Props) {
  const id = useId()
  const [sought, setSought] = useState('')
  const wanted = sought.trim().toLocaleLowerCase()
  const isFound = (words: readonly string[]) =>
    words.some((word) => word.toLocaleLowerCase().includes(wanted))
  const found = languages.filter(({ tag, endonym, name }) => isFound([tag, endonym, name]))
  const toggle = (tag: Locale) =>
    onChange(chosen.includes(tag) ? chosen.filter((each) => each !== tag) : [...chosen, tag])
  return (
    <fieldset className="grid gap-3" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="sr-only">{say('settings.languages.title')}</legend>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField
          label={say('settings.languages.find')}
          type="search"
          value={sought}
          help={say('settings.languages.offered', { count: chosen.length, total: languages.length })}
          onChange={(event) => setSought(event.target.value)}
        />
        <SelectField
          label={say('settings.languages.default')}
          help={say('settings.languages.defaultHelp')}
          value={chosen[0] ?? ''}
          options={chosen.map((tag) => ({ value: tag, label: labelOf(tag) }))}
          onChange={({ target: { value } }) => onChange([value, ...chosen.filter((each) => each !== value)])}
        />
      </div>
      {error && (
        <p id={`${id}-error`} className="text-[12px] text-bad">
          {error}
        </p>
      )}
      <ul
        className={`${inputClass} grid h-auto max-h-80 auto-rows-min grid-cols-1 gap-x-4 gap-y-1 overflow-auto py-2 sm:grid-cols-2 lg:grid-cols-3`}
      >
        {found.map(({ tag, endonym, name }) => (
          <li key={tag}>
            <label className="flex min-h-7 cursor-pointer items-center gap-2.5">
              <input
                type="checkbox"
                className="size-4 accent-ink"
                checked={chosen.includes(tag)}
                onChange={() => toggle(tag)}
              />
              <span>
                <bdi lang={tag} className="font-medium">
                  {endonym}
                </bdi>{' '}
                <span className="text-faint">{name}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {chosen.length > 1 && <LanguageOrder chosen={chosen} onChange={onChange} />}
    </fieldset>
  )
}
