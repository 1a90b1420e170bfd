/**
 * Secrets that everybody knows: placeholders from examples and READMEs, alone, repeated, or padded with digits and rows
 * of keys. What remains of a secret without them has to be long enough on its own.
 */

const MINIMUM_LEFT = 16

const PLACEHOLDERS = [
  ...[
    'change',
    'changeit',
    'replace',
    'insert',
    'enter',
    'put',
    'fill',
    'set',
    'generate',
    'use',
    'with',
    'your',
  ],
  ...[
    'me',
    'this',
    'here',
    'now',
    'please',
    'my',
    'own',
    'the',
    'a',
    'an',
    'in',
    'to',
    'do',
    'for',
    'be',
    'it',
  ],
  ...[
    'must',
    'should',
    'at',
    'least',
    'long',
    'very',
    'super',
    'top',
    'some',
    'random',
    'string',
    'value',
    'text',
  ],
  ...[
    'secret',
    'secrets',
    'key',
    'keys',
    'password',
    'passphrase',
    'pass',
    'token',
    'salt',
    'private',
    'secure',
  ],
  ...[
    'insecure',
    'unsafe',
    'default',
    'example',
    'examples',
    'sample',
    'demo',
    'dummy',
    'placeholder',
    'todo',
  ],
  ...['test', 'testing', 'dev', 'development', 'local', 'production', 'prod', 'staging', 'foo', 'bar', 'baz'],
  ...[
    'next',
    'auth',
    'nextauth',
    'jwt',
    'session',
    'cookie',
    'django',
    'laravel',
    'rails',
    'base',
    'rekey',
    'app',
  ],
  ...[
    'bit',
    'bits',
    'byte',
    'bytes',
    'char',
    'chars',
    'character',
    'characters',
    'hex',
    'encryption',
    'signing',
  ],
  ...[
    'keyboard',
    'cat',
    'correct',
    'horse',
    'battery',
    'staple',
    'hunter',
    'admin',
    'administrator',
    'letmein',
  ],
  ...[
    'qwerty',
    'qwertyuiop',
    'asdfghjkl',
    'zxcvbnm',
    'lorem',
    'ipsum',
    'dolor',
    'sit',
    'amet',
    'hello',
    'world',
  ],
].sort((a, b) => b.length - a.length)

/** Some of them written as one word, with digits behind them. */
const ONLY_PLACEHOLDERS = new RegExp(`^(?:${PLACEHOLDERS.join('|')})+\\d*$`)

/** Whether the whole text repeats a shorter piece, the last one perhaps cut off. */
function isRepetition(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length++) {
    if (text.slice(length) === text.slice(0, -length)) return true
  }
  return false
}

/** Without runs of four or more neighbours (`1234`, `fedc`) or of one character. */
function withoutRuns(text: string): string {
  let kept = ''
  for (let start = 0; start < text.length; ) {
    let end = start + 1
    const step = text.charCodeAt(end) - text.charCodeAt(start)
    if (Math.abs(step) <= 1) {
      while (end < text.length && text.charCodeAt(end) - text.charCodeAt(end - 1) === step) end++
    }
    if (end - start < 4) kept += text.slice(start, end)
    start = end
  }
  return kept
}

function isGuessable(text: string): boolean {
  const lower = text.toLowerCase()
  const words = lower.split(/[^\p{L}\p{N}]+/u)
  const plain = words.join('')
  if (isRepetition(lower) || isRepetition(plain)) return true
  const left = withoutRuns(words.filter((word) => !ONLY_PLACEHOLDERS.test(word)).join(''))
  return left.length < MINIMUM_LEFT && left.length < plain.length
}

/** Whether anybody could guess a secret, as text or as the text that its base64 encodes. */
export function isWellKnownSecret(secret: string): boolean {
  const decoded = Buffer.from(secret, 'base64').toString('latin1')
  return isGuessable(secret) || (/^[\x20-\x7e]{16,}$/.test(decoded) && isGuessable(decoded))
}
