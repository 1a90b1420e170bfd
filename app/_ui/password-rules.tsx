import { CheckIcon } from './icons'

export type PasswordRule = { id: string; text: string; isMet?: boolean }

type Props = { label: string; rules: readonly PasswordRule[]; metLabel: string }

/**
 * The pool's rules as a list that is ticked off. Its title is text, not an `aria-label`: in the field's description a
 * label would replace the rules (accname 1.2, 2C). A rule that is met is read out whole.
 */
export function PasswordRules({ label, rules, metLabel }: Props) {
  return (
    <>
      <p className="rules-title">{label}</p>
      <ul className="rules" aria-live="polite">
        {rules.map((rule) => (
          <li key={rule.id} data-rule={rule.id} data-met={rule.isMet ?? false} aria-atomic>
            {rule.isMet && <CheckIcon />}
            <span>{rule.text}</span> {rule.isMet && <span className="sr">{metLabel}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
