import { expect, test } from 'vitest'
import { maskEmail, maskPhone } from './mask'

test('an e-mail address keeps the first letters of its name and domain', () => {
  expect(maskEmail('diego@example.com')).toBe('d***@e***')
  expect(maskEmail('a@b.c')).toBe('a***@b***')
  expect(maskEmail('😀x@éxample.com')).toBe('😀***@é***')
})

test('a phone number keeps its last four digits', () => {
  expect(maskPhone('+15555550100')).toBe('+*******0100')
})
