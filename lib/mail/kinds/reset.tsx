import { Link } from '@react-email/link'
import { LINK_KINDS } from '../../link-kinds'
import { type MailFacts, ownTexts, say, slot } from '../frame/facts'
import { Frame } from '../frame/frame'
import { codePage, type MailKind } from '../frame/kind'
import { leading } from '../frame/leading'
import { MailButton, MailHeading, Paragraph } from '../frame/parts'
import { Said } from '../frame/said'
import { boxGround } from '../frame/style-sheet'

/** The texts of the mail: the catalogue's, with the brand's own laid over them. */
function resetTexts(facts: MailFacts) {
  const own = ownTexts(facts, 'reset')
  const { reset } = facts.words
  return {
    subject: own.subject ?? reset.subject,
    preheader: own.preheader ?? reset.preheader,
    heading: own.heading ?? reset.heading,
    intro: own.intro ?? reset.intro,
    button: own.button ?? reset.button,
    once: reset.once,
    codeLead: reset.codeLead,
    closing: own.closing ?? reset.closing,
  }
}

const pageOf = (facts: MailFacts) => codePage(facts, LINK_KINDS.reset.page)

/** The link, and the code for whoever reads the mail on another device. */
function ResetMail({ facts }: { facts: MailFacts }) {
  const { look } = facts
  const tones = look.tones[look.base]
  const texts = resetTexts(facts)
  const said = (text: string) => <Said facts={facts} text={text} />
  const page = pageOf(facts)
  const rule = `1px solid ${tones.line}`
  return (
    <Frame facts={facts} title={say(facts, texts.subject)} preheader={texts.preheader}>
      <MailHeading facts={facts}>{said(texts.heading)}</MailHeading>
      <Paragraph facts={facts}>{said(texts.intro)}</Paragraph>
      <MailButton facts={facts} href={slot('link')}>
        {said(texts.button)}
      </MailButton>
      <Paragraph facts={facts} quiet>
        {said(texts.once)}
      </Paragraph>
      <table role="presentation" width="100%" cellPadding="0" cellSpacing="0" style={{ margin: '26px 0 0' }}>
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
              <div
                className="muted"
                style={{
                  fontFamily: look.body,
                  fontSize: 14,
                  lineHeight: leading(facts, 14),
                  color: tones.muted,
                }}
              >
                {said(texts.codeLead)}{' '}
                <Link
                  className="link"
                  href={page.href}
                  style={{ color: tones.link, wordBreak: 'break-word' }}
                >
                  <span dir="ltr" style={{ display: 'inline-block' }}>
                    {page.label}
                  </span>
                </Link>
              </div>
              <div
                className="text"
                dir="ltr"
                style={{
                  margin: '10px 0 0',
                  paddingLeft: '0.18em',
                  fontFamily: 'ui-monospace,SFMono-Regular,Menlo,Consolas,monospace',
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
      <Paragraph facts={facts} quiet>
        {said(texts.closing)}
      </Paragraph>
    </Frame>
  )
}

export const resetMail: MailKind = {
  subject: (facts) => say(facts, resetTexts(facts).subject),
  draw: (facts) => <ResetMail facts={facts} />,
  text(facts) {
    const texts = resetTexts(facts)
    const text = (name: keyof typeof texts) => say(facts, texts[name])
    const lead = `${text('codeLead')} ${pageOf(facts).href}`
    return [
      text('heading'),
      text('intro'),
      slot('link'),
      text('once'),
      `${lead}\n\n${slot('####')}`,
      text('closing'),
    ]
  },
  code: { sms: ({ words }) => words.reset.sms, page: pageOf },
}
