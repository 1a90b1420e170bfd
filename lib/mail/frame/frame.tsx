import { Body } from '@react-email/body'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Html } from '@react-email/html'
import { Text } from '@react-email/text'
import type { CSSProperties, ReactNode } from 'react'
import { Cell } from './cell'
import { type MailFacts, noBraces } from './facts'
import { Footer } from './footer'
import { headingLeading } from './leading'
import { Logo } from './logo'
import { Said } from './said'
import { styleSheet } from './style-sheet'

const WIDTH = 560

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
            lineHeight: headingLeading(facts, 19),
            color: ink,
          }}
        >
          <Said facts={facts} text={tagline} />
        </Text>
      )}
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
  /** With the brand's name filled in: a title has no markup. */
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
        {/* Web mail drops the outermost elements, and with them their language and direction. */}
        <div
          lang={locale}
          dir={direction}
          style={{ display: 'none', overflow: 'hidden', maxHeight: 0, maxWidth: 0, opacity: 0 }}
        >
          <Said facts={facts} text={preheader} />
          {'\u034f\u00a0'.repeat(60)}
        </div>
        <Container
          lang={locale}
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
