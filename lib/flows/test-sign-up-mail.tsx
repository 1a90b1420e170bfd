import { type MailFacts, say, slot } from '../mail/frame/facts'
import { Frame } from '../mail/frame/frame'
import { codePage, type MailKind } from '../mail/frame/kind'
import { MailButton, MailHeading, Paragraph } from '../mail/frame/parts'
import { signUpLink } from './test-sign-up-flow'

/** For tests: the mail of the second kind of link. */

const SUBJECT = 'Welcome to {name}'

function WelcomeMail({ facts }: { facts: MailFacts }) {
  return (
    <Frame facts={facts} title={say(facts, SUBJECT)} preheader="">
      <MailHeading facts={facts}>{say(facts, SUBJECT)}</MailHeading>
      <MailButton facts={facts} href={slot('link')}>
        Confirm
      </MailButton>
      <Paragraph facts={facts}>{slot('####')}</Paragraph>
    </Frame>
  )
}

export const welcomeMail: MailKind = {
  subject: (facts) => say(facts, SUBJECT),
  draw: (facts) => <WelcomeMail facts={facts} />,
  text: (facts) => [say(facts, SUBJECT), slot('link'), slot('####')],
  code: {
    sms: () => '{name}: {####} confirms your account.',
    page: (facts) => codePage(facts, signUpLink.page),
  },
}
