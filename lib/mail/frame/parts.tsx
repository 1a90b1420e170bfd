import { Button } from '@react-email/button'
import { Heading } from '@react-email/heading'
import { Text } from '@react-email/text'
import type { ReactNode } from 'react'
import type { MailFacts } from './facts'
import { headingLeading, leading } from './leading'

type Props = { facts: MailFacts; children: ReactNode }

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
        lineHeight: headingLeading(facts, size),
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
        lineHeight: `${Math.round(16 * facts.typesetting.headingLineHeight)}px`,
        fontWeight: 600,
        textAlign: 'center',
      }}
    >
      {children}
    </Button>
  )
}
