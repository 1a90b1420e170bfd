'use client'

import type { ReactNode } from 'react'
import { fieldOfFault } from '@/lib/console/settings-changes'
import type { SettingsForm } from '@/lib/console/settings-form'
import { say as sayField } from '@/lib/console/words/generated/fields'
import { CheckField, TextField } from '../../../_ui/field'
import type { Settings } from './use-settings'

type Field = keyof SettingsForm
type Rest = { help?: string; placeholder?: string; disabled?: boolean }

export type Fields = {
  text: (key: Field, rest?: Rest) => ReactNode
  check: (key: Field, help?: string) => ReactNode
  errorOf: (key: Field) => string | undefined
}

/** The plain fields of the settings, each under its label. */
export function fieldsOf({ form, faults, put }: Settings): Fields {
  const errorOf = (key: Field) => faults.find(({ path }) => fieldOfFault(path) === key)?.message
  return {
    errorOf,
    text: (key, rest = {}) => (
      <TextField
        id={key}
        label={sayField(`fields.${key}`)}
        value={String(form[key])}
        error={errorOf(key)}
        spellCheck={false}
        onChange={(event) => put(key, event.target.value)}
        {...rest}
      />
    ),
    check: (key, help) => (
      <CheckField
        id={key}
        label={sayField(`fields.${key}`)}
        help={help}
        checked={form[key] === true}
        onChange={(event) => put(key, event.target.checked)}
      />
    ),
  }
}
