import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withValue } from '../../brand/difference'
import { ownWords, textFault, wordPath } from '../../brand/own-words'
import { type BrandOverrides, BrandSchema } from '../../brand/schema'
import { loadOwnTexts, placeholdersOf, translationFault } from '../../i18n/own-texts'
import { exportWords, importWords } from './words-file'

const acme = { slug: 'acme', signInWith: 'email' } as const
const written = (brand: BrandOverrides) => exportWords(acme, brand, ['en', 'da'])
const fileOf = (texts: { key: string; target: string }[], language = 'da') => ({
  kind: 'rekey-words',
  version: 1,
  languages: [{ language, texts }],
})

test('a file says what stands where, how long it may be and what it must hold', async () => {
  const brand = { words: { en: { 'forgot.title': 'Locked out?' } } }
  const { languages } = await written(brand)
  const danish = languages.find(({ language }) => language === 'da')?.texts
  expect(danish?.find(({ key }) => key === 'forgot.title')).toMatchObject({
    place: 'Title',
    limit: 80,
    source: 'Locked out?',
    target: '',
  })
  expect(danish?.find(({ key }) => key === 'sent.lead')?.placeholders).toEqual([
    '<name>',
    '{username}',
    '</name>',
  ])
})

test('whatever is written to a file is read back word for word, onto any brand', async () => {
  const standards = await loadOwnTexts('da')
  const keys = Object.keys(standards)
  const whole = fc
    .tuple(fc.constantFrom(...keys), fc.string({ unit: 'grapheme', maxLength: 20 }))
    .map(([key, text]) => ({ key, text: `${text} ${placeholdersOf(standards[key] ?? '').join('')}`.trim() }))
    .filter(({ key, text }) => {
      const valid = BrandSchema.safeParse({ words: { da: { [key]: text } } }).success
      return valid && textFault(key, text) === null && translationFault(text, standards[key] ?? '') === null
    })
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(whole, { selector: ({ key }) => key, maxLength: 8 }), async (texts) => {
      const brand = texts.reduce<BrandOverrides>(
        (last, { key, text }) => withValue(last, wordPath('da', key), text),
        { shape: { radius: 3 } },
      )
      const file: unknown = JSON.parse(JSON.stringify(await written(brand)))
      const own = ownWords(brand, 'da')
      const onEmpty = await importWords(acme, {}, file)
      expect(onEmpty.ok && ownWords(onEmpty.brand, 'da')).toEqual(
        Object.fromEntries(Object.entries(own).filter(([key, text]) => text !== standards[key])),
      )
      expect(onEmpty).toMatchObject({ leftOut: [] })
      expect(await importWords(acme, brand, file)).toEqual({ ok: true, brand, changed: 0, leftOut: [] })
    }),
    { numRuns: 40 },
  )
})

test('what can’t be taken is left out and told, and the rest is taken', async () => {
  const file = fileOf([
    { key: 'forgot.title', target: 'Låst ude?' },
    { key: 'forgot.submit', target: 'x'.repeat(61) },
    { key: 'forgot.nothing', target: 'a' },
    { key: '__proto__', target: 'a' },
    { key: 'constructor', target: 'a' },
    { key: 'sent.waitFor', target: 'Vent lidt.' },
    { key: 'sent.lead', target: 'Til <name>{username}.' },
    { key: 'done.title', target: 'Fær\u202edig' },
    { key: 'mail.reset.sms', target: '{name}: kode' },
  ])
  const imported = await importWords(acme, {}, file)
  expect(imported).toMatchObject({
    ok: true,
    brand: { words: { da: { 'forgot.title': 'Låst ude?' } } },
    changed: 1,
    leftOut: [
      '“forgot.submit” (da) has 61 characters, and there is room for 60.',
      '“forgot.nothing” (da) is not a text of this portal.',
      '“__proto__” (da) is not a text of this portal.',
      '“constructor” (da) is not a text of this portal.',
      '“sent.waitFor” (da) lacks {duration}.',
      '“sent.lead” (da) has a tag that is not opened and closed.',
      '“done.title” (da) holds a control or direction character.',
      '“mail.reset.sms” (da) must hold {####} once: the code goes there.',
    ],
  })
  expect(await importWords(acme, {}, fileOf([{ key: 'done.title', target: 'a' }], 'tlh'))).toMatchObject({
    changed: 0,
    leftOut: [expect.stringContaining('“tlh”')],
  })
})

test('anything but a file of words changes nothing', async () => {
  const many = fileOf(Array.from({ length: 1_001 }, () => ({ key: 'done.title', target: 'a' })))
  for (const hostile of [
    null,
    4,
    [],
    {},
    many,
    { ...fileOf([]), version: 2 },
    JSON.parse('{"__proto__":{"kind":1}}'),
  ])
    expect(await importWords(acme, {}, hostile)).toMatchObject({ ok: false })
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (hostile) => {
      expect((await importWords(acme, {}, hostile)).ok).toBe(false)
    }),
  )
})
