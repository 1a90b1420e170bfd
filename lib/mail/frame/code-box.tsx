import { Link } from '@react-email/link'
import { type MailFacts, slot } from './facts'
import type { CodePage } from './kind'
import { leading } from './leading'
import { MONOSPACE } from './look'
import { Said } from './said'
import { boxGround } from './style-sheet'

type Props = {
  facts: MailFacts
  /** Where to type the code, for whoever reads the mail on another device; absent where the mail says it elsewhere. */
  where?: { lead: string; page: CodePage }
}

/** The code, to be read and typed. */
export function CodeBox({ facts, where }: Props) {
  const { look } = facts
  const tones = look.tones[look.base]
  const rule = `1px solid ${tones.line}`
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding="0"
      cellSpacing="0"
      style={{ margin: where === undefined ? 0 : '26px 0 0' }}
    >
      <tbody>
        <tr>
          <td
            className="box rule"
            align="center"
            style={{
              padding: '20px 16px 18px',
              backgroundColor: boxGround(look, look.base),
              border: rule,
              borderRadius: look.radius,
            }}
          >
            {where !== undefined && <Where facts={facts} {...where} />}
            <div
              className="text"
              dir="ltr"
              style={{
                margin: where === undefined ? 0 : '10px 0 0',
                paddingLeft: '0.18em',
                fontFamily: MONOSPACE,
                fontSize: 32,
                lineHeight: '40px',
                fontWeight: 600,
                letterSpacing: '0.18em',
                color: tones.text,
              }}
            >
              {slot('####')}
            </div>
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function Where({ facts, lead, page }: { facts: MailFacts; lead: string; page: CodePage }) {
  const { look } = facts
  const tones = look.tones[look.base]
  return (
    <div
      className="muted"
      style={{ fontFamily: look.body, fontSize: 14, lineHeight: leading(facts, 14), color: tones.muted }}
    >
      <Said facts={facts} text={lead} />{' '}
      <Link className="link" href={page.href} style={{ color: tones.link, wordBreak: 'break-word' }}>
        <span dir="ltr" style={{ display: 'inline-block' }}>
          {page.label}
        </span>
      </Link>
    </div>
  )
}
