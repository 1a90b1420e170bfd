import { Button } from '@react-email/button'
import { Heading } from '@react-email/heading'
import { Text } from '@react-email/text'
import type { ReactNode } from 'react'
import type { MailFacts } from './facts'

type Props = { facts: MailFacts; children: ReactNode }

/** In pixels, a little more than on pages: a mail's fonts are the reader's own. */
const leading = ({ typesetting }: MailFacts, size: number) =>
  `${Math.round(size * (typesetting.lineHeight + 0.05))}px`

export function MailHeading({ facts, children }: Props) {
  const { look } = facts
  const size = look.layout === 'plain' ? 28 : 26
  return (
    <Heading
      as="h1"
      className="text"
      style={{
        margin: '0 0 14px',
        fontFamily: look.heading,
        fontSize: size,
        lineHeight: `${Math.round(size * (facts.typesetting.headingLineHeight + 0.03))}px`,
        fontWeight: look.headingWeight,
        color: look.tones[look.base].text,
      }}
    >
      {children}
    </Heading>
  )
}

export function Paragraph({ facts, quiet = false, children }: Props & { quiet?: boolean }) {
  const { look } = facts
  const { text, muted } = look.tones[look.base]
  const size = quiet ? 14 : 16
  return (
    <Text
      className={quiet ? 'muted' : 'text'}
      style={{
        margin: quiet ? '14px 0 0' : '0 0 26px',
        fontFamily: look.body,
        fontSize: size,
        lineHeight: leading(facts, size),
        color: quiet ? muted : text,
      }}
    >
      {children}
    </Text>
  )
}

export function MailButton({ facts, href, children }: Props & { href: string }) {
  const { look } = facts
  const { accent, onAccent } = look.tones[look.base]
  return (
    <Button
      className="button"
      href={href}
      style={{
        padding: '15px 28px',
        backgroundColor: accent,
        color: onAccent,
        borderRadius: look.buttonRadius,
        fontFamily: look.body,
        fontSize: 16,
        fontWeight: 600,
        textAlign: 'center',
      }}
    >
      {children}
    </Button>
  )
}
