/** Whose password it is: reads as part of the sentence, and is the field that password managers file it under. */
export function Username({
  id,
  label,
  value,
  name,
}: {
  id: string
  label: string
  value: string
  name?: string
}) {
  return (
    <div className="username">
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} type="text" value={value} dir="ltr" autoComplete="username" readOnly />
    </div>
  )
}
