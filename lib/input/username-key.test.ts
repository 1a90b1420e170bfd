import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseUsername } from './username-key'

describe('share one bucket', () => {
  test.each([
    ['case', 'Ada@Example.com', 'ada@example.com'],
    ['outer white space', '  ada\t', 'ada'],
    ['outer no-break and ideographic space', '\u00a0ada\u3000', 'ada'],
    ['a line break at the end', 'ada\r\n', 'ada'],
    ['composed and decomposed letters', 'jos\u00e9', 'jose\u0301'],
    ['full-width letters', 'ａｄａ', 'ada'],
    ['a ligature', 'ﬁona', 'fiona'],
    ['a zero-width space', 'a\u200bda', 'ada'],
    ['a zero-width joiner', 'a\u200dda', 'ada'],
    ['a soft hyphen', 'a\u00adda', 'ada'],
    ['a byte order mark', '\ufeffada', 'ada'],
    ['marks that turn text around', 'a\u202eda\u202c', 'ada'],
    ['a variation selector', 'ada\ufe0f', 'ada'],
    ['a tag character', 'ada\u{e0041}', 'ada'],
    ['a Hangul filler', 'ada\u3164', 'ada'],
    ['a NUL', 'a\0da', 'ada'],
    ['a sharp s and two', 'STRASSE', 'straße'],
    ['the two small sigmas', 'ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['the Kelvin sign', '\u212aate', 'kate'],
    ['a trick in several layers', ' \u200bＡ\u00adda\u200b ', 'ada'],
  ])('%s', (_, one, other) => {
    expect(normaliseUsername(one)).toBe(normaliseUsername(other))
  })
})

describe('stay apart', () => {
  test.each([
    ['a +tag', 'ada+shop@example.com', 'ada@example.com'],
    ['dots', 'a.da@example.com', 'ada@example.com'],
    ['accents', 'josé', 'jose'],
    ['Cyrillic look-alikes', '\u0430da', 'ada'],
    ['digits', 'ada1', 'ada'],
  ])('%s', (_, one, other) => {
    expect(normaliseUsername(one)).not.toBe(normaliseUsername(other))
  })
})

const name = fc.string({ unit: 'binary', maxLength: 40 })

test('a spelling that was made one is not made another', () => {
  fc.assert(
    fc.property(name, (raw) => {
      const once = normaliseUsername(raw)
      expect(normaliseUsername(once)).toBe(once)
    }),
    { numRuns: 2_000 },
  )
})

test('no case, no outer space and nothing invisible makes a difference, whatever the name', () => {
  const invisible = fc.constantFrom('\u200b', '\u200d', '\u00ad', '\ufeff', '\u2060', '\u0000', '\ufe0f')
  fc.assert(
    fc.property(name, invisible, fc.nat(), (raw, sign, at) => {
      const known = normaliseUsername(raw)
      const characters = [...raw]
      const inserted = [
        ...characters.slice(0, at % (characters.length + 1)),
        sign,
        ...characters.slice(at % (characters.length + 1)),
      ]
      expect(normaliseUsername(` ${inserted.join('')}\u00a0`)).toBe(known)
      expect(normaliseUsername(raw.toUpperCase())).toBe(known)
      expect(normaliseUsername(raw.normalize('NFD'))).toBe(known)
    }),
    { numRuns: 1_000 },
  )
})
