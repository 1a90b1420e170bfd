import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { type OperationName, operations, type Shape } from '../../lib/cognito/model'
import { CommandFailed, exitCodes } from '../exit-codes'
import { optionName } from './arguments'
import { checkParameters } from './check-parameters'
import { parseShorthand, ShorthandError } from './shorthand'

const parsingFailed = (option: string, what: string) =>
  new CommandFailed(`\nError parsing parameter '${option}': ${what}\n`, exitCodes.usage)

const reasons: Record<string, string> = {
  ENOENT: '[Errno 2] No such file or directory',
  EACCES: '[Errno 13] Permission denied',
  EISDIR: '[Errno 21] Is a directory',
}

/** `file://path` stands for what the file holds, a newline at its end included; everything else for itself. */
function resolveFile(option: string, value: string): string {
  if (!value.startsWith('file://')) return value
  const path = value.slice('file://'.length).replace(/^~(?=\/|$)/, homedir())
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const reason = reasons[code] ? `${reasons[code]}: '${path}'` : 'it holds no UTF-8 text'
    throw parsingFailed(`--${option}`, `Unable to load paramfile ${value}: ${reason}`)
  }
}

function parseJson(option: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The AWS CLI repeats what it was given; here that may be a password.
    throw parsingFailed(option, 'Invalid JSON')
  }
}

function memberValue(shape: Shape, option: string, given: string): unknown {
  const text = resolveFile(option, given)
  if (shape.type === 'string') return text
  const start = text.trimStart().charAt(0)
  if (start === '{') return parseJson(`--${option}`, text)
  if (start === '[') throw parsingFailed(`--${option}`, `Invalid JSON:\n${text}`)
  try {
    return parseShorthand(text)
  } catch (error) {
    if (error instanceof ShorthandError) throw parsingFailed(`--${option}`, error.message)
    throw error
  }
}

/** The input that the options spell, flags before `--cli-input-json`, key by key. Not checked yet. */
export function inputOf(
  operation: OperationName,
  values: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const flags = Object.entries(operations[operation]).flatMap(([name, shape]) => {
    const option = optionName(name)
    const given = values.get(option)
    return given === undefined ? [] : [[name, memberValue(shape, option, given)] as const]
  })
  const given = values.get('cli-input-json')
  if (given === undefined) return Object.fromEntries(flags)
  const json = parseJson('cli-input-json', resolveFile('cli-input-json', given))
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw parsingFailed('cli-input-json', 'Invalid JSON: it must hold an object')
  }
  const input = new Map<string, unknown>(flags)
  for (const [name, value] of Object.entries(json)) if (!input.has(name)) input.set(name, value)
  return Object.fromEntries(input)
}

/** Throws CommandFailed with every fault, in botocore's words. */
export function assertParameters(operation: OperationName, input: Record<string, unknown>): void {
  const faults = checkParameters(operations[operation], input)
  if (faults.length === 0) return
  throw new CommandFailed(`\nParameter validation failed:\n${faults.join('\n')}\n`, exitCodes.usage)
}
