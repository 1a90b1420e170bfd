/**
 * One text field of a form, as hostile as it may be: missing, sent twice, or a file in its place. An action that is
 * called by script can be given anything at all for its form.
 *
 * @returns the text, or null where there isn't exactly one
 */
export function textField(form: unknown, name: string): string | null {
  if (!(form instanceof FormData)) return null
  const values = form.getAll(name)
  const [value] = values
  return values.length === 1 && typeof value === 'string' ? value : null
}
