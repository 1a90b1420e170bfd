import type { CSSProperties, ReactNode } from 'react'
import type { MailFacts } from './facts'

export const startOf = ({ direction }: MailFacts) => (direction === 'rtl' ? 'right' : 'left')
const alignOf = (facts: MailFacts) => (facts.look.layout === 'plain' ? 'center' : startOf(facts))

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
      {/* A word that is wider than a phone breaks, so that it doesn't widen the mail. */}
      <td className={className} align={alignOf(facts)} style={{ ...style, wordBreak: 'break-word' }}>
        {children}
      </td>
    </tr>
  )
}
