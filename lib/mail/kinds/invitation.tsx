import { type MailFacts, say } from '../frame/facts'
import { Frame } from '../frame/frame'
import type { MailKind } from '../frame/kind'
import { MailButton, MailHeading, Paragraph } from '../frame/parts'
import { type Row, Rows, rowsText } from '../frame/rows'
import { Said } from '../frame/said'

/** Cognito puts the temporary password where it puts codes. */
const rowsOf = ({ words: { invitation } }: Pick<MailFacts, 'words'>): readonly Row[] => [
  { slot: 'username', label: invitation.username },
  { slot: '####', label: invitation.password, isSecret: true },
]

/** The user name and the temporary password of somebody for whom an account was made. */
function InvitationMail({ facts }: { facts: MailFacts }) {
  const { words, signInPage } = facts
  const said = (name: keyof typeof words.invitation) => <Said facts={facts} text={words.invitation[name]} />
  return (
    <Frame facts={facts} title={say(facts, words.invitation.subject)} preheader={words.invitation.intro}>
      <MailHeading facts={facts}>{said('subject')}</MailHeading>
      <Paragraph facts={facts}>{said('intro')}</Paragraph>
      <Rows facts={facts} rows={rowsOf(facts)} />
      {signInPage !== null && (
        <MailButton facts={facts} href={signInPage}>
          {said('button')}
        </MailButton>
      )}
      <Paragraph facts={facts} quiet>
        {said('closing')}
      </Paragraph>
    </Frame>
  )
}

export const invitationMail: MailKind = {
  subject: (facts) => say(facts, facts.words.invitation.subject),
  draw: (facts) => <InvitationMail facts={facts} />,
  text(facts) {
    const { subject, intro, closing } = facts.words.invitation
    return [
      say(facts, subject),
      say(facts, intro),
      rowsText(facts, rowsOf(facts)),
      ...(facts.signInPage === null ? [] : [facts.signInPage]),
      say(facts, closing),
    ]
  },
  code: { sms: ({ words }) => words.invitation.sms },
}
