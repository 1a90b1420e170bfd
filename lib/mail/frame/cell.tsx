import type { CSSProperties, ReactNode } from 'react'
import type { MailFacts } from './facts'

export const startOf = ({ direction }: MailFacts) => (direction === 'rtl' ? 'right' : 'left')
const alignOf = (facts: MailFacts) => (facts.look.layout === 'plain' ? 'center' : startOf(facts))

/** A word that is wider than a phone breaks, so that it doesn't widen the mail; others where their script lets them. */
const breaking = ({ typesetting: { wordBreak } }: MailFacts): CSSProperties =>
  wordBreak === null
    ? { wordBreak: 'break-word' }
    : { wordBreak: wordBreak as CSSProperties['wordBreak'], overflowWrap: 'anywhere' }

/** A cell of its own: the only box that every mail program draws alike. */
export function Cell({
  facts,
  className,
  style,
  children,
}: {
  facts: MailFacts
  className?: string
  style: CSSProperties
  children: ReactNode
}) {
  return (
    <tr>
      <td className={className} align={alignOf(facts)} style={{ ...style, ...breaking(facts) }}>
        {children}
      </td>
    </tr>
  )
}
