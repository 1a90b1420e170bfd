import { type CollectionTag, parseDocument, type ScalarTag } from 'yaml'
import { CommandFailed, exitCodes } from '../exit-codes'
import { bytes, Foreign, float, pythonText, pythonType } from './python-values'

/** YAML 1.2 as the AWS CLI reads it with ruamel: a number, a date or binary data is no text, quoted it is one. */

export class YamlError extends Error {}

/** `1_000` is a number for ruamel, the rest of its numbers are the core schema's. */
const grouped: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?[0-9]+_[0-9_]*$/,
  resolve: (text) => BigInt(text.replaceAll('_', '')),
}

function dateOf(value: Date): Foreign {
  const text = value.toISOString()
  if (text.endsWith('T00:00:00.000Z')) return new Foreign('datetime.date', text.slice(0, 10))
  return new Foreign('datetime.datetime', text.replace('T', ' ').replace(/\.000Z$|Z$/, ''))
}

function scalarOf(value: unknown): unknown {
  if (typeof value === 'bigint') return new Foreign('int', String(value))
  if (typeof value === 'number') return float(value)
  if (value instanceof Date) return dateOf(value)
  return value instanceof Uint8Array ? bytes(value) : value
}

function keyRefused(path: string, key: unknown): CommandFailed {
  const scalar = scalarOf(key)
  const [text, type] = [pythonText(scalar), pythonType(scalar)]
  // botocore spreads the outermost keys into a call.
  if (path === '') return new CommandFailed('\nkeywords must be strings\n', exitCodes.connection)
  const line = `Invalid type for parameter ${path} (key: ${text}), value: ${text}, type: ${type}, valid types: <class 'str'>`
  return new CommandFailed(`\nParameter validation failed:\n${line}\n`, exitCodes.usage)
}

function contentOf(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => contentOf(item, path))
  if (value instanceof Set)
    return new Foreign('set', `{${[...value].map((item) => pythonText(item, true)).join(', ')}}`)
  if (!(value instanceof Map)) return scalarOf(value)
  const entries = [...value].map(([key, item]) => {
    if (typeof key !== 'string') throw keyRefused(path, key)
    return [key, contentOf(item, path === '' ? key : `${path}.${key}`)] as const
  })
  return Object.fromEntries(entries)
}

/** Throws YamlError for what is no YAML, CommandFailed where a key is no text. */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, {
    version: '1.2',
    intAsBigInt: true,
    merge: true,
    logLevel: 'silent',
    customTags: (tags): (ScalarTag | CollectionTag | 'timestamp' | 'binary' | 'set')[] => [
      grouped,
      ...tags.filter((tag): tag is ScalarTag | CollectionTag => typeof tag !== 'string'),
      'timestamp',
      'binary',
      'set',
    ],
  })
  if (document.errors.length > 0 || document.warnings.length > 0) throw new YamlError()
  let content: unknown
  try {
    content = document.toJS({ mapAsMap: true })
  } catch {
    // Aliases that unfold beyond measure.
    throw new YamlError()
  }
  return contentOf(content, '')
}
