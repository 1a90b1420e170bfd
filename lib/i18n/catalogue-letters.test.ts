import { describe, expect, test } from 'vitest'
import { note } from '../../scripts/matrix.mjs'
import { FALLBACK_LOCALE, LOCALES, languageOf } from './languages'
import { metaOf, proseOf, textsOf } from './test-catalogues'

const texts = new Map(
  await Promise.all(LOCALES.map(async (locale) => [locale, await textsOf(locale)] as const)),
)
const english = await textsOf(FALLBACK_LOCALE)

/** The scripts, as Unicode names them, of a script of ISO 15924. */
const SCRIPTS: Record<string, readonly string[]> = {
  Latn: ['Latin'],
  Cyrl: ['Cyrillic'],
  Grek: ['Greek'],
  Arab: ['Arabic'],
  Aran: ['Arabic'],
  Hebr: ['Hebrew'],
  Deva: ['Devanagari'],
  Beng: ['Bengali'],
  Taml: ['Tamil'],
  Telu: ['Telugu'],
  Thai: ['Thai'],
  Jpan: ['Han', 'Hiragana', 'Katakana'],
  Kore: ['Hangul'],
  Hans: ['Han'],
  Hant: ['Han'],
}

/** What is written in Latin letters everywhere, and why. */
const LATIN_EVERYWHERE: Record<string, string> = {
  A: 'the letters that a password needs',
  Z: 'the letters that a password needs',
  a: 'the letters that a password needs',
  z: 'the letters that a password needs',
  IP: 'has no other spelling',
  Google: 'a name',
  JavaScript: 'a name',
  Caps: 'stands on the key',
  Lock: 'stands on the key',
  email: 'the usual spelling in Greek',
}

/** Vietnamese writes its tones above letters of its alphabet, which stay when they are taken off. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

/**
 * The characters of a standard for one country's signs: decoders know all of them, so no list has to be kept. Of two
 * ranges of bytes, the first and the second of a pair.
 */
function signsOf(encoding: string, first: readonly [number, number], second: readonly [number, number]) {
  const decoder = new TextDecoder(encoding)
  const signs = new Set<string>()
  for (let a = first[0]; a <= first[1]; a++)
    for (let b = second[0]; b <= second[1]; b++) signs.add(decoder.decode(Uint8Array.of(a, b)))
  return signs
}
const NATIONAL_SIGNS: Record<string, Set<string>> = {
  // GB 2312, the rows of signs: simplified ones only.
  'zh-Hans': signsOf('gbk', [0xb0, 0xf7], [0xa1, 0xfe]),
  // Big5, the levels of signs: traditional ones only.
  'zh-Hant': signsOf('big5', [0xa4, 0xf9], [0x40, 0xfe]),
  // JIS X 0208.
  ja: signsOf('euc-jp', [0xb0, 0xf4], [0xa1, 0xfe]),
}

/** Words that give English away within a text: none of them is a word of another language here. */
const ENGLISH_WORDS =
  /(?<!\p{L})(?:the|your|you|please|with|this|from|and|were|enter|sign|into|which|it’s|don’t|isn’t)(?!\p{L})/giu

/** Texts that are the same in English, and why. */
const SAME_AS_ENGLISH: Record<string, string> = {
  'nb reset.forLabel': 'a word of both languages',
  'ca common.errorTitle': 'a word of both languages',
  'es common.errorTitle': 'a word of both languages',
}

/** The keys of the texts in which something is found, each with what. */
function found(locale: (typeof LOCALES)[number], find: (prose: string) => readonly string[]): string[] {
  return [...(texts.get(locale) ?? [])].flatMap(([key, text]) => {
    const strange = find(proseOf(text))
    return strange.length === 0 ? [] : [`${key}: ${[...new Set(strange)].join(' ')}`]
  })
}

describe.each(LOCALES)('the texts of %s', (locale) => {
  const { script } = languageOf(locale)

  test('are in its script', () => {
    const own = SCRIPTS[script]
    expect(own, `no scripts are named for ${script}`).toBeDefined()
    const strange = new RegExp(
      `(?:(?![${own?.map((name) => `\\p{sc=${name}}`).join('')}\\p{sc=Common}\\p{sc=Inherited}]).)+`,
      'gu',
    )
    expect(
      found(locale, (prose) =>
        (prose.match(strange) ?? []).filter((word) => !Object.hasOwn(LATIN_EVERYWHERE, word)),
      ),
    ).toEqual([])
    note('languages', locale, 'script')
  })

  test.runIf(['Latn', 'Cyrl', 'Arab', 'Aran'].includes(script))('are in its alphabet', () => {
    const { letters } = metaOf(locale)
    expect(letters, `messages/${locale}/meta.json names no letters`).toBeDefined()
    const isOwn = (letter: string) => /[a-z]/.test(letter) || letters?.includes(letter)
    const bare = (sign: string) =>
      locale === 'vi' ? sign.normalize('NFD').replace(TONES, '').normalize() : sign
    expect(
      found(locale, (prose) =>
        [...prose.toLocaleLowerCase(locale).normalize()].filter(
          (sign) => /\p{L}/u.test(sign) && !isOwn(bare(sign)),
        ),
      ),
    ).toEqual([])
  })

  const signs = NATIONAL_SIGNS[locale]
  test.runIf(signs)('are in its country’s signs', () => {
    expect(
      found(locale, (prose) =>
        (prose.match(/\p{sc=Han}/gu) ?? []).filter((sign) => sign !== '々' && !signs?.has(sign)),
      ),
    ).toEqual([])
  })

  test('have Latin digits only, as codes have', () => {
    expect(found(locale, (prose) => prose.match(/(?![0-9])\p{Nd}/gu) ?? [])).toEqual([])
  })

  test.skipIf(locale === FALLBACK_LOCALE)('have nothing left over of English', () => {
    const same = [...(texts.get(locale) ?? [])].flatMap(([key, text]) =>
      text === english.get(key) && !Object.hasOwn(SAME_AS_ENGLISH, `${locale} ${key}`) ? [key] : [],
    )
    expect(same).toEqual([])
    expect(found(locale, (prose) => prose.match(ENGLISH_WORDS) ?? [])).toEqual([])
  })
})

test('every exception is still needed', () => {
  const words = new Set(
    [...texts.values()].flatMap((each) =>
      [...each.values()].flatMap((text) => proseOf(text).match(/\p{sc=Latin}+/gu) ?? []),
    ),
  )
  expect(Object.keys(LATIN_EVERYWHERE).filter((word) => !words.has(word))).toEqual([])
  const isSame = (name: string) => {
    const [locale = '', key = ''] = name.split(' ')
    return texts.get(locale as typeof FALLBACK_LOCALE)?.get(key) === english.get(key)
  }
  expect(Object.keys(SAME_AS_ENGLISH).filter((name) => !isSame(name))).toEqual([])
})
