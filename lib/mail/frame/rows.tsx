import { startOf } from './cell'
import { type MailFacts, say, slot } from './facts'
import { leading } from './leading'
import { MONOSPACE } from './look'
import { Said } from './said'
import { boxGround } from './style-sheet'

/** What is filled in when a mail goes out, under its label; `isSecret` for what is typed letter by letter. */
export type Row = { readonly slot: string; readonly label: string; readonly isSecret?: boolean }

/** Facts that are known only when a mail goes out, as a table. */
export function Rows({ facts, rows }: { facts: MailFacts; rows: readonly Row[] }) {
  const { look } = facts
  const tones = look.tones[look.base]
  // Mail programs know no logical properties.
  const labelPadding = facts.direction === 'rtl' ? '7px 0 7px 12px' : '7px 12px 7px 0'
  return (
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
        {rows.map(({ slot: name, label, isSecret = false }) => {
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
                style={{ ...cell, padding: labelPadding, color: tones.muted }}
              >
                <Said facts={facts} text={label} />
              </td>
              <td
                className="text"
                align={startOf(facts)}
                valign="top"
                style={{
                  ...cell,
                  ...(isSecret && { fontFamily: MONOSPACE, fontWeight: 600 }),
                  color: tones.text,
                  wordBreak: 'break-word',
                }}
              >
                {/* Addresses, names of programs and passwords are written from left to right whatever the language. */}
                <bdi {...(isSecret && { dir: 'ltr' })}>{slot(name)}</bdi>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The same for plain text. The slots are not cleaned by `say`: that would remove them. */
export const rowsText = (facts: MailFacts, rows: readonly Row[]): string =>
  rows.map(({ slot: name, label }) => `${say(facts, label)}: ${slot(name)}`).join('\n')
