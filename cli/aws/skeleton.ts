import { type Members, type OperationName, operations, type Shape } from '../../lib/cognito/model'
import notes from './member-notes.json'

/** What `--generate-cli-skeleton` prints, as AWS CLI 2.9 does. */

function blank(shape: Shape): unknown {
  if (shape.type === 'string') return ''
  if (shape.type === 'map') return { KeyName: '' }
  return Object.fromEntries(Object.entries(shape.members).map(([name, member]) => [name, blank(member)]))
}

/** The answer of an operation with each member's name in its place; the answer to a confirmation is empty. */
export const sampleAnswers: Record<OperationName, object> = {
  ForgotPassword: {
    CodeDeliveryDetails: {
      Destination: 'Destination',
      DeliveryMedium: 'DeliveryMedium',
      AttributeName: 'AttributeName',
    },
  },
  ConfirmForgotPassword: {},
}

export const inputSkeleton = (operation: OperationName) =>
  `${JSON.stringify(blank({ type: 'structure', members: operations[operation] }), null, 4)}\n`

const noteOf = (operation: OperationName, path: string): string => {
  const own: Record<string, string> = notes[operation]
  const shared: Record<string, string> = notes.both
  return own[path] ?? shared[path] ?? ''
}

function yamlLines(operation: OperationName, members: Members, path = '', indent = ''): string[] {
  return Object.entries(members).flatMap(([name, member], at) => {
    const full = `${path}${name}`
    const note = `# ${member.required ? '[REQUIRED] ' : ''}${noteOf(operation, full)}`
    if (member.type === 'map') return [`${indent}${name}: ${note}`, `${indent}  KeyName: ''`]
    if (member.type === 'structure') {
      const inner = yamlLines(operation, member.members, `${full}.`, `${indent}  `)
      return [`${indent}${name}: ${note}`, ...inner]
    }
    // ruamel leaves one more space before the first comment of a block.
    return [`${indent}${name}: ''${at === 0 ? '  ' : ' '}${note}`]
  })
}

export const yamlInputSkeleton = (operation: OperationName) =>
  `${yamlLines(operation, operations[operation]).join('\n')}\n`
