import { invalidParameter, serialization } from './errors'
import type { Input, Members, Shape } from './shape-types'

/**
 * Reads a request body as the service does, in two steps: a JSON value of the wrong type is a
 * SerializationException and nothing else is looked at; then every broken constraint is collected into one
 * InvalidParameterException. Members the model does not know are ignored, and null is the same as absent.
 */
export function readInput<M extends Members>(members: M, body: unknown): Input<M> {
  checkTypes({ type: 'structure', members }, body)
  const faults: string[] = []
  checkMembers(members, body as Record<string, unknown>, '', faults)
  if (faults.length > 0) {
    const count = `${faults.length} validation error${faults.length > 1 ? 's' : ''} detected`
    throw invalidParameter(`${count}: ${faults.join('; ')}`)
  }
  // The one place where a JSON value becomes a typed input: both walks above have seen every member.
  return withoutNulls(body) as Input<M>
}

function checkTypes(shape: Shape, value: unknown): void {
  if (value === null || value === undefined) return
  switch (shape.type) {
    case 'string':
      if (typeof value !== 'string')
        throw serialization(`${wireName(value)} can not be converted to a String`)
      return
    case 'boolean':
      if (typeof value !== 'boolean')
        throw serialization(`${wireName(value)} can not be converted to a Boolean`)
      return
    case 'integer':
      if (typeof value !== 'number')
        throw serialization(`${wireName(value)} can not be converted to an Integer`)
      return
    case 'list':
      if (!Array.isArray(value)) throw serialization('Unexpected field type')
      for (const item of value) checkTypes(shape.of, item)
      return
    case 'map':
      for (const item of Object.values(record(value))) checkTypes(shape.value, item)
      return
    case 'structure': {
      const fields = record(value)
      for (const [name, member] of Object.entries(shape.members)) checkTypes(member, own(fields, name))
    }
  }
}

function checkMembers(
  members: Members,
  value: Record<string, unknown>,
  path: string,
  faults: string[],
): void {
  for (const [name, member] of Object.entries(members)) {
    const at = `${path}${name.charAt(0).toLowerCase()}${name.slice(1)}`
    const item = own(value, name)
    if (item !== null && item !== undefined) checkValue(member, item, at, faults)
    else if (member.required) {
      const shown = member.type === 'string' && member.sensitive ? 'Value' : 'Value null'
      faults.push(`${shown} at '${at}' failed to satisfy constraint: Member must not be null`)
    }
  }
}

function checkValue(shape: Shape, value: unknown, at: string, faults: string[]): void {
  if (shape.type === 'structure')
    checkMembers(shape.members, value as Record<string, unknown>, `${at}.`, faults)
  if (shape.type === 'list') {
    for (const [index, item] of (value as unknown[]).entries()) {
      checkValue(shape.of, item, `${at}.${index + 1}.member`, faults)
    }
  }
  if (shape.type === 'map') {
    for (const [key, item] of Object.entries(value as Record<string, unknown>)) {
      checkValue(shape.value, item, `${at}.${key}.member`, faults)
    }
  }
  if (shape.type === 'integer' && typeof value === 'number') {
    const fault = (must: string) =>
      faults.push(`Value '${value}' at '${at}' failed to satisfy constraint: Member must have value ${must}`)
    if (shape.min !== undefined && value < shape.min) fault(`greater than or equal to ${shape.min}`)
    if (shape.max !== undefined && value > shape.max) fault(`less than or equal to ${shape.max}`)
  }
  if (shape.type !== 'string' || typeof value !== 'string') return
  // A sensitive member is named and never quoted.
  const fault = (must: string) =>
    faults.push(
      `Value${shape.sensitive ? '' : ` '${value}'`} at '${at}' failed to satisfy constraint: Member must ${must}`,
    )
  const length = [...value].length
  if (shape.min !== undefined && length < shape.min) {
    fault(`have length greater than or equal to ${shape.min}`)
  }
  if (shape.max !== undefined && length > shape.max) fault(`have length less than or equal to ${shape.max}`)
  if (shape.pattern && !new RegExp(`^(?:${shape.pattern})$`, 'u').test(value)) {
    fault(`satisfy regular expression pattern: ${shape.pattern}`)
  }
  if (shape.oneOf && !shape.oneOf.includes(value))
    fault(`satisfy enum value set: [${shape.oneOf.join(', ')}]`)
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw serialization('Unexpected field type')
  return value as Record<string, unknown>
}

/** Only the object's own members: a body with `__proto__` in it must not conjure up values. */
function own(value: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  )
}

function wireName(value: unknown): string {
  if (typeof value === 'number') return 'NUMBER_VALUE'
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE'
  if (typeof value === 'string') return 'STRING_VALUE'
  return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT'
}
