import { describe, expect, test } from 'vitest'
import { mintSupportCode } from '../../flows/support-code'
import { LOOK_UP_PATTERN, queryOf, readFilter, readLookUp, timesOf } from './filter'

const read = (query: string) => {
  const given = new URLSearchParams(query)
  return readFilter(Object.fromEntries([...given.keys()].map((name) => [name, given.getAll(name)])))
}

describe('the search', () => {
  test.each([
    ['K7Q-2MX', 'support-code', 'K7Q-2MX'],
    [' k7q 2mx ', 'support-code', 'K7Q-2MX'],
    ['k7q2mx', 'support-code', 'K7Q-2MX'],
    ['203.0.113.77', 'network', '203.0.113.0/24'],
    ['203.0.113.0/24', 'network', '203.0.113.0/24'],
    ['2001:DB8:1:2::7', 'network', '2001:db8:1::/48'],
    ['2001:db8:1::/48', 'network', '2001:db8:1::/48'],
    ['6F9619FF-8B86-D011-B42D-00CF4FC964FF', 'request', '6f9619ff-8b86-d011-b42d-00cf4fc964ff'],
  ])('reads %j as %s', (typed, kind, value) => {
    expect(readLookUp(typed)).toEqual({ kind, value })
  })

  test('every code that is minted can be searched for', () => {
    for (const code of Array.from({ length: 200 }, mintSupportCode))
      expect(readLookUp(code.toLowerCase())).toEqual({ kind: 'support-code', value: code })
  })

  test('keeps nothing of what it can’t read, which may be a name', () => {
    const filter = read('q=jane%40example.com&tenant=acme')
    expect(filter.lookUp).toEqual({ kind: 'unreadable' })
    expect(queryOf(filter)).toBe('?tenant=acme')
  })

  test('a browser sends what can be searched for, and no name', () => {
    const isSent = (text: string) => new RegExp(`^(?:${LOOK_UP_PATTERN})$`, 'v').test(text)
    for (const text of ['K7Q-2MX', '203.0.113.0/24', '203.0.113.9', '2001:db8:1::/48', '::1'])
      expect([text, isSent(text)]).toEqual([text, true])
    expect(isSent('6f9619ff-8b86-d011-b42d-00cf4fc964ff')).toBe(true)
    for (const text of ['jane@example.com', 'jane', 'carmen', '+4512345678', 'jane.doe'])
      expect([text, isSent(text)]).toEqual([text, false])
  })
})

describe('an address', () => {
  test('leads to the filter that it was made from', () => {
    const text =
      'view=console&q=K7Q-2MX&tenant=acme&person=abcdefghijklmnopqrst-_&outcome=unknown&outcome=busy&about=tenant&range=between&from=2026-11-01T00%3A00%3A00&to=2026-11-02T10%3A31%3A00&before=17'
    const filter = read(text)
    expect(queryOf(filter)).toBe(`?${text}`)
    expect(filter).toMatchObject({ outcomes: ['unknown', 'busy'], from: new Date('2026-11-01T00:00Z') })
    expect(
      queryOf(filter, {
        before: null,
        view: 'resets',
        lookUp: null,
        outcomes: [],
        groups: [],
        tenant: null,
        person: null,
      }),
    ).toBe('?range=between&from=2026-11-01T00%3A00%3A00&to=2026-11-02T10%3A31%3A00')
  })

  test('that says nothing, or nothing that can be read, shows everything', () => {
    const everything = read('')
    expect(queryOf(everything)).toBe('')
    expect(
      read('view=x&outcome=toString&about=reset&range=constructor&before=-1&from=now&to=2026-99-01T00:00'),
    ).toEqual(everything)
    expect(read('person=abcdefghijklmnopqrst-_').person, 'without a tenant').toBeNull()
    expect(read(`before=${'9'.repeat(16)}`).before).toBeNull()
  })

  test('a range ends now, and one of one’s own where it says', () => {
    const now = new Date('2026-11-30T12:00:00Z')
    expect(timesOf(read('range=7d'), now)).toEqual({ from: new Date('2026-11-23T12:00:00Z'), to: null })
    expect(timesOf(read('range=between&to=2026-11-02T10:31'), now)).toEqual({
      from: null,
      to: new Date('2026-11-02T10:31:00Z'),
    })
    expect(timesOf(read('range=any&from=2026-11-02T10:31'), now)).toEqual({ from: null, to: null })
  })
})
