/** Whether the box was unticked, to stay signed in elsewhere; undefined where the form had none, as those of older releases. */
export function saysToStay(form: FormData): boolean | undefined {
  const said = form.getAll('sign_out')
  return said.length === 0 ? undefined : !said.includes('yes')
}
