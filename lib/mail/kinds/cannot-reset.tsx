import { type MailFacts, say } from '../frame/facts'
import { Frame } from '../frame/frame'
import type { MailKind } from '../frame/kind'
import { MailButton, MailHeading, Paragraph } from '../frame/parts'

/** The next steps for somebody whose password can't be reset here. */
export const NEXT_STEPS = ['invited', 'external', 'helpDesk'] as const
export type NextStep = (typeof NEXT_STEPS)[number]

function textsOf(facts: MailFacts, step: NextStep) {
  const { cannotReset } = facts.words
  const text = (key: keyof typeof cannotReset) => say(facts, cannotReset[key])
  return {
    subject: text('subject'),
    preheader: text('preheader'),
    heading: text('heading'),
    intro: text('intro'),
    next: text(step),
    button: text('button'),
    notYou: text('notYou'),
  }
}

/** Says that no link and no code will come, and what helps instead. */
function CannotResetMail({ facts, step }: { facts: MailFacts; step: NextStep }) {
  const texts = textsOf(facts, step)
  const { url } = facts.support
  return (
    <Frame facts={facts} title={texts.subject} preheader={texts.preheader}>
      <MailHeading facts={facts}>{texts.heading}</MailHeading>
      <Paragraph facts={facts}>{texts.intro}</Paragraph>
      <Paragraph facts={facts}>{texts.next}</Paragraph>
      {url !== null && (
        <MailButton facts={facts} href={url}>
          {texts.button}
        </MailButton>
      )}
      <Paragraph facts={facts} quiet>
        {texts.notYou}
      </Paragraph>
    </Frame>
  )
}

/** The notice with this next step. It has no placeholders: the portal itself sends it. */
export const cannotResetMail = (step: NextStep): MailKind => ({
  subject: (facts) => textsOf(facts, step).subject,
  draw: (facts) => <CannotResetMail facts={facts} step={step} />,
  text(facts) {
    const { heading, intro, next, notYou } = textsOf(facts, step)
    const help = facts.support.url === null ? [] : [facts.support.url]
    return [heading, intro, next, ...help, notYou]
  },
})
