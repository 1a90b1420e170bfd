import { z } from 'zod'
import { EnvironmentSchema } from '../lib/platform/env'
import { variableDescriptions, variableGroups } from '../lib/platform/env-descriptions'

export const START = '<!-- written by npm run env-table from lib/platform/env.ts -->'
export const END = '<!-- end of the table -->'

type Shape = {
  default?: string | number
  minimum?: number
  maximum?: number
  minLength?: number
  enum?: string[]
}

/** What the schema does not declare, because `server.ts`, the build, the AWS SDK or a tenant file reads it. */
const others = {
  'To start': [
    ['names of your choice', '', 'What tenant files refer to as `env:NAME`, such as the client secrets'],
    [
      '`NEXT_SERVER_ACTIONS_ENCRYPTION_KEY`',
      '',
      'While building: with the same key (32 bytes, base64), forms that are open in a browser survive a new build. Unset: derived from `REKEY_SECRET`, if that is set while building',
    ],
  ],
  'Network and limits': [
    ['`PORT`', '`3000`', 'Where `npm start` listens'],
    ['`HOST`', '`0.0.0.0`', 'The address it listens at'],
  ],
  'Amazon Cognito and mail': [
    [
      'credentials of the AWS SDK',
      '',
      'Wherever the SDK finds them. Needed only to look at user pools and to send the portal’s own mails; a reset needs none',
    ],
  ],
} as Partial<Record<(typeof variableGroups)[number], string[][]>>

/** The bounds that a value has to keep, as a sentence, or nothing. */
function boundsOf({ minimum, maximum, minLength, enum: values }: Shape): string {
  if (values !== undefined) return `. One of ${values.map((value) => `\`${value}\``).join(', ')}`
  if (minimum !== undefined && maximum !== undefined) return `. From ${minimum} to ${maximum}`
  if (maximum !== undefined) return `. At most ${maximum}`
  return minLength !== undefined && minLength > 1 ? `. At least ${minLength} characters` : ''
}

/** The variables of one group, as rows of name, default and meaning. */
function rowsOf(group: (typeof variableGroups)[number]): string[][] {
  const { properties = {}, required = [] } = z.toJSONSchema(EnvironmentSchema, { io: 'input' })
  const own = Object.entries(variableDescriptions).filter(([, [each]]) => each === group)
  const rows = own.map(([name, [, meaning]]) => {
    const shape = properties[name] as Shape
    const standard = shape.default === undefined ? '' : `\`${shape.default}\``
    return [`\`${name}\``, required.includes(name) ? '**required**' : standard, meaning + boundsOf(shape)]
  })
  return [...rows, ...(others[group] ?? [])]
}

/** All variables that the portal reads, as one Markdown table with a line above each group. */
export function environmentTable(): string {
  const rows = variableGroups.flatMap((group) => [[`**${group}**`, '', ''], ...rowsOf(group)])
  const all = [['variable', 'default', 'meaning'], ['---', '---', '---'], ...rows]
  return all.map((cells) => `| ${cells.join(' | ')} |`.replace(/ {2,}/g, ' ')).join('\n')
}

/** The document with today's table between its two marks. Throws where a mark is missing. */
export function withTable(text: string): string {
  const start = text.indexOf(START)
  const end = text.indexOf(END)
  if (start < 0 || end < start) throw new Error(`There is no place for the table: ${START} … ${END}`)
  return `${text.slice(0, start)}${START}\n\n${environmentTable()}\n\n${text.slice(end)}`
}
