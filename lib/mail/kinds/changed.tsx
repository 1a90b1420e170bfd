import { startOf } from '../frame/cell'
import { type MailFacts, say, slot } from '../frame/facts'
import { Frame } from '../frame/frame'
import type { MailKind } from '../frame/kind'
import { leading } from '../frame/leading'
import { MailButton, MailHeading, Paragraph } from '../frame/parts'
import { Said } from '../frame/said'
import { boxGround } from '../frame/style-sheet'

/** The facts that are told, in the order of the table. */
const changedRows = ({ words }: Pick<MailFacts, 'words'>) =>
  (['when', 'device', 'address', 'sessions'] as const).map((name) => ({ name, label: words.changed[name] }))

/** Says that the password was changed, how, and what to do if it wasn't the owner. */
function ChangedMail({ facts }: { facts: MailFacts }) {
  const { look, words, portal } = facts
  const tones = look.tones[look.base]
  const text = (key: keyof typeof words.changed) => <Said facts={facts} text={words.changed[key]} />
  const rows = changedRows(facts)
  return (
    <Frame facts={facts} title={say(facts, words.changed.subject)} preheader={words.changed.preheader}>
      <MailHeading facts={facts}>{text('heading')}</MailHeading>
      <Paragraph facts={facts}>{text('intro')}</Paragraph>
      <table
        role="presentation"
        className="box rule"
        width="100%"
        cellPadding="0"
        cellSpacing="0"
        style={{
          margin: '0 0 26px',
          padding: '10px 18px',
          backgroundColor: boxGround(look, look.base),
          border: `1px solid ${tones.line}`,
          borderRadius: look.radius,
          borderCollapse: 'separate',
        }}
      >
        <tbody>
          {rows.map(({ name, label }) => {
            const cell = {
              padding: '7px 0',
              fontFamily: look.body,
              fontSize: 14,
              lineHeight: leading(facts, 14),
            }
            return (
              <tr key={name}>
                <td
                  className="muted"
                  align={startOf(facts)}
                  valign="top"
                  width="38%"
                  style={{ ...cell, color: tones.muted }}
                >
                  {label}
                </td>
                <td
                  className="text"
                  align={startOf(facts)}
                  valign="top"
                  style={{ ...cell, color: tones.text, wordBreak: 'break-word' }}
                >
                  {/* Addresses and names of programs are written from left to right whatever the language. */}
                  <bdi>{slot(name)}</bdi>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
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
    // The rows are not cleaned by `say`: that would remove their placeholders.
    const rows = changedRows(facts).map(({ name, label }) => `${label}: ${slot(name)}`)
    return [
      say(facts, heading),
      say(facts, intro),
      rows.join('\n'),
      say(facts, notYou),
      `${facts.portal}/forgot`,
    ]
  },
}
