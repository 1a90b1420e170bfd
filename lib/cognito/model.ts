/**
 * The requests of the two operations of a reset, as AWS's service model has them (botocore 1.43, SDK 3.1169), members
 * in the model's order. The AWS endpoint validates with it, the command line builds its options and skeletons from it.
 */

type StringShape = {
  readonly type: 'string'
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  /** Values that are passed on although the pattern forbids them, for Cognito itself to decide. */
  readonly alsoPasses?: RegExp
  /** Named in an error and never quoted. */
  readonly sensitive?: true
}
type Structure = { readonly type: 'structure'; readonly members: Members }
type MapShape = { readonly type: 'map'; readonly value: StringShape }
export type Shape = StringShape | Structure | MapShape
type Member = Shape & { readonly required?: true }
export type Members = { readonly [name: string]: Member }

const bounded = { type: 'string', min: 0, max: 131_072 } as const
const clientId = { type: 'string', min: 1, max: 128, pattern: '[\\w+]+' } as const
const secretHash = { type: 'string', min: 1, max: 128, pattern: '[\\w+=/]+', sensitive: true } as const
const username = {
  type: 'string',
  min: 1,
  max: 128,
  pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+',
  sensitive: true,
} as const
// AWS doesn't mark the code as sensitive and would quote it; this portal's answers never repeat one.
const code = { type: 'string', min: 1, max: 2_048, pattern: '[\\S]+', sensitive: true } as const
// The model allows no white space, but the developer guide counts the space as a symbol: inside a password the pool
// decides.
const innerSpaces = /^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u
const password = {
  type: 'string',
  max: 256,
  pattern: '[\\S]+',
  alsoPasses: innerSpaces,
  sensitive: true,
} as const
const sensitiveText = { ...bounded, sensitive: true } as const
const analytics = { type: 'structure', members: { AnalyticsEndpointId: bounded } } as const
const userContext = {
  type: 'structure',
  members: { IpAddress: sensitiveText, EncodedData: sensitiveText },
} as const
const metadata = { type: 'map', value: sensitiveText } as const

export const operations = {
  ForgotPassword: {
    ClientId: { ...clientId, required: true },
    SecretHash: secretHash,
    UserContextData: userContext,
    Username: { ...username, required: true },
    AnalyticsMetadata: analytics,
    ClientMetadata: metadata,
  },
  ConfirmForgotPassword: {
    ClientId: { ...clientId, required: true },
    SecretHash: secretHash,
    Username: { ...username, required: true },
    ConfirmationCode: { ...code, required: true },
    Password: { ...password, required: true },
    AnalyticsMetadata: analytics,
    UserContextData: userContext,
    ClientMetadata: metadata,
  },
} as const satisfies Record<string, Members>

export type OperationName = keyof typeof operations

export const isOperationName = (name: string): name is OperationName => Object.hasOwn(operations, name)
