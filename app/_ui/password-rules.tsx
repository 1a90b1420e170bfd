import { CheckIcon } from './icons'

export type PasswordRule = { id: string; text: string; isMet?: boolean }

type Props = { label: string; rules: readonly PasswordRule[]; metLabel: string }

/** The pool's rules as a list. A client component ticks them off: by props, or by `data-met` on an item. */
export function PasswordRules({ label, rules, metLabel }: Props) {
  return (
    <ul className="rules" aria-label={label}>
      {rules.map((rule) => (
        <li key={rule.id} data-rule={rule.id} data-met={rule.isMet ?? false}>
          <CheckIcon />
          <span>{rule.text}</span>
          <span className="sr met">{metLabel}</span>
        </li>
      ))}
    </ul>
  )
}
