import { expect, test } from 'vitest'
import { framework } from './framework-log'

const said = (...values: unknown[]) => JSON.stringify(framework(values))

test.each([
  [
    'Error: Failed to find Server Action "jane@x.test". This request might be older.',
    'Error: Failed to find Server Action',
  ],
  [
    " \u001b[31m⨯\u001b[39m TypeError: Cannot read properties of null (reading 'secret')",
    'TypeError: Cannot read properties of null',
  ],
  ['SyntaxError: Unexpected token \'j\', "jane@x.test" is not valid JSON', 'SyntaxError: Unexpected token'],
  ['✓ Running next.config.js took 26ms', 'Running next.config.js took'],
  ["Couldn't load it: jane@x.test", "Couldn't load it"],
])('of %j goes in what is the framework’s own', (text, own) => {
  expect(framework([text])).toEqual({ says: own })
})

test('of an error its name, its digest and its places, and no line of its message', () => {
  const message = 'Unexpected "123456\n    at jane (/home/jane.js:1:1)\n    at 654321"'
  const line = said('⨯', Object.assign(new TypeError(message), { digest: '41ab', code: 'E_x' }))
  expect(line).toContain('"name":"TypeError"')
  expect(line).toContain('"digest":"41ab"')
  expect(line).toContain('framework-log.test.ts')
  for (const theirs of ['123456', '654321', 'jane']) expect(line).not.toContain(theirs)
})

test('whatever is given, it does not throw', () => {
  for (const value of [null, undefined, 1, Symbol('x'), {}, { stack: 5 }, [], () => 1, new Proxy({}, {})])
    expect(() => said(value, 'x', value)).not.toThrow()
})
