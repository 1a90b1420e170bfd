import { Img } from '@react-email/img'
import { Text } from '@react-email/text'
import { logoFor } from './look'
import { type MailFacts, say } from './mail'

const MAXIMUM_LOGO_WIDTH = 240

/**
 * One picture of the logo; `hide` where another one stands for the other side, absent where this one is for both. Its text stands in
 * the brand's own letters where pictures are switched off, as most readers have it, and can be read on each side.
 */
function LogoPicture({ facts, side, ink, on, hide }: LogoProps & { side: 'light' | 'dark'; hide?: boolean }) {
  const { brand, portal, look } = facts
  const picture = brand.identity.logo[side]
  if (picture === null) return null
  const { logoHeight } = brand.identity
  const width = Math.min(MAXIMUM_LOGO_WIDTH, Math.round((logoHeight * picture.width) / picture.height))
  const centred = look.layout === 'plain' ? { margin: '0 auto' } : {}
  const bothSides = on === 'ground' && look.other !== null ? 'text' : undefined
  const className = hide === undefined ? bothSides : `on-${side}`
  const hidden = hide === true ? { display: 'none', msoHide: 'all' } : {}
  return (
    <Img
      className={className}
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

type LogoProps = { facts: MailFacts; ink: string; on: 'band' | 'ground' }

/** The logo for the ground that it stands on, or the product's name. */
export function Logo({ facts, ink, on }: LogoProps) {
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
  if (on === 'band') return <LogoPicture facts={facts} side={logoFor(look.band.base)} ink={ink} on={on} />
  if (look.other === null || light.hash === dark.hash)
    return <LogoPicture facts={facts} side={logoFor(look.tones[look.base].canvas)} ink={ink} on={on} />
  return (
    <>
      <LogoPicture
        facts={facts}
        side="light"
        ink={look.tones.light.text}
        on={on}
        hide={look.base === 'dark'}
      />
      <LogoPicture facts={facts} side="dark" ink={look.tones.dark.text} on={on} hide={look.base !== 'dark'} />
    </>
  )
}
