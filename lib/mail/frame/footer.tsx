import { Link } from '@react-email/link'
import { Text } from '@react-email/text'
import type { ReactNode } from 'react'
import { Cell } from './cell'
import { type MailFacts, say } from './facts'
import { leading } from './leading'

/** Help and legal name. */
export function Footer({ facts }: { facts: MailFacts }) {
  const { brand, look, support, words } = facts
  const tones = look.tones[look.base]
  const colour = look.layout === 'card' ? tones.outerMuted : tones.muted
  const small = {
    margin: '0 0 4px',
    fontSize: 13,
    lineHeight: leading(facts, 13),
    fontFamily: look.body,
    color: colour,
  }
  const underlined = { color: colour, textDecoration: 'underline' }
  const link = (href: string, label: string) => (
    <Link key={href} className="outer" href={href} style={underlined}>
      <bdi>{label}</bdi>
    </Link>
  )
  const contacts = [
    ...(support.email === null ? [] : [link(`mailto:${support.email}`, support.email)]),
    ...(support.phone === null
      ? []
      : [
          <span key="phone" dir="ltr" style={{ whiteSpace: 'nowrap' }}>
            {support.phone}
          </span>,
        ]),
  ]
  const { help, privacy } = brand.links
  const pages = [
    ...(help === undefined ? [] : [link(help, words.footer.help)]),
    ...(privacy === undefined ? [] : [link(privacy, words.footer.privacy)]),
  ]
  const row = (items: ReactNode[]) => items.flatMap((item, at) => (at === 0 ? [item] : [' · ', item]))
  const padding = look.layout === 'card' ? '24px 4px 40px' : '28px 36px 40px'
  return (
    <Cell facts={facts} style={{ padding }}>
      {contacts.length > 0 && (
        <Text className="outer" style={small}>
          {words.footer.questions} {row(contacts)}
        </Text>
      )}
      <Text className="outer" style={small}>
        {row([<bdi key="name">{say(facts, brand.identity.legalName)}</bdi>, ...pages])}
      </Text>
    </Cell>
  )
}
