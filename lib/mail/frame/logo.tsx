import { Img } from '@react-email/img'
import { Text } from '@react-email/text'
import type { SideName } from '../../brand/palette'
import { type MailFacts, say } from './facts'
import { headingLeading } from './leading'
import { logoFor } from './look'

const MAXIMUM_LOGO_WIDTH = 240

type PictureProps = {
  facts: MailFacts
  side: SideName
  /** The colour of its alt text, which most readers show because pictures are switched off. */
  ink: string
  className?: string
  isHidden?: boolean
}

/** One picture of the logo. */
function LogoPicture({ facts, side, ink, className, isHidden = false }: PictureProps) {
  const { brand, portal, look } = facts
  const picture = brand.identity.logo[side]
  if (picture === null) return null
  const { logoHeight } = brand.identity
  const width = Math.min(MAXIMUM_LOGO_WIDTH, Math.round((logoHeight * picture.width) / picture.height))
  const centred = look.layout === 'plain' ? { margin: '0 auto' } : {}
  const hidden = isHidden ? { display: 'none', msoHide: 'all' } : {}
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

type Props = { facts: MailFacts; ink: string; on: 'band' | 'ground' }

/** The logo for the ground that it stands on, or the product's name. */
export function Logo({ facts, ink, on }: Props) {
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
          lineHeight: headingLeading(facts, 22),
          fontWeight: look.headingWeight,
          color: ink,
        }}
      >
        <bdi>{say(facts, brand.identity.productName)}</bdi>
      </Text>
    )
  }
  if (on === 'band') return <LogoPicture facts={facts} side={logoFor(look.band.base)} ink={ink} />
  const side = logoFor(look.tones[look.base].canvas)
  if (look.other === null) return <LogoPicture facts={facts} side={side} ink={ink} />
  if (light.hash === dark.hash) return <LogoPicture facts={facts} side={side} ink={ink} className="text" />
  return (['light', 'dark'] as const).map((each) => (
    <LogoPicture
      key={each}
      facts={facts}
      side={each}
      ink={look.tones[each].text}
      className={`on-${each}`}
      isHidden={each !== look.base}
    />
  ))
}
