import { expect, test } from 'vitest'
import { BrandFileSchema, BrandSchema } from './schema'
import { fromStored, storedShape } from './stored-shape'

const texts = { en: { subject: 'Locked out?' }, 'pt-BR': { button: 'Nova senha' } }
const first = { identity: { productName: 'Acme' }, mail: { senderName: 'Acme', texts } }
const next = { identity: { productName: 'Acme' }, mail: { senderName: 'Acme', texts: { reset: texts } } }

test('mail texts are read with and without the kind of mail, and are the same', () => {
  for (const schema of [BrandSchema, BrandFileSchema]) {
    expect(schema.parse(first)).toEqual(next)
    expect(schema.parse(next)).toEqual(next)
  }
})

test('what is written is what the release before can read, and reads back as it was', () => {
  expect(storedShape(BrandSchema.parse(next))).toEqual(first)
  for (const brand of [{}, { mail: {} }, { mail: { senderName: 'Acme' } }, first]) {
    expect(storedShape(BrandSchema.parse(brand))).toEqual(brand)
    expect(BrandSchema.parse(storedShape(BrandSchema.parse(brand)))).toEqual(BrandSchema.parse(brand))
  }
})

test('texts of a mail that brands have none for are refused, with their place', () => {
  const faultOf = (mailTexts: unknown) =>
    BrandSchema.safeParse({ mail: { texts: mailTexts } }).error?.issues[0]?.path.join('/')
  expect(faultOf({ welcome: texts })).toBe('mail/texts')
  expect(faultOf({ reset: { en: { intro: 4 } } })).toBe('mail/texts/reset/en/intro')
  expect(faultOf({ en: { intro: 4 } })).toBe('mail/texts/reset/en/intro')
  for (const nothing of [null, 4, 'x', []]) expect(faultOf(nothing)).toBe('mail/texts')
})

// A link with a user name in it made the whole of a brand that the first release had stored the neutral one.
test('a stored link that is refused by now is left out, and all else of the brand stays', () => {
  const links = { terms: 'https://bank.example@evil.example', help: 'mailto:a@b.example' }
  const stored = { ...first, links }
  expect(BrandSchema.safeParse(stored).success).toBe(false)
  expect(fromStored(stored)).toEqual({ ...next, links: { help: links.help } })
  expect(fromStored(first)).toEqual(next)
  for (const broken of [
    null,
    4,
    { ...stored, identity: 4 },
    { links: 4 },
    { links: { other: 'x' }, shape: 4 },
  ])
    expect(fromStored(broken)).toBeNull()
})
