import { describe, expect, test } from 'vitest'
import { readDocument } from './read-document'

const document = { Settings: { categories: {} }, name: 'Bäckerei' }
const json = JSON.stringify(document)
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()

describe('a file is read as editors write it', () => {
  test.each([
    ['UTF-8', Buffer.from(json)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${json}`)],
    ['UTF-16 as PowerShell writes it', Buffer.from(`\ufeff${json}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(json, 'utf16le')],
    ['UTF-16 the other way round', swapped(Buffer.from(`\ufeff${json}`, 'utf16le'))],
    ['YAML', Buffer.from('Settings:\n  categories: {}\nname: Bäckerei\n')],
  ])('%s', (_, bytes) => expect(readDocument(bytes)).toEqual(document))

  test('with the tags of a template', () => {
    expect(readDocument(Buffer.from('UserPoolId: !Ref Pool\nSettings: {}'))).toEqual({
      UserPoolId: 'Pool',
      Settings: {},
    })
  })
})

test.each([
  ['a line of text', Buffer.from('hello')],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['broken YAML', Buffer.from('a: [1, 2')],
  ['nothing', Buffer.from('')],
  [
    'aliases that multiply',
    Buffer.from(`a: &a [x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]`),
  ],
])('%s is no document', (_, bytes) => expect(readDocument(bytes) ?? undefined).toBeUndefined())
