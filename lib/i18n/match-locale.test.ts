import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LocaleMatcher } from './match-locale'
import { wantedLanguages } from './wanted-languages'

const FORTY =
  'en es fr de pt-BR pt-PT it nl da sv nb fi pl cs sk hu ro bg el hr uk ru tr he ar fa ur hi bn ta te mr id ms vi th ko ja zh-Hans zh-Hant'.split(
    ' ',
  )
const matcher = new LocaleMatcher(FORTY)
const read = (header: string, offered = FORTY) => matcher.find(wantedLanguages(header), offered)

describe('of forty languages', () => {
  test.each([
    // As browsers and devices send them.
    ['en-US,en;q=0.9', 'en'],
    ['en-GB,en-US;q=0.9,en;q=0.8', 'en'],
    ['en-AU', 'en'],
    ['en-IN,en-GB;q=0.9,hi;q=0.8', 'en'],
    ['es-ES,es;q=0.9,en;q=0.8', 'es'],
    ['es-MX', 'es'],
    ['es-419,es;q=0.9', 'es'],
    ['es-AR,es-419;q=0.9,es;q=0.8,en;q=0.7', 'es'],
    ['fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7', 'fr'],
    ['fr-CA,fr-FR;q=0.8,en-CA;q=0.5', 'fr'],
    ['fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', 'fr'],
    ['de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7', 'de'],
    ['de-AT', 'de'],
    ['gsw,de-CH;q=0.9', 'de'],
    ['pt', 'pt-BR'],
    ['pt-BR,pt;q=0.9,en;q=0.8', 'pt-BR'],
    ['pt-PT,pt;q=0.9,en;q=0.8', 'pt-PT'],
    ['pt-AO,pt;q=0.9', 'pt-PT'],
    ['pt-MZ', 'pt-PT'],
    ['it-IT,it;q=0.8,en-US;q=0.5,en;q=0.3', 'it'],
    ['nl-BE,nl;q=0.9,fr;q=0.8', 'nl'],
    ['da-DK,da;q=0.9,en-US;q=0.8,en;q=0.7', 'da'],
    ['sv-SE,sv;q=0.8', 'sv'],
    ['nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.6,en-US;q=0.5', 'nb'],
    ['nb', 'nb'],
    ['no', 'nb'],
    ['no-NO', 'nb'],
    ['nn', 'nb'],
    ['nn-NO,nn;q=0.9', 'nb'],
    ['fi-FI,fi;q=0.9', 'fi'],
    ['pl,en-US;q=0.7,en;q=0.3', 'pl'],
    ['cs-CZ,cs;q=0.9', 'cs'],
    ['sk-SK,sk;q=0.9,cs;q=0.8', 'sk'],
    ['hu-HU', 'hu'],
    ['ro-RO,ro;q=0.9', 'ro'],
    ['mo', 'ro'],
    ['bg-BG', 'bg'],
    ['el-GR,el;q=0.9', 'el'],
    ['hr-HR,hr;q=0.9', 'hr'],
    ['bs', 'hr'],
    ['uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.7', 'uk'],
    ['ru-RU,ru;q=0.9', 'ru'],
    ['be-BY,be;q=0.9', 'ru'],
    ['tr-TR,tr;q=0.9', 'tr'],
    ['he-IL,he;q=0.9', 'he'],
    ['iw', 'he'],
    ['iw-IL,en;q=0.5', 'he'],
    ['ar-EG,ar;q=0.9,en;q=0.8', 'ar'],
    ['ar-SA', 'ar'],
    ['arz', 'ar'],
    ['fa-IR,fa;q=0.9', 'fa'],
    ['ur-PK,ur;q=0.9,en;q=0.8', 'ur'],
    ['hi-IN,hi;q=0.9', 'hi'],
    ['bn-BD,bn;q=0.9', 'bn'],
    ['ta-IN', 'ta'],
    ['te-IN', 'te'],
    ['mr-IN,hi;q=0.8', 'mr'],
    ['id-ID,id;q=0.9', 'id'],
    ['in-ID', 'id'],
    ['ms-MY,ms;q=0.9', 'ms'],
    ['vi-VN,vi;q=0.9,fr-FR;q=0.8', 'vi'],
    ['th-TH,th;q=0.9', 'th'],
    ['ko-KR,ko;q=0.9', 'ko'],
    ['ja', 'ja'],
    ['ja-JP,en-US;q=0.8', 'ja'],
    ['zh', 'zh-Hans'],
    ['zh-CN,zh;q=0.9', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7', 'zh-Hant'],
    ['zh-HK,zh;q=0.9', 'zh-Hant'],
    ['zh-MO', 'zh-Hant'],
    ['zh-Hant-TW', 'zh-Hant'],
    ['zh-Hans-CN;q=0.9,zh-Hant-HK', 'zh-Hant'],
    ['yue-HK', 'zh-Hant'],
    ['cmn-Hans-CN', 'zh-Hans'],
    // Weights, case and languages that aren't available.
    ['DA-dk', 'da'],
    ['ZH-hant-tw', 'zh-Hant'],
    ['da;q=0,en;q=0.1', 'en'],
    ['en;q=0.1,ja;q=0.9', 'ja'],
    ['is-IS,da;q=0.8', 'da'],
    ['sm,ja;q=0.5', 'ja'],
    ['*', null],
    ['', null],
    ['sm', null],
    ['en;q=-1,ja;q=0.2', 'ja'],
    ['__proto__,constructor', null],
  ] as const)('for %j is %s', (header, locale) => expect(read(header)).toBe(locale))

  test('one of those that are offered is found, whatever is asked', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 2_000 }),
      fc.string({ unit: fc.constantFrom(...'enzhTW-_,;=q.01* ') }),
    )
    fc.assert(
      fc.property(text, (header) => {
        expect([null, 'da', 'zh-Hant']).toContain(read(header, ['da', 'zh-Hant']))
      }),
      { numRuns: 500 },
    )
  })
})

test('a language is found by its own tag beside one with the same letters', () => {
  // The pseudo-locales were taken for English.
  const english = new LocaleMatcher(['en', 'en-XA', 'en-XB'])
  expect(['en', 'en-XA', 'EN_xb', 'en-GB'].map((tag) => english.named(tag))).toEqual([
    'en',
    'en-XA',
    'en-XB',
    'en',
  ])
  expect(english.find(['en-XB', 'en'], ['en', 'en-XB'])).toBe('en-XB')
})

describe('Serbian is found in the script that is asked for', () => {
  const offered = ['en', 'hr', 'sr', 'sr-Latn']
  const serbian = new LocaleMatcher(offered)
  test.each([
    ['sr', 'sr'],
    ['sr-RS,sr;q=0.9,en;q=0.8', 'sr'],
    ['sr-Cyrl-BA', 'sr'],
    ['sr-Latn', 'sr-Latn'],
    ['sr-Latn-RS,sr;q=0.8', 'sr-Latn'],
    // Montenegro writes Latin letters mostly, and that is what `sh` stands for.
    ['sr-ME', 'sr-Latn'],
    ['sh', 'sr-Latn'],
    ['hr-HR', 'hr'],
  ])('for %j as %s', (header, locale) => expect(serbian.find(wantedLanguages(header), offered)).toBe(locale))
})

test('Filipino is found by its former code', () => {
  expect(new LocaleMatcher(['en', 'fil']).find(['tl-PH'], ['en', 'fil'])).toBe('fil')
})

test('a longer header is read from its start only, and quickly', () => {
  expect(read(`${'x'.repeat(2_000)},da`)).toBeNull()
  expect(wantedLanguages('da,'.repeat(1_000))).toHaveLength(20)
})

describe('a tag names a language', () => {
  test.each([
    ['da-DK', 'da'],
    ['DA_dk', 'da'],
    ['zh_TW', 'zh-Hant'],
    ['zh-Hant-TW', 'zh-Hant'],
    ['no', 'nb'],
    ['pt', 'pt-BR'],
    ['pt-AO', 'pt-PT'],
    ['en-US-u-ca-buddhist', 'en'],
    // A language close to another one is not that language.
    ['nn', null],
    ['ca', null],
    ['tlh', null],
    ['__proto__', null],
    ['', null],
    ['x-private', null],
  ])('%s names %s', (tag, named) => expect(matcher.named(tag)).toBe(named))
})
