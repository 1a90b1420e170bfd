/**
 * One text field of a form, as hostile as it may be: missing, sent twice, or a file in its place.
 *
 * @returns the text, or null where there isn't exactly one
 */
export function textField(form: FormData, name: string): string | null {
  const values = form.getAll(name)
  const [value] = values
  return values.length === 1 && typeof value === 'string' ? value : null
}
