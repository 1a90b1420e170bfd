import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { journeyCookie, openStep, sealStep } from './journey'

process.env.REKEY_SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
process.env.REKEY_BASE_URL = 'http://localhost:3000'

const [acme, globex] = ['0d9cdb2e-1111-4c1e-9f0a-000000000001', '0d9cdb2e-1111-4c1e-9f0a-000000000002']
const at = new Date('2026-11-24T10:31:00Z')
const arrival = { username: 'jane+tag@example.com', suggestion: null, code: '000123' }
const ask = { username: 'jane', nextAskAt: at, returnTo: 'https://app.acme.example/' }
const receipt = {
  kind: 'unknown' as const,
  at,
  attempt: 'name-of-an-attempt',
  why: 'used-before' as const,
  supportCode: 'K7Q-2MX',
  returnTo: null,
}

const sealed = (...step: Parameters<typeof sealStep>) => sealStep(...step) ?? ''

beforeEach(() => void vi.useFakeTimers({ now: at }))
afterEach(() => void vi.useRealTimers())

describe('a step of the journey', () => {
  test('opens as it was sealed', () => {
    expect(openStep('arrival', acme, sealed('arrival', acme, arrival))).toMatchObject(arrival)
    expect(openStep('ask', acme, sealed('ask', acme, ask))).toMatchObject(ask)
    expect(openStep('receipt', acme, sealed('receipt', acme, receipt))).toMatchObject(receipt)
  })

  test('shows nothing of what is in it', () => {
    const cookie = sealed('arrival', acme, arrival)
    for (const text of [cookie, Buffer.from(cookie, 'base64url').toString('latin1')]) {
      expect(text).not.toContain('jane')
      expect(text).not.toContain('000123')
    }
    expect(cookie).toMatch(/^[\w.-]+$/)
  })

  test('of one tenant opens at no other', () => {
    expect(openStep('arrival', globex, sealed('arrival', acme, arrival))).toBeNull()
  })

  test('of one kind opens as no other', () => {
    expect(openStep('receipt', acme, sealed('arrival', acme, arrival))).toBeNull()
    expect(openStep('arrival', acme, sealed('ask', acme, ask))).toBeNull()
  })

  test('that was changed anywhere does not open', () => {
    const cookie = sealed('arrival', acme, arrival)
    for (let index = 0; index < cookie.length; index++) {
      const other = cookie[index] === 'A' ? 'B' : 'A'
      expect(openStep('arrival', acme, cookie.slice(0, index) + other + cookie.slice(index + 1))).toBeNull()
    }
    expect(openStep('arrival', acme, cookie.slice(0, -1))).toBeNull()
  })

  test.each([undefined, '', 'x', 'v1.00000000.AAAA', '{"username":"jane"}'])('%j is none', (cookie) => {
    expect(openStep('arrival', acme, cookie)).toBeNull()
  })

  test('does not outlive its time, however long a browser keeps the cookie', () => {
    for (const [kind, step] of [
      ['arrival', arrival] as const,
      ['ask', ask] as const,
      ['receipt', receipt] as const,
    ]) {
      vi.setSystemTime(at)
      const cookie = sealed(kind, acme, step)
      const { maxAgeSeconds } = journeyCookie(kind)
      vi.setSystemTime(at.getTime() + maxAgeSeconds * 1000)
      expect(openStep(kind, acme, cookie)).not.toBeNull()
      vi.setSystemTime(at.getTime() + maxAgeSeconds * 1000 + 1)
      expect(openStep(kind, acme, cookie)).toBeNull()
    }
  })

  test('carries a code for no more than a quarter of an hour', () => {
    expect(journeyCookie('arrival').maxAgeSeconds).toBeLessThanOrEqual(15 * 60)
  })

  test('that would not fit into a cookie is not sealed at all', () => {
    expect(
      sealStep('arrival', acme, { ...arrival, code: 'x'.repeat(2048), username: '😀'.repeat(128) }),
    ).not.toBeNull()
    expect(sealStep('ask', acme, { ...ask, username: 'x'.repeat(4000) })).toBeNull()
  })

  test('of another version of the portal is none', () => {
    const older = { ...receipt, kind: 'perhaps' } as unknown as typeof receipt
    expect(openStep('receipt', acme, sealed('receipt', acme, older))).toBeNull()
  })
})
