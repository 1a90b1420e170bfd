import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isReadablePath, languageChoice, wantsPage, withoutExtraSlashes } from './page-address'

describe('a path that a page may have', () => {
  test.each(['/', '/acme/forgot', '/acme/assets/0f', '/acme/caf%C3%A9', '/.well-known/change-password'])(
    '%s is readable',
    (path) => expect(isReadablePath(path)).toBe(true),
  )

  test.each([
    ['an encoded NUL', '/acme%00/forgot'],
    ['an encoded slash', '/acme%2Fforgot'],
    ['an encoded backslash', '/acme%5cforgot'],
    ['an encoded percent sign', '/acme%2500'],
    ['an encoded line break', '/acme%0d%0aSet-Cookie:x'],
    ['an encoded C1 control', '/acme%C2%85'],
    ['a percent sign alone', '/acme/%'],
    ['half a character', '/acme/%C3'],
    ['an overlong encoding', '/acme/%C0%AF'],
    ['two slashes', '/acme//forgot'],
    ['a backslash', '/acme\\forgot'],
  ])('one with %s is not', (_, path) => expect(isReadablePath(path)).toBe(false))

  test('whatever is readable decodes without control characters or another separator', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'/%0123456789abcdefCF.\\-') }), (path) => {
        if (!isReadablePath(path)) return
        expect(decodeURIComponent(path)).not.toMatch(/[\p{Cc}\\]/u)
        expect(decodeURIComponent(path).split('/')).toHaveLength(path.split('/').length)
      }),
    )
  })
})

describe('the language that a person chose', () => {
  test('the address goes before an earlier choice', () => {
    expect(languageChoice('da', 'en')).toBe('da,en')
    expect(languageChoice('da', 'da')).toBe('da')
    expect(languageChoice(null, 'en')).toBe('en')
    expect(languageChoice(null, undefined)).toBeNull()
  })

  test.each(['', 'x', '__proto__', 'da,en', 'en-a', 'da;q=1', 'da\r\nX: y', '<script>', 'a'.repeat(200)])(
    '%j is no choice, and the earlier one stands',
    (asked) => {
      expect(languageChoice(asked, 'en')).toBe('en')
      expect(languageChoice(asked, asked)).toBeNull()
    },
  )
})

test('a language is read in any case, with a dash or an underscore, and by its former code', () => {
  const written = ['DA', 'da_DK', 'ZH_hant_tw', 'zh-tw', 'iw', 'pt_br']
  const read = ['da', 'da-DK', 'zh-Hant-TW', 'zh-TW', 'he', 'pt-BR']
  expect(written.map((tag) => languageChoice(tag, undefined))).toEqual(read)
})

describe('F10: slashes too many', () => {
  test.each([
    ['/acme//link?u=a//b', '/acme/link?u=a//b'],
    ['//link?u=a', '/link?u=a'],
    ['//acme///link//?c=1', '/acme/link?c=1'],
    ['/acme/link/?c=1', '/acme/link?c=1'],
    ['/acme//reset?code=1', '/acme/reset?code=1'],
    ['/acme//cognito', '/acme/cognito'],
  ])('%s is read as %s', (url, tidy) => expect(withoutExtraSlashes(url)).toBe(tidy))

  test.each(['//evil.test/acme', '/acme//forgot', '/acme//reset', '/a/b//link?c=1', '/', '//', ''])(
    '%j stays as it is',
    (url) => expect(withoutExtraSlashes(url)).toBe(url),
  )
})

test('a picture, a script’s request and a program get no page', () => {
  const sent = (headers: Record<string, string>) => (name: string) => headers[name] ?? null
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8'
  expect(wantsPage(sent({ accept }))).toBe(true)
  expect(wantsPage(sent({ accept, 'next-action': 'x' }))).toBe(false)
  expect(wantsPage(sent({ accept: 'image/*' }))).toBe(false)
  expect(wantsPage(sent({}))).toBe(false)
})
