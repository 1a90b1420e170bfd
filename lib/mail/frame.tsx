import { Body } from '@react-email/body'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Html } from '@react-email/html'
import { Img } from '@react-email/img'
import { Link } from '@react-email/link'
import { Text } from '@react-email/text'
import type { CSSProperties, ReactNode } from 'react'
import { logoFor } from './look'
import { type MailFacts, noBraces, say } from './mail'
import { styleSheet } from './style-sheet'

const WIDTH = 560
const MAXIMUM_LOGO_WIDTH = 240

export const startOf = ({ direction }: MailFacts) => (direction === 'rtl' ? 'right' : 'left')
const alignOf = (facts: MailFacts) => (facts.look.layout === 'plain' ? 'center' : startOf(facts))

/** One picture of the logo. Its text stands in the brand's own letters where pictures are switched off. */
function LogoPicture({ facts, side, ink, hide }: LogoProps & { side: 'light' | 'dark'; hide?: boolean }) {
  const { brand, portal, look } = facts
  const picture = brand.identity.logo[side]
  if (picture === null) return null
  const { logoHeight } = brand.identity
  const width = Math.min(MAXIMUM_LOGO_WIDTH, Math.round((logoHeight * picture.width) / picture.height))
  const centred = alignOf(facts) === 'center' ? { margin: '0 auto' } : {}
  const hidden = hide === true ? { display: 'none', msoHide: 'all' } : {}
  return (
    <Img
      className={hide === undefined ? undefined : `on-${side}`}
      src={`${portal}/assets/${picture.hash}`}
      alt={say(facts, brand.identity.logo.alt)}
      width={width}
      height={Math.round((width * picture.height) / picture.width)}
      style={{
        ...centred,
        fontFamily: look.heading,
        fontSize: 22,
        fontWeight: look.headingWeight,
        color: ink,
        ...hidden,
      }}
    />
  )
}

type LogoProps = { facts: MailFacts; ink: string }

function Logo({ facts, ink, on }: LogoProps & { on: 'band' | 'ground' }) {
  const { brand, look } = facts
  const { light, dark } = brand.identity.logo
  if (light === null || dark === null) {
    return (
      <Text
        className={on === 'band' ? undefined : 'text'}
        style={{
          margin: 0,
          fontFamily: look.heading,
          fontSize: 22,
          lineHeight: '28px',
          fontWeight: look.headingWeight,
          color: ink,
        }}
      >
        {say(facts, brand.identity.productName)}
      </Text>
    )
  }
  if (on === 'band') return <LogoPicture facts={facts} side={logoFor(look.band.base)} ink={ink} />
  if (look.other === null || light.hash === dark.hash)
    return <LogoPicture facts={facts} side={logoFor(look.tones[look.base].canvas)} ink={ink} />
  return (
    <>
      <LogoPicture facts={facts} side="light" ink={ink} hide={look.base === 'dark'} />
      <LogoPicture facts={facts} side="dark" ink={ink} hide={look.base !== 'dark'} />
    </>
  )
}

/** A cell of its own: the only box that every mail program draws alike. */
function Cell({
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
      <td className={className} align={alignOf(facts)} style={style}>
        {children}
      </td>
    </tr>
  )
}

function TopOfMail({ facts }: { facts: MailFacts }) {
  const { look, brand, locale } = facts
  const tones = look.tones[look.base]
  if (look.layout !== 'split') {
    const padding = look.layout === 'plain' ? '40px 24px 8px' : '32px 4px 20px'
    return (
      <Cell facts={facts} style={{ padding }}>
        <Logo facts={facts} on="ground" ink={tones.text} />
      </Cell>
    )
  }
  const { base, image, ink } = look.band
  const tagline = brand.layout.tagline[locale]
  const round = `${look.radius}px ${look.radius}px 0 0`
  return (
    <Cell
      facts={facts}
      className="head"
      style={{
        padding: '34px 36px',
        backgroundColor: base,
        backgroundImage: image,
        borderRadius: round,
      }}
    >
      <Logo facts={facts} on="band" ink={ink} />
      {tagline !== undefined && (
        <Text
          style={{
            margin: '18px 0 0',
            fontFamily: look.heading,
            fontSize: 19,
            lineHeight: '27px',
            color: ink,
          }}
        >
          {say(facts, tagline)}
        </Text>
      )}
    </Cell>
  )
}

function Footer({ facts }: { facts: MailFacts }) {
  const { brand, look, support, words } = facts
  const tones = look.tones[look.base]
  const colour = look.layout === 'card' ? tones.outerMuted : tones.muted
  const small = { margin: '0 0 4px', fontSize: 13, lineHeight: '20px', fontFamily: look.body, color: colour }
  const underlined = { color: colour, textDecoration: 'underline' }
  const link = (href: string, label: string) => (
    <Link key={href} className="outer" href={href} style={underlined}>
      {label}
    </Link>
  )
  const contacts = [
    ...(support.email === null ? [] : [link(`mailto:${support.email}`, support.email)]),
    ...(support.phone === null
      ? []
      : [
          <span key="phone" dir="ltr">
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
        {row([say(facts, brand.identity.legalName), ...pages])}
      </Text>
    </Cell>
  )
}

/** The whole of a mail around what it says: head, brand, panel and foot. */
export function Frame({
  facts,
  title,
  preheader,
  children,
}: {
  facts: MailFacts
  title: string
  preheader: string
  children: ReactNode
}) {
  const { look, locale, direction } = facts
  const tones = look.tones[look.base]
  const scheme = look.other === null ? look.base : 'light dark'
  const isPlain = look.layout === 'plain'
  const radius = look.layout === 'split' ? `0 0 ${look.radius}px ${look.radius}px` : look.radius
  const panel: CSSProperties = isPlain
    ? { padding: '16px 36px 28px' }
    : {
        padding: '40px 36px',
        backgroundColor: tones.panel,
        borderRadius: radius,
        ...(look.layout === 'card'
          ? { borderTop: `4px solid ${tones.accent}` }
          : { border: `1px solid ${tones.line}`, borderTop: 'none' }),
      }
  return (
    <Html lang={locale} dir={direction}>
      <Head>
        <title>{noBraces(title)}</title>
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content={scheme} />
        <meta name="supported-color-schemes" content={scheme} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: numbers, checked colours and names from lists only */}
        <style dangerouslySetInnerHTML={{ __html: styleSheet(look) }} />
      </Head>
      <Body
        className="canvas"
        style={{ backgroundColor: tones.canvas, margin: 0, padding: '0 12px', fontFamily: look.body }}
      >
        <div style={{ display: 'none', overflow: 'hidden', maxHeight: 0, maxWidth: 0, opacity: 0 }}>
          {preheader}
          {'\u034f\u00a0'.repeat(60)}
        </div>
        <Container
          dir={direction}
          style={{ maxWidth: WIDTH, padding: look.layout === 'split' ? '24px 0 0' : 0 }}
        >
          <table
            role="presentation"
            width="100%"
            cellPadding="0"
            cellSpacing="0"
            style={{ borderSpacing: 0 }}
          >
            <tbody>
              <TopOfMail facts={facts} />
              <Cell
                facts={facts}
                className={isPlain ? 'pad' : `pad panel ${look.layout === 'card' ? 'mark' : 'rule'}`}
                style={panel}
              >
                {children}
              </Cell>
              <Footer facts={facts} />
            </tbody>
          </table>
        </Container>
      </Body>
    </Html>
  )
}
