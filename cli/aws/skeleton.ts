import { type OperationName, operations, type Shape } from '../../lib/cognito/model'

function blank(shape: Shape): unknown {
  if (shape.type === 'string') return ''
  if (shape.type === 'map') return { KeyName: '' }
  return Object.fromEntries(Object.entries(shape.members).map(([name, member]) => [name, blank(member)]))
}

/** A sample output as the AWS CLI makes it; the answer to a confirmation is empty. */
const outputs: Record<OperationName, object | null> = {
  ForgotPassword: {
    CodeDeliveryDetails: {
      Destination: 'Destination',
      DeliveryMedium: 'DeliveryMedium',
      AttributeName: 'AttributeName',
    },
  },
  ConfirmForgotPassword: null,
}

const indented = (value: unknown) => `${JSON.stringify(value, null, 4)}\n`

/** What `--generate-cli-skeleton` prints. */
export function skeletonOf(operation: OperationName, kind: 'input' | 'output'): string {
  if (kind === 'input') return indented(blank({ type: 'structure', members: operations[operation] }))
  const output = outputs[operation]
  return output === null ? '' : indented(output)
}
