import type { PasswordPolicy } from '../passwords/policy'
import type { Faults } from './auth/action-result'
import { configOf, FIELD_OF_PATH, type Kept, type SettingsForm } from './settings-form'
import { say as sayField } from './words/generated/fields'

/** What was changed in a settings form, and what is wrong with it, in the form's own words. Pure. */

type Field = keyof SettingsForm

/** Everything that somebody edits, with what of it the form doesn't show. */
export type Edited = { readonly form: SettingsForm; readonly kept: Kept }

/** What an app client is reached by: a change of these is tested before it is saved. */
const CONNECTION: readonly Field[] = [
  'region',
  'userPoolId',
  'clientId',
  'clientSecret',
  'isPublicClient',
  'propagateUserContext',
]

const isSame = (one: SettingsForm[Field], other: SettingsForm[Field]): boolean =>
  String(one) === String(other)

function changedFields(before: SettingsForm, after: SettingsForm): Field[] {
  return (Object.keys(after) as Field[]).filter((field) => !isSame(before[field], after[field]))
}

export const isConnectionField = (field: Field): boolean => CONNECTION.includes(field)

export const isConnectionChanged = (before: SettingsForm, after: SettingsForm): boolean =>
  changedFields(before, after).some(isConnectionField)

/** The labels of what differs, in the form's order. */
export function changesInWords(before: Edited, after: Edited): string[] {
  const labels: string[] = changedFields(before.form, after.form).map((field) => sayField(`fields.${field}`))
  const isHistoryChanged = (before.kept.historySize ?? 0) !== (after.kept.historySize ?? 0)
  return isHistoryChanged ? [...labels, sayField('fields.historySize')] : labels
}

/**
 * Whether two people's settings are stored alike, blanks and line breaks aside. Secrets are not compared: what is stored of
 * them is never shown.
 */
export function isStoredAlike(one: Edited, other: Edited): boolean {
  const stored = ({ form, kept }: Edited) => {
    const read = configOf(form, kept)
    return 'faults' in read ? null : JSON.stringify([form.name.trim(), read.config])
  }
  const text = stored(one)
  return text !== null && text === stored(other)
}

function putOn<Key extends Field>(form: SettingsForm, key: Key, value: SettingsForm[Key]): SettingsForm {
  return { ...form, [key]: value }
}

/**
 * One person's changes on top of what somebody else saved meanwhile.
 *
 * @param start what both began from
 */
export function mineOnTop(start: Edited, mine: Edited, theirs: Edited): Edited {
  const form = changedFields(start.form, mine.form).reduce(
    (form, field) => putOn(form, field, mine.form[field]),
    theirs.form,
  )
  const isHistoryMine = start.kept.historySize !== mine.kept.historySize
  const { historySize } = isHistoryMine ? mine.kept : theirs.kept
  const { historySize: _, ...kept } = theirs.kept
  return { form, kept: { ...kept, ...(historySize !== undefined && { historySize }) } }
}

/** The settings with a pool's password policy as their copy of it. */
export function withPolicy(
  { form, kept }: Edited,
  { minimumLength, historySize = 0, ...rules }: PasswordPolicy,
): Edited {
  const { historySize: _, ...others } = kept
  const { requireUppercase, requireLowercase, requireNumbers, requireSymbols } = rules
  return {
    form: {
      ...form,
      minimumLength: String(minimumLength),
      requireUppercase,
      requireLowercase,
      requireNumbers,
      requireSymbols,
    },
    kept: { ...others, ...(historySize > 0 && { historySize }) },
  }
}

/** The field that a fault is about, by its path: `config/locales/3` is about the languages. */
export function fieldOfFault(path: string): string {
  const plain = path.replace(/\/\d+$/, '')
  return FIELD_OF_PATH[plain] ?? plain
}

/** `Support email: is not an address`, in the words that stand at the field. */
export function faultInWords({ path, message }: Faults[number]): string {
  const field = fieldOfFault(path)
  // A setting that the form doesn't show has no label: its own name says more than none.
  return `${sayField.find('fields', field) ?? field}: ${message}`
}
