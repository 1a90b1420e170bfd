import { quoted } from './argparse'

/** Values as the AWS CLI's own language names and writes them: its errors about a type show both. */

/** What JSON, YAML or a file can hold and no parameter of the two operations can be. */
export class Foreign {
  readonly type: string
  readonly text: string

  constructor(type: 'int' | 'float' | 'bytes' | 'datetime.date' | 'datetime.datetime' | 'set', text: string) {
    this.type = type
    this.text = text
  }
}

export function float(value: number): Foreign {
  const size = Math.abs(value)
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  if (Number.isNaN(value)) return new Foreign('float', 'nan')
  if (size === Number.POSITIVE_INFINITY) return new Foreign('float', value > 0 ? 'inf' : '-inf')
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return new Foreign('float', `${digits}e${exponent.replace(/^([+-])(\d)$/, '$10$2')}`)
  }
  return new Foreign('float', Number.isInteger(value) ? `${value}.0` : String(value))
}

const byte = (value: number): string => {
  const named: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' }
  if (named[value] !== undefined) return named[value]
  return value >= 32 && value < 127 ? String.fromCharCode(value) : `\\x${value.toString(16).padStart(2, '0')}`
}

export function bytes(value: Uint8Array): Foreign {
  const text = [...value].map(byte).join('')
  if (text.includes("'") && !text.includes('"')) return new Foreign('bytes', `b"${text}"`)
  return new Foreign('bytes', `b'${text.replaceAll("'", "\\'")}'`)
}

/** A value as Python writes it, inside a container with its quotes. */
export function pythonText(value: unknown, isInside = false): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return isInside ? quoted(value) : value
  if (value instanceof Foreign) return value.text
  if (Array.isArray(value)) return `[${value.map((item) => pythonText(item, true)).join(', ')}]`
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${pythonText(item, true)}`)
    return `{${pairs.join(', ')}}`
  }
  return String(value)
}

export function pythonType(value: unknown): string {
  if (value === null) return "<class 'NoneType'>"
  if (value instanceof Foreign) return `<class '${value.type}'>`
  if (typeof value === 'boolean') return "<class 'bool'>"
  if (typeof value === 'string') return "<class 'str'>"
  return Array.isArray(value) ? "<class 'list'>" : "<class 'dict'>"
}
