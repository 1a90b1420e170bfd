import { describe, expect, test } from 'vitest'
import type { Entry } from './entries'
import { csvCell, EXPORT_FORMATS } from './export-formats'

const entry: Entry = {
  id: 7,
  at: new Date('2026-11-30T10:31:05.123Z'),
  event: 'confirm.refused',
  outcome: 'code-rejected',
  tenantId: '00000000-0000-4000-8000-000000000001',
  tenant: { slug: 'acme', name: 'Acme' },
  person: null,
  tag: '-tag',
  network: '203.0.113.0/24',
  supportCode: 'K7Q-2MX',
  requestId: null,
  brandRevision: 'abc',
  locale: 'da',
  flow: 'reset',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  details: { error: 'One', note: 'a "b", c' },
}

describe('a cell', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula', (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/)
  })

  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "so"', '"say ""so"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"`],
    ['', ''],
  ])('%j is %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })
})

test('CSV has a head and as many cells in each line', () => {
  const { head, line } = EXPORT_FORMATS.csv
  expect(head).toMatch(/^id,at,tenant,event,outcome,.*,details\r\n$/)
  expect(line(entry)).toBe(
    `7,2026-11-30T10:31:05.123Z,acme,confirm.refused,code-rejected,Chose a password,"Code refused: too old, used or mistyped",,'-tag,203.0.113.0/24,K7Q-2MX,,4bf92f3577b34da6a3ce929d0e0e4736,abc,da,reset,"{""error"":""One"",""note"":""a \\""b\\"", c""}"\r\n`,
  )
})

test('JSON is one object a line', () => {
  const written = EXPORT_FORMATS.json.line(entry)
  expect(written.endsWith('\n')).toBe(true)
  expect(JSON.parse(written)).toMatchObject({
    id: 7,
    at: '2026-11-30T10:31:05.123Z',
    tenant: 'acme',
    userTag: '-tag',
    details: { error: 'One' },
  })
  expect(written).not.toContain('00000000-0000')
})
