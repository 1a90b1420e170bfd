import { z } from 'zod'
import { type Members, type OperationName, operations, type Shape } from '../cognito/model'

/** An error in AWS's own shape, to answer with or to pass on. */
export type AwsError = { readonly name: string; readonly message: string }

const text = z.string()
const common = z.object({
  ClientId: text,
  Username: text,
  UserContextData: z.object({ IpAddress: text.optional(), EncodedData: text.optional() }).optional(),
  AnalyticsMetadata: z.object({ AnalyticsEndpointId: text.optional() }).optional(),
  ClientMetadata: z.record(text, text).optional(),
})
const confirm = common.extend({ ConfirmationCode: text, Password: text })

type ForgotPasswordInput = z.output<typeof common>
type ConfirmForgotPasswordInput = z.output<typeof confirm>

export type AwsRequest =
  | { readonly operation: 'ForgotPassword'; readonly input: ForgotPasswordInput }
  | { readonly operation: 'ConfirmForgotPassword'; readonly input: ConfirmForgotPasswordInput }

export type ReadAwsRequest =
  | { readonly ok: true; readonly request: AwsRequest }
  | { readonly ok: false; readonly error: AwsError }

class WrongType extends Error {}

/** How Cognito's parser names a value of the wrong type. */
function tokenName(value: unknown): string {
  if (typeof value === 'number') return 'NUMBER_VALUE'
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE'
  if (typeof value === 'string') return 'STRING_VALUE'
  return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT'
}

/** A JSON object without its null members, which AWS treats as absent; `__proto__` is a name like any other. */
function entriesOf(value: unknown): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new WrongType('Unexpected field type')
  return new Map(Object.entries(value).filter(([, item]) => item !== null))
}

/** The value as the shape has it; members that the model does not know are dropped, as AWS drops them. */
function conform(shape: Shape, value: unknown): unknown {
  if (shape.type === 'string') {
    if (typeof value !== 'string') throw new WrongType(`${tokenName(value)} can not be converted to a String`)
    return value
  }
  const entries = entriesOf(value)
  if (shape.type === 'map') {
    return Object.fromEntries([...entries].map(([key, item]) => [key, conform(shape.value, item)]))
  }
  return Object.fromEntries(
    Object.entries(shape.members).flatMap(([name, member]) => {
      const item = entries.get(name)
      return item === undefined ? [] : [[name, conform(member, item)]]
    }),
  )
}

const withoutCapital = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`

function stringFaults(shape: Extract<Shape, { type: 'string' }>, value: string, at: string): string[] {
  const quoted = shape.sensitive ? '' : ` '${value}'`
  const fault = (must: string) =>
    `Value${quoted} at '${at}' failed to satisfy constraint: Member must ${must}`
  const length = [...value].length
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern, alsoPasses } = shape
  return [
    ...(length < min ? [fault(`have length greater than or equal to ${min}`)] : []),
    ...(length > max ? [fault(`have length less than or equal to ${max}`)] : []),
    ...(pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value) && !alsoPasses?.test(value)
      ? [fault(`satisfy regular expression pattern: ${pattern}`)]
      : []),
  ]
}

function faultsOf(members: Members, value: unknown, path = ''): string[] {
  const entries = entriesOf(value)
  return Object.entries(members).flatMap(([name, member]) => {
    const at = `${path}${withoutCapital(name)}`
    const item = entries.get(name)
    if (item === undefined) {
      const quoted = member.type === 'string' && member.sensitive ? '' : ' null'
      return member.required
        ? [`Value${quoted} at '${at}' failed to satisfy constraint: Member must not be null`]
        : []
    }
    if (member.type === 'structure') return faultsOf(member.members, item, `${at}.`)
    if (member.type === 'string') return typeof item === 'string' ? stringFaults(member, item, at) : []
    return [...entriesOf(item)].flatMap(([key, each]) => [
      // A key is the caller's own text and may be anything, so it is not repeated.
      ...stringFaults(member.value, key, `${at}.key`),
      ...(typeof each === 'string' ? stringFaults(member.value, each, `${at}.value`) : []),
    ])
  })
}

const refused = (name: string, message: string): ReadAwsRequest => ({ ok: false, error: { name, message } })

/**
 * Reads the body of an AWS JSON 1.1 request as Cognito does: a value of the wrong type is a SerializationException and
 * nothing else is looked at; then every broken constraint is in one InvalidParameterException.
 */
export function readAwsRequest(operation: OperationName, body: string): ReadAwsRequest {
  let conformed: unknown
  try {
    const json: unknown = JSON.parse(body)
    conformed = conform({ type: 'structure', members: operations[operation] }, json)
  } catch (error) {
    // The parser's own message would quote part of the body, which may be part of a password.
    return refused(
      'SerializationException',
      error instanceof WrongType ? error.message : 'The body is not JSON',
    )
  }
  const faults = faultsOf(operations[operation], conformed)
  if (faults.length > 0) {
    const count = `${faults.length} validation error${faults.length > 1 ? 's' : ''} detected`
    return refused('InvalidParameterException', `${count}: ${faults.join('; ')}`)
  }
  return {
    ok: true,
    request:
      operation === 'ForgotPassword'
        ? { operation, input: common.parse(conformed) }
        : { operation, input: confirm.parse(conformed) },
  }
}
