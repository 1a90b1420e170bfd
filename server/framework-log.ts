import 'server-only'
import { isAbandoned, isUnreadBody } from '../lib/http/response-status'
import { log } from '../lib/platform/log'
import { processWide } from '../lib/platform/process-wide'

/**
 * What the framework and Node would print for people, as lines of the log. Their sentences quote what a sender wrote, so
 * only the part of a sentence that is their own goes in, with the places in the code.
 */

const METHODS = {
  error: 'error',
  warn: 'warn',
  log: 'info',
  info: 'info',
  debug: 'info',
  trace: 'info',
} as const

const isError = (value: unknown): value is Error & { digest?: unknown; code?: unknown } =>
  value instanceof Error || (typeof value === 'object' && value !== null && 'stack' in value)

/** The places of a stack, without the message above them, which may have lines of its own. */
function placesOf({ name, message, stack }: Error): string[] {
  const text = String(stack ?? '')
  const head = [`${name}: ${message}`, String(message)].find((each) => each !== '' && text.startsWith(each))
  const below = head === undefined ? text : text.slice(head.length)
  return below
    .split('\n')
    .filter((line) => /^\s+at [\w.<>[\] ]*\(?[\w./:@[\]() -]+\)?$/.test(line))
    .slice(0, 8)
    .map((line) => line.trim())
}

const word = (value: unknown) =>
  typeof value === 'string' && /^[\w.-]{1,60}$/.test(value) ? value : undefined

/** A sentence up to where it begins to quote: a quotation mark, digit, bracket, slash, colon or line. */
function ownWords(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are told their colours by them.
  const plain = text.replace(/\u001b\[[\d;]*m/g, '').replace(/^[^\p{L}]+/u, '')
  return (/^(?:\w*Error: )?(?:[A-Za-z]+(?:[\u2019'-][A-Za-z]+)*[ ,.]*)*/.exec(plain)?.[0] ?? '')
    .trim()
    .slice(0, 200)
}

/** The fields of a line for what somebody gave to `console`. */
export function framework(values: readonly unknown[]): Record<string, unknown> {
  const thrown = values.find(isError)
  const text = values.find((value): value is string => typeof value === 'string' && ownWords(value) !== '')
  return {
    ...(text !== undefined && { says: ownWords(text) }),
    ...(thrown !== undefined && {
      name: word(thrown.name),
      reason: word(thrown.code),
      digest: word(thrown.digest),
      at: placesOf(thrown),
    }),
  }
}

const shared = () => processWide('framework-log', () => ({ isDone: false }))

/** Turns console output, Node's warnings and a crash of this process into lines of the log. */
export function logForFramework(): void {
  if (shared().isDone) return
  shared().isDone = true
  for (const [method, level] of Object.entries(METHODS)) {
    Reflect.set(console, method, (...values: unknown[]) => {
      // An error in an action whose client has disconnected matters to nobody.
      if (level === 'error' && isAbandoned()) return log.info('request.abandoned')
      // A scanner's junk must not raise an alarm.
      if (level === 'error' && isUnreadBody()) return log.info('framework.unreadable', framework(values))
      log[level](`framework.${level}`, framework(values))
    })
  }
  process.removeAllListeners('warning')
  process.on('warning', (warning) => log.warn('framework.warn', framework([warning])))
}

/** An error that nothing caught ends the process, and says so in the log. */
export function logCrashes(): void {
  process.on('uncaughtException', (error) => {
    log.error('process.crashed', framework([error]))
    process.exit(1)
  })
}
