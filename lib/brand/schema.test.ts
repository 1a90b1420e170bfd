import { describe, expect, test } from 'vitest'
import { BrandFileSchema, BrandSchema, brandJsonSchema, DEFAULT_BRAND, resolveBrand } from './schema'

const isTaken = (brand: unknown) => BrandSchema.safeParse(brand).success
const hash = 'a'.repeat(64)

describe('a brand', () => {
  test('that says nothing is the neutral brand under the tenant’s name', () => {
    const brand = resolveBrand(BrandSchema.parse({}), 'Acme')
    expect(brand).toEqual({
      ...DEFAULT_BRAND,
      identity: {
        ...DEFAULT_BRAND.identity,
        productName: 'Acme',
        legalName: 'Acme',
        logo: { light: null, dark: null, alt: 'Acme' },
      },
    })
  })

  test('uses one logo for both sides when only one is given', () => {
    const logo = { hash, width: 200, height: 40 }
    expect(resolveBrand({ identity: { logo: { light: logo } } }).identity.logo.dark).toEqual(logo)
  })

  test('takes its seed from the accent when no seed is given', () => {
    expect(resolveBrand({ colour: { light: { accent: '#12305a' } } }).colour.seed).toBe('#12305a')
  })

  test('stores colours in one spelling', () => {
    expect(BrandSchema.parse({ colour: { seed: '#AABBCC' } }).colour?.seed).toBe('#aabbcc')
  })

  test.each([
    'red',
    '#fff',
    '#12305a00',
    'rgb(0,0,0)',
    '#12305g',
    '#12305a;}',
    'url(//evil.example)',
    'var(--x)',
    '#12305a\n',
    ' #12305a',
  ])('refuses %j as a colour', (seed) => {
    expect(isTaken({ colour: { seed } })).toBe(false)
  })

  test.each([
    ['an unknown key', { css: 'body{}' }],
    ['an unknown key further in', { colour: { seed: '#000000', custom: 'x' } }],
    ['a font that is not listed', { type: { body: 'Comic Sans"}' } }],
    ['a radius out of range', { shape: { radius: 29 } }],
    ['a radius that is no number', { shape: { radius: '4px' } }],
    ['a scale that is not finite', { type: { scale: Number.POSITIVE_INFINITY } }],
    ['a hash that is a path', { identity: { icon: { hash: '../../etc/passwd', width: 1, height: 1 } } }],
    ['a picture from another host', { identity: { icon: 'https://evil.example/x.png' } }],
    ['a text of 10,000 characters', { words: { en: { 'reset.title': 'x'.repeat(10_000) } } }],
    ['a text of nothing', { words: { en: { 'reset.title': '  ' } } }],
    ['a name that is not the name of a text', { words: { en: { 'reset title': 'x' } } }],
  ])('refuses %s', (_, brand) => {
    expect(isTaken(brand)).toBe(false)
  })

  test.each([
    '\u202e',
    '\u2066',
    '\u0000',
    '\u0007',
    '\u2028',
    '\ufeff',
    '\u{e0041}',
    '\ud800',
    '\u0085',
    'a\nb',
  ])('refuses the hidden character %j in words', (character) => {
    expect(isTaken({ words: { en: { 'reset.title': `Reset${character}x` } } })).toBe(false)
  })

  test('keeps the marks and joiners that Arabic and Persian need', () => {
    expect(isTaken({ words: { fa: { 'reset.title': 'می\u200cخواهم\u200f' } } })).toBe(true)
  })

  test('keeps markup in words as the text that it is', () => {
    const title = '<script>alert(1)</script>'
    expect(BrandSchema.parse({ words: { en: { 'reset.title': title } } }).words?.en).toEqual({
      'reset.title': title,
    })
  })

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'http://acme.example',
    'data:text/html,x',
    '//acme.example',
    'https://acme.example/" onclick="x',
    'https:acme.example',
    ' https://acme.example',
    'mailto:help@acme.example?bcc=all@acme.example',
    'mailto:help@acme.example,other@acme.example',
    `https://acme.example/${'a'.repeat(500)}`,
  ])('refuses the link %s', (help) => {
    expect(isTaken({ links: { help } })).toBe(false)
  })

  test('takes https addresses, and mail addresses for help alone', () => {
    expect(
      isTaken({ links: { help: 'mailto:help@acme.example', terms: 'https://acme.example/terms?x=1#y' } }),
    ).toBe(true)
    expect(isTaken({ links: { terms: 'mailto:help@acme.example' } })).toBe(false)
  })
})

test('a brand cannot reach the prototype of anything', () => {
  const words: unknown = JSON.parse('{"__proto__":{"a":"b"}}')
  const parsed = BrandSchema.parse({ words })
  expect(Object.keys(parsed.words ?? {})).toEqual([])
  expect(Object.getPrototypeOf(parsed.words)).toBe(Object.prototype)
})

describe('a brand in a tenant file', () => {
  const withIcon = (icon: string) => BrandFileSchema.safeParse({ identity: { icon } }).success

  test('may name pictures beside the file', () => {
    expect(withIcon('file:./assets/icon.svg')).toBe(true)
  })

  test.each([
    'file:../secret.svg',
    'file:./assets/../../secret.svg',
    'file:/etc/passwd',
    'file:///etc/passwd.png',
    'file:./a/b/c/d/e.png',
    'file:./assets/icon.gif',
    'file:./assets/icon.svg\0.png',
    './assets/icon.svg',
  ])('refuses %j', (icon) => {
    expect(withIcon(icon)).toBe(false)
  })

  test('has a JSON schema that forbids unknown keys', () => {
    expect(brandJsonSchema()).toMatchObject({ type: 'object', additionalProperties: false })
  })
})

test('a link with credentials in it is refused, for it leads elsewhere than it reads', () => {
  const withHelp = (help: string) => BrandSchema.safeParse({ links: { help } }).success
  expect(withHelp('https://bank.example/help')).toBe(true)
  expect(withHelp('https://bank.example@evil.example/')).toBe(false)
  expect(withHelp('https://user:secret@bank.example/')).toBe(false)
})
