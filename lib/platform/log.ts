import 'server-only'
import { redact } from './redact'

type Level = 'info' | 'warn' | 'error'
type Fields = Readonly<Record<string, unknown>>

// JSON escapes CR, LF and ESC; these others also end lines, move cursors or turn text around in a viewer.
const FORGING = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

const escaped = (line: string) =>
  line.replace(FORGING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** One event as one line of JSON, whatever the fields hold. */
export function logLine(level: Level, event: string, fields: Fields, now: Date): string {
  const safe = redact(fields)
  const head = { time: now.toISOString(), level, event }
  // The head comes first, and once more last: no field of the same name replaces it.
  const text = JSON.stringify({ ...head, ...(safe instanceof Object ? safe : {}), ...head })
  return escaped(text)
}

let target: { write(text: string): unknown } = process.stdout

/** Where the lines go instead: a command keeps standard output for what it was asked for. */
export function logTo(stream: { write(text: string): unknown }): void {
  target = stream
}

/**
 * Why a process does not start: for a person at a terminal as text, for whatever collects logs as one line. The texts are
 * the portal's own and hold no values, so nothing is taken out of them.
 */
export function sayStartFault(fault: unknown): void {
  const text = fault instanceof Error ? fault.message : String(fault)
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`)
  else {
    const time = new Date().toISOString()
    const line = JSON.stringify({
      time,
      level: 'error',
      event: 'server.not_started',
      message: text.split('\n'),
    })
    process.stderr.write(`${escaped(line)}\n`)
  }
}

function write(level: Level, event: string, fields: Fields = {}): void {
  target.write(`${logLine(level, event, fields, new Date())}\n`)
}

/**
 * The process's log: one JSON line per event on standard output. Fields go through `redact`, so a field
 * called `code`, `username` or `password` never leaves; pass a thrown value as `error`.
 */
export const log = {
  info: (event: string, fields?: Fields) => write('info', event, fields),
  warn: (event: string, fields?: Fields) => write('warn', event, fields),
  error: (event: string, fields?: Fields) => write('error', event, fields),
}
