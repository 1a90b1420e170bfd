import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { BrandSchema } from '../../brand/schema'
import { TenantConfigSchema } from '../../tenants/schema'
import { readInWords, textFaultInWords } from './refusals'

const refused = (schema: z.ZodType, given: unknown) => {
  const read = readInWords(schema, given)
  return read.ok ? [] : read.refusals.map(({ path, message }) => `${path.join('/')} ${message}`)
}

describe('what is refused is said in words', () => {
  test.each([
    [z.string().min(1), '', 'is empty'],
    [z.string().max(3), 'four', 'is longer than 3 characters'],
    [z.string().min(3), 'to', 'is shorter than 3 characters'],
    [z.array(z.string()).max(1), ['a', 'b'], 'holds more than 1'],
    [z.array(z.string()).min(2), ['a'], 'holds fewer than 2'],
    [z.int().max(99), 100, 'must be at most 99'],
    [z.int().min(6), 1, 'must be at least 6'],
    [z.int(), Number('six'), 'must be a number'],
    [z.int(), 1.5, 'must be a whole number'],
    [z.string(), undefined, 'is missing'],
    [z.string(), 4, 'must be a text'],
    [z.strictObject({}), [], 'must be a group of settings'],
    [z.enum(['a', 'b']), 'c', 'must be one of a, b'],
    [z.union([z.literal(1), z.literal(2)]), 3, 'is of no kind that there is'],
    [z.string().refine(() => false), 'x', 'is not right'],
    [z.string().refine(() => false, { error: 'colour' }), 'x', 'is not a colour like #12305a'],
  ])('%#', (schema, given, message) => {
    expect(refused(schema, given)).toEqual([` ${message}`])
  })

  test('at its place, also where the place is a key or is not known', () => {
    expect(refused(BrandSchema, { colour: { seed: 'red', sed: '#000000' }, links: { help: 'x' } })).toEqual([
      'colour/seed is not a colour like #12305a',
      'colour/sed is not a known setting',
      'links/help is neither an https: nor a mailto: address',
    ])
    expect(refused(BrandSchema, { words: { xx_1: {} } })).toEqual([
      'words/xx_1 must be a language tag (BCP 47) such as en or pt-BR',
    ])
  })

  test('and no text of another’s reaches a person', () => {
    const said = refused(TenantConfigSchema, {
      cognito: { passwordPolicy: { minimumLength: 'x' } },
      locales: [],
    })
    expect(said).toContain('locales is empty')
    expect(said.join('\n')).not.toMatch(/[Ii]nvalid|[Ee]xpected|Too (big|small)/)
  })
})

test('a text’s faults are said with their figures', () => {
  expect(textFaultInWords({ kind: 'too-long', length: 1200, limit: 80 })).toBe(
    'has 1200 characters, and there is room for 80',
  )
  expect(textFaultInWords({ kind: 'lacks', pieces: ['{name}', '<b>'] })).toBe('lacks {name} <b>')
})
