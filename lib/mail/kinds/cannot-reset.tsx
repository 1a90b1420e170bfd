import { type MailFacts, say } from '../frame/facts'
import { Frame } from '../frame/frame'
import type { MailKind } from '../frame/kind'
import { MailButton, MailHeading, Paragraph } from '../frame/parts'
import { Said } from '../frame/said'

/** The next steps for somebody whose password can't be reset here. */
export const NEXT_STEPS = ['invited', 'external', 'helpDesk'] as const
export type NextStep = (typeof NEXT_STEPS)[number]

const textsOf = ({ words: { cannotReset } }: MailFacts, step: NextStep) => ({
  ...cannotReset,
  next: cannotReset[step],
})

/** Says that no link and no code will come, and what helps instead. */
function CannotResetMail({ facts, step }: { facts: MailFacts; step: NextStep }) {
  const texts = textsOf(facts, step)
  const said = (text: string) => <Said facts={facts} text={text} />
  const { url } = facts.support
  return (
    <Frame facts={facts} title={say(facts, texts.subject)} preheader={texts.preheader}>
      <MailHeading facts={facts}>{said(texts.heading)}</MailHeading>
      <Paragraph facts={facts}>{said(texts.intro)}</Paragraph>
      <Paragraph facts={facts}>{said(texts.next)}</Paragraph>
      {url !== null && (
        <MailButton facts={facts} href={url}>
          {said(texts.button)}
        </MailButton>
      )}
      <Paragraph facts={facts} quiet>
        {said(texts.notYou)}
      </Paragraph>
    </Frame>
  )
}

/** The notice with this next step. It has no placeholders: the portal itself sends it. */
export const cannotResetMail = (step: NextStep): MailKind => ({
  subject: (facts) => say(facts, textsOf(facts, step).subject),
  draw: (facts) => <CannotResetMail facts={facts} step={step} />,
  text(facts) {
    const { heading, intro, next, notYou } = textsOf(facts, step)
    const help = facts.support.url === null ? [] : [facts.support.url]
    return [...[heading, intro, next].map((text) => say(facts, text)), ...help, say(facts, notYou)]
  },
})
