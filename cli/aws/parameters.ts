import { type OperationName, operations, type Shape } from '../../lib/cognito/model'
import { CommandFailed, exitCodes } from '../exit-codes'
import { checkParameters } from './check-parameters'
import { optionName } from './options'
import { ParamFileError, resolveParamFile } from './param-file'
import { JsonError, parsePythonJson } from './python-json'
import { bytes, pythonType } from './python-values'
import { parseShorthand, ShorthandError } from './shorthand'
import { parseYaml, YamlError } from './yaml-input'

const parsingFailed = (option: string, what: string) =>
  new CommandFailed(`\nError parsing parameter '${option}': ${what}\n`, exitCodes.usage)

function resolved(option: string, value: string): string | Uint8Array {
  try {
    return resolveParamFile(value)
  } catch (error) {
    if (!(error instanceof ParamFileError)) throw error
    throw parsingFailed(option, error.message)
  }
}

function memberValue(shape: Shape, option: string, given: string): unknown {
  const content = resolved(option, given)
  if (shape.type === 'string') return typeof content === 'string' ? content : bytes(content)
  if (typeof content !== 'string') {
    throw new CommandFailed(
      "\n'in <string>' requires string as left operand, not int\n",
      exitCodes.connection,
    )
  }
  const start = content.trimStart().charAt(0)
  try {
    if (start === '{') return parsePythonJson(content)
    if (start === '[') throw parsingFailed(option, `Invalid JSON:\n${content}`)
    return parseShorthand(content)
  } catch (error) {
    if (error instanceof ShorthandError) throw parsingFailed(option, error.message)
    if (error instanceof JsonError) {
      throw parsingFailed(option, `Invalid JSON: ${error.message}\nJSON received: ${content}`)
    }
    throw error
  }
}

const readers = {
  'cli-input-json': { name: 'JSON', parse: parsePythonJson },
  'cli-input-yaml': { name: 'YAML', parse: parseYaml },
} as const

function wholeInput(option: keyof typeof readers, given: string): Record<string, unknown> {
  const content = resolved(`--${option}`, given)
  const { name, parse } = readers[option]
  let input: unknown
  try {
    input = parse(typeof content === 'string' ? content : new TextDecoder().decode(content))
  } catch (error) {
    if (error instanceof JsonError || error instanceof YamlError)
      throw parsingFailed(option, `Invalid ${name} received.`)
    throw error
  }
  if (pythonType(input) !== "<class 'dict'>") {
    throw parsingFailed(`--${option}`, `Invalid type: expecting map, received ${pythonType(input)}`)
  }
  return { ...(input as object) }
}

/** The input that the options spell, flags before a whole input, key by key. Not checked yet. */
export function inputOf(
  operation: OperationName,
  values: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const flags = Object.entries(operations[operation]).flatMap(([name, shape]) => {
    const option = optionName(name)
    const given = values.get(option)
    return given === undefined ? [] : [[name, memberValue(shape, `--${option}`, given)] as const]
  })
  const json = values.get('cli-input-json')
  const yaml = values.get('cli-input-yaml')
  if (json !== undefined && yaml !== undefined) {
    throw new CommandFailed('\nOnly one --cli-input- parameter may be specified.\n', exitCodes.usage)
  }
  const input = new Map<string, unknown>(flags)
  const whole = json ?? yaml
  if (whole !== undefined) {
    const read = wholeInput(json === undefined ? 'cli-input-yaml' : 'cli-input-json', whole)
    for (const [name, value] of Object.entries(read)) if (!input.has(name)) input.set(name, value)
  }
  return Object.fromEntries(input)
}

/** Throws CommandFailed with every fault, in botocore's words. */
export function assertParameters(operation: OperationName, input: Record<string, unknown>): void {
  const faults = checkParameters(operations[operation], input)
  if (faults.length === 0) return
  throw new CommandFailed(`\nParameter validation failed:\n${faults.join('\n')}\n`, exitCodes.usage)
}
