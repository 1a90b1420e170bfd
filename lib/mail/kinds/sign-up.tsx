import { LINK_KINDS } from '../../link-kinds'
import { CodeBox } from '../frame/code-box'
import { type MailFacts, say, slot } from '../frame/facts'
import { Frame } from '../frame/frame'
import { codePage, type MailKind } from '../frame/kind'
import { MailButton, MailHeading, Paragraph } from '../frame/parts'
import { Said } from '../frame/said'

const textsOf = ({ words }: MailFacts) => ({ ...words.signUp, codeLead: words.reset.codeLead })

const pageOf = (facts: MailFacts) => codePage(facts, LINK_KINDS['sign-up'].page)

/** The link that confirms an account, and the code for whoever reads the mail on another device. */
function SignUpMail({ facts }: { facts: MailFacts }) {
  const texts = textsOf(facts)
  const said = (text: string) => <Said facts={facts} text={text} />
  return (
    <Frame facts={facts} title={say(facts, texts.subject)} preheader={texts.once}>
      <MailHeading facts={facts}>{said(texts.subject)}</MailHeading>
      <Paragraph facts={facts}>{said(texts.intro)}</Paragraph>
      <MailButton facts={facts} href={slot('link')}>
        {said(texts.button)}
      </MailButton>
      <Paragraph facts={facts} quiet>
        {said(texts.once)}
      </Paragraph>
      <CodeBox facts={facts} lead={texts.codeLead} page={pageOf(facts)} />
      <Paragraph facts={facts} quiet>
        {said(texts.closing)}
      </Paragraph>
    </Frame>
  )
}

export const signUpMail: MailKind = {
  subject: (facts) => say(facts, textsOf(facts).subject),
  draw: (facts) => <SignUpMail facts={facts} />,
  text(facts) {
    const texts = textsOf(facts)
    const text = (name: keyof typeof texts) => say(facts, texts[name])
    return [
      text('subject'),
      text('intro'),
      slot('link'),
      text('once'),
      `${text('codeLead')} ${pageOf(facts).href}\n\n${slot('####')}`,
      text('closing'),
    ]
  },
  code: { sms: ({ words }) => words.signUp.sms, page: pageOf },
}
