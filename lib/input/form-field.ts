/**
 * One text field of a form that may be hostile: the field missing, sent twice, or a file instead. A script can call an
 * action with anything at all as its form.
 *
 * @returns the text, or null where there isn't exactly one
 */
export function textField(form: unknown, name: string): string | null {
  if (!(form instanceof FormData)) return null
  const values = form.getAll(name)
  const [value] = values
  return values.length === 1 && typeof value === 'string' ? value : null
}
