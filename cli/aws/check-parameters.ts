import type { Members, Shape } from '../../lib/cognito/model'
import { Foreign, pythonText, pythonType } from './python-values'

/**
 * What the AWS CLI checks before it sends anything: required members, types, unknown keys and minimum lengths, but no
 * maximum lengths or patterns, which the service checks. Texts of botocore's ParamValidator.
 */

/** The values of these never appear in an error. */
const secretNames = new Set(['Password', 'ConfirmationCode', 'SecretHash'])

function wrongType(path: string, value: unknown, wanted: 'str' | 'dict'): string {
  const shown = secretNames.has(path) ? '(hidden)' : pythonText(value)
  return `Invalid type for parameter ${path}, value: ${shown}, type: ${pythonType(value)}, valid types: <class '${wanted}'>`
}

function check(shape: Shape, value: unknown, path: string): string[] {
  if (shape.type === 'string') {
    if (typeof value !== 'string') return [wrongType(path, value, 'str')]
    const length = [...value].length
    return length < (shape.min ?? 0)
      ? [`Invalid length for parameter ${path}, value: ${length}, valid min length: ${shape.min}`]
      : []
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Foreign)
    return [wrongType(path, value, 'dict')]
  if (shape.type === 'structure') return checkMembers(shape.members, Object.entries(value), path)
  return Object.entries(value).flatMap(([key, item]) => check(shape.value, item, `${path}.${key}`))
}

function checkMembers(members: Members, entries: [string, unknown][], path: string): string[] {
  const at = path || 'input'
  const given = new Set(entries.map(([name]) => name))
  const missing = Object.entries(members)
    .filter(([name, member]) => member.required && !given.has(name))
    .map(([name]) => `Missing required parameter in ${at}: "${name}"`)
  const known = new Map(Object.entries(members))
  const names = Object.keys(members).join(', ')
  const unknown = entries
    .filter(([name]) => !known.has(name))
    .map(([name]) => `Unknown parameter in ${at}: "${name}", must be one of: ${names}`)
  const inner = entries.flatMap(([name, item]) => {
    const member = known.get(name)
    return member === undefined ? [] : check(member, item, path ? `${path}.${name}` : name)
  })
  return [...missing, ...unknown, ...inner]
}

/** Every fault of an input, or none. */
export function checkParameters(members: Members, input: Record<string, unknown>): string[] {
  return checkMembers(members, Object.entries(input), '')
}
