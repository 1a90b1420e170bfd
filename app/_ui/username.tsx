/** Whose password it is: reads as part of the sentence, and is the user name field for password managers. */
export function Username({
  id,
  label,
  prefix,
  value,
  name,
}: {
  id: string
  /** What the field is, for those who don't see the sentence. */
  label: string
  /** The word that joins it to the heading: "for". */
  prefix: string
  value: string
  name?: string
}) {
  return (
    <div className="username">
      <label htmlFor={id}>
        <span aria-hidden="true">{prefix}</span> <span className="sr">{label}</span>
      </label>
      <input
        id={id}
        name={name}
        type="text"
        value={value}
        // Without the style sheet, too, the whole name is seen.
        size={value.length || 1}
        dir="ltr"
        autoComplete="username"
        readOnly
      />
    </div>
  )
}
