import { CodeBox } from './code-box'
import { type MailFacts, say, slot } from './facts'
import { Frame } from './frame'
import { codePage, type MailKind } from './kind'
import { MailButton, MailHeading, Paragraph } from './parts'
import { Said } from './said'

/** The texts of a mail with a link and a code, in the order in which they stand in it. */
export type LinkMailTexts = Readonly<
  Record<'subject' | 'preheader' | 'heading' | 'intro' | 'button' | 'once' | 'codeLead' | 'closing', string>
>

type LinkMail = {
  readonly texts: (facts: MailFacts) => LinkMailTexts
  readonly sms: (facts: MailFacts) => string
  /** The page where the code can be typed. */
  readonly page: string
}

/** A kind of mail with a link that is to be pressed, and the code for whoever reads the mail on another device. */
export function linkMail({ texts, sms, page }: LinkMail): MailKind {
  const pageOf = (facts: MailFacts) => codePage(facts, page)
  return {
    subject: (facts) => say(facts, texts(facts).subject),
    draw: (facts) => <Drawn facts={facts} texts={texts(facts)} page={pageOf(facts)} />,
    text(facts) {
      const words = texts(facts)
      const text = (name: keyof LinkMailTexts) => say(facts, words[name])
      return [
        text('heading'),
        text('intro'),
        slot('link'),
        text('once'),
        `${text('codeLead')} ${pageOf(facts).href}\n\n${slot('####')}`,
        text('closing'),
      ]
    },
    code: { sms, page: pageOf },
  }
}

type DrawnProps = { facts: MailFacts; texts: LinkMailTexts; page: ReturnType<typeof codePage> }

function Drawn({ facts, texts, page }: DrawnProps) {
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
      <CodeBox facts={facts} where={{ lead: texts.codeLead, page }} />
      <Paragraph facts={facts} quiet>
        {said(texts.closing)}
      </Paragraph>
    </Frame>
  )
}
