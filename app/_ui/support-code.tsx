/** The code that the help desk asks for; one tap selects it whole. */
export function SupportCode({ label, code }: { label: string; code: string }) {
  return (
    <p className="note">
      {label} <code translate="no">{code}</code>
    </p>
  )
}
