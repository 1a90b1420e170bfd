import { Frame } from './frame'
import { type MailFacts, say } from './mail'
import { MailButton, MailHeading, Paragraph } from './parts'

/** What helps somebody whose password can't be reset here, one of these for each. */
export const NEXT_STEPS = ['invited', 'external', 'helpDesk'] as const
export type NextStep = (typeof NEXT_STEPS)[number]

export function stuckTexts(facts: MailFacts, step: NextStep) {
  const { stuck } = facts.words
  const text = (key: keyof typeof stuck) => say(facts, stuck[key])
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
export function StuckMail({ facts, step }: { facts: MailFacts; step: NextStep }) {
  const texts = stuckTexts(facts, step)
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
