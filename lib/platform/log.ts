import 'server-only'
import { type Level, type Logger, pino, stdTimeFunctions } from 'pino'
import { redact } from './redact'
import { currentTraceId } from './tracing'

type Fields = Readonly<Record<string, unknown>>
type Sink = { write(text: string): unknown }

// JSON escapes CR, LF and ESC; these others also end lines, move cursors or turn text around in a viewer.
const FORGING = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

const escaped = (line: string) =>
  line.replace(FORGING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** No field of the same name replaces what pino writes before it. */
function entry(event: string, { time, level, event: _, ...fields }: Fields): Fields {
  return { event, ...fields }
}

/** Writes synchronously, without a thread or a buffer, so that no line is lost when the process ends. */
const linesTo = (sink: () => Sink, shown: (fields: Fields) => unknown): Logger =>
  pino(
    {
      base: null,
      messageKey: 'event',
      timestamp: stdTimeFunctions.isoTime,
      formatters: {
        level: (level) => ({ level }),
        log: ({ event, fields }) => entry(String(event), Object(shown(Object(fields)))),
      },
    },
    { write: (line) => sink().write(escaped(line)) },
  )

let target: Sink = process.stdout

/** Sends the log elsewhere: a command needs standard output for its result. */
export function logTo(stream: Sink): void {
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
    const fields = { message: text.split('\n') }
    linesTo(
      () => process.stderr,
      (kept) => kept,
    ).error({ event: 'server.not_started', fields })
  }
}

const lines = linesTo(() => target, redact)

// pino copies the message of an error under `err` into the line; below `fields` it sees none.
const write =
  (level: Level) =>
  (event: string, fields: Fields = {}) => {
    const trace = currentTraceId()
    lines[level]({ event, fields: trace === null ? fields : { trace, ...fields } })
  }

/**
 * The process's log: one JSON line per event on standard output. Fields go through `redact`, so a field
 * called `code`, `username` or `password` never leaves; pass a thrown value as `error`. A line that is written while a
 * request is handled has the id of its `trace`.
 */
export const log = { info: write('info'), warn: write('warn'), error: write('error') }
