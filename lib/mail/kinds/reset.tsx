import { LINK_KINDS } from '../../link-kinds'
import { CodeBox } from '../frame/code-box'
import { type MailFacts, ownTexts, say, slot } from '../frame/facts'
import { Frame } from '../frame/frame'
import { codePage, type MailKind } from '../frame/kind'
import { MailButton, MailHeading, Paragraph } from '../frame/parts'
import { Said } from '../frame/said'

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
  const texts = resetTexts(facts)
  const said = (text: string) => <Said facts={facts} text={text} />
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
      <CodeBox facts={facts} lead={texts.codeLead} page={pageOf(facts)} />
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
