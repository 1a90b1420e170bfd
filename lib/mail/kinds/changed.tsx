import { type MailFacts, say } from '../frame/facts'
import { Frame } from '../frame/frame'
import type { MailKind } from '../frame/kind'
import { MailButton, MailHeading, Paragraph } from '../frame/parts'
import { type Row, Rows, rowsText } from '../frame/rows'
import { Said } from '../frame/said'

/** The facts that are told, in the order of the table. */
const changedRows = ({ words }: Pick<MailFacts, 'words'>): readonly Row[] =>
  (['when', 'device', 'address', 'sessions'] as const).map((name) => ({
    slot: name,
    label: words.changed[name],
  }))

/** Says that the password was changed, how, and what to do if it wasn't the owner. */
function ChangedMail({ facts }: { facts: MailFacts }) {
  const { words, portal } = facts
  const text = (key: keyof typeof words.changed) => <Said facts={facts} text={words.changed[key]} />
  return (
    <Frame facts={facts} title={say(facts, words.changed.subject)} preheader={words.changed.preheader}>
      <MailHeading facts={facts}>{text('heading')}</MailHeading>
      <Paragraph facts={facts}>{text('intro')}</Paragraph>
      <Rows facts={facts} rows={changedRows(facts)} />
      <Paragraph facts={facts}>{text('notYou')}</Paragraph>
      <MailButton facts={facts} href={`${portal}/forgot`}>
        {text('button')}
      </MailButton>
    </Frame>
  )
}

export const changedMail: MailKind = {
  subject: (facts) => say(facts, facts.words.changed.subject),
  draw: (facts) => <ChangedMail facts={facts} />,
  text(facts) {
    const { heading, intro, notYou } = facts.words.changed
    return [
      say(facts, heading),
      say(facts, intro),
      rowsText(facts, changedRows(facts)),
      say(facts, notYou),
      `${facts.portal}/forgot`,
    ]
  },
}
