import { expect, test } from 'vitest'
import { mailProviderOf } from './mail-provider'

test('large providers have a name, every other domain has none', () => {
  expect(mailProviderOf('ada@gmail.com')).toBe('Gmail')
  expect(mailProviderOf(' Ada@GoogleMail.com ')).toBe('Gmail')
  expect(mailProviderOf('ada@web.de')).toBe('WEB.DE')
  expect(mailProviderOf('ada@lovelace.example')).toBe('other')
  expect(mailProviderOf('ada@gmail.com.evil.example')).toBe('other')
})

test('what is no address has no provider', () => {
  for (const name of ['ada', '+4512345678', '@gmail.com', 'ada@gmail', 'a@b@gmail.com', ''])
    expect(mailProviderOf(name), name).toBeNull()
})
