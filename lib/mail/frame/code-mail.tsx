import { CodeBox } from './code-box'
import { type MailFacts, say, slot } from './facts'
import { Frame } from './frame'
import type { MailKind } from './kind'
import { MailHeading, Paragraph } from './parts'
import { Said } from './said'

/** The texts of a mail with a code alone, in the order in which they stand in it. */
export type CodeMailTexts = Readonly<Record<'subject' | 'intro' | 'once' | 'closing' | 'sms', string>>

/** A kind of mail with a code that is typed where it was asked for, which is no page of the portal. */
export function codeMail(texts: (facts: MailFacts) => CodeMailTexts): MailKind {
  return {
    subject: (facts) => say(facts, texts(facts).subject),
    draw: (facts) => <Drawn facts={facts} texts={texts(facts)} />,
    text(facts) {
      const { subject, intro, once, closing } = texts(facts)
      return [say(facts, subject), say(facts, intro), slot('####'), say(facts, once), say(facts, closing)]
    },
    code: { sms: (facts) => texts(facts).sms },
  }
}

function Drawn({ facts, texts }: { facts: MailFacts; texts: CodeMailTexts }) {
  const said = (text: string) => <Said facts={facts} text={text} />
  return (
    <Frame facts={facts} title={say(facts, texts.subject)} preheader={texts.once}>
      <MailHeading facts={facts}>{said(texts.subject)}</MailHeading>
      <Paragraph facts={facts}>{said(texts.intro)}</Paragraph>
      <CodeBox facts={facts} />
      <Paragraph facts={facts} quiet>
        {said(texts.once)}
      </Paragraph>
      <Paragraph facts={facts} quiet>
        {said(texts.closing)}
      </Paragraph>
    </Frame>
  )
}
