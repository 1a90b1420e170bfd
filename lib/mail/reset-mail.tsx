import { Link } from '@react-email/link'
import { Frame } from './frame'
import { type MailFacts, say, slot } from './mail'
import { MailButton, MailHeading, Paragraph } from './parts'
import { boxGround } from './style-sheet'

/** The texts of the mail: the catalogue's, with the brand's own laid over them. */
export function resetTexts(facts: MailFacts) {
  const own = facts.brand.mail.texts?.[facts.locale] ?? {}
  const { reset } = facts.words
  const text = (ownText: string | undefined, ofCatalogue: string) => say(facts, ownText ?? ofCatalogue)
  return {
    subject: text(own.subject, reset.subject),
    preheader: text(own.preheader, reset.preheader),
    heading: text(own.heading, reset.heading),
    intro: text(own.intro, reset.intro),
    button: text(own.button, reset.button),
    once: say(facts, reset.once),
    codeLead: say(facts, reset.codeLead),
    closing: text(own.closing, reset.closing),
  }
}

/** Where the code can be typed, short enough to be read aloud. */
export const codePage = ({ portal }: Pick<MailFacts, 'portal'>) => ({
  href: `${portal}/reset`,
  label: `${portal}/reset`.replace(/^https?:\/\//, ''),
})

/** The link, and the code for whoever reads the mail on another device. */
export function ResetMail({ facts }: { facts: MailFacts }) {
  const { look } = facts
  const tones = look.tones[look.base]
  const texts = resetTexts(facts)
  const page = codePage(facts)
  const rule = `1px solid ${tones.line}`
  return (
    <Frame facts={facts} title={texts.subject} preheader={texts.preheader}>
      <MailHeading facts={facts}>{texts.heading}</MailHeading>
      <Paragraph facts={facts}>{texts.intro}</Paragraph>
      <MailButton facts={facts} href={slot('link')}>
        {texts.button}
      </MailButton>
      <Paragraph facts={facts} quiet>
        {texts.once}
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
                style={{ fontFamily: look.body, fontSize: 14, lineHeight: '22px', color: tones.muted }}
              >
                {texts.codeLead}{' '}
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
        {texts.closing}
      </Paragraph>
    </Frame>
  )
}
