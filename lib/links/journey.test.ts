import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LINK_KINDS } from '../link-kinds'
import { byHand, type Carrier, openStep, type Steps, sealStep, secondsLeft } from './journey'
import { placeOf } from './places'

process.env.REKEY_SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
process.env.REKEY_BASE_URL = 'http://localhost:3000'

const [acme, globex] = ['0d9cdb2e-1111-4c1e-9f0a-000000000001', '0d9cdb2e-1111-4c1e-9f0a-000000000002']
const at = new Date('2026-11-24T10:31:00Z')
const later = (seconds: number) => new Date(at.getTime() + seconds * 1000)
const receipt = {
  kind: 'unknown' as const,
  at,
  attempt: 'name-of-an-attempt',
  why: 'used-before' as const,
  supportCode: 'K7Q-2MX',
  returnTo: null,
}
const steps: Steps = {
  ask: { username: 'jane', nextAskAt: at, returnTo: 'https://app.acme.example/' },
  arrival: { username: 'jane+tag@example.com', suggestion: null, code: '000123', until: later(3600) },
  retry: { username: 'jane', code: '000123' },
  problem: { kind: 'expired', username: 'jane', newerAt: null, owner: null },
  receipt,
  doubt: receipt,
}
const kinds = Object.keys(steps) as (keyof Steps)[]
const carriers: Carrier[] = ['cookie', 'ticket']
const everyWay = carriers.flatMap((carrier) => kinds.map((kind): [Carrier, keyof Steps] => [carrier, kind]))

const sealed = (carrier: Carrier, kind: keyof Steps, tenant = acme, now = at) =>
  sealStep(carrier, kind, tenant, steps[kind], now) ?? ''

describe.each(everyWay)('a step in a %s, of kind %s', (carrier, kind) => {
  test('opens as it was sealed', () => {
    const opened = openStep(carrier, kind, acme, sealed(carrier, kind), at)
    expect(opened).toEqual({ step: steps[kind], sealedAt: at, isOver: false })
  })

  test('shows nothing of what is in it', () => {
    const text = sealed(carrier, kind)
    for (const readable of [
      text,
      ...text.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1')),
    ]) {
      expect(readable).not.toContain('jane')
      expect(readable).not.toContain('000123')
    }
    // No character that an address or a cookie would have to encode.
    expect(text).toMatch(/^[\w.-]+$/)
  })

  test('opens at no other tenant, by no other carrier, as no other kind and so on no other page', () => {
    const text = sealed(carrier, kind)
    expect(openStep(carrier, kind, globex, text, at)).toBeNull()
    for (const [otherCarrier, otherKind] of everyWay) {
      if (otherCarrier === carrier && otherKind === kind) continue
      expect(openStep(otherCarrier, otherKind, acme, text, at), `${otherCarrier} ${otherKind}`).toBeNull()
    }
  })

  test('does not open with any one bit of it flipped, nor any one character', () => {
    const text = sealed(carrier, kind)
    const [version, keyId, body = ''] = text.split('.')
    const bytes = Buffer.from(body, 'base64url')
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const flipped = Buffer.from(bytes)
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        const changed = [version, keyId, flipped.toString('base64url')].join('.')
        expect(openStep(carrier, kind, acme, changed, at)).toBeNull()
      }),
    )
    for (let index = 0; index < text.length; index++) {
      const other = text[index] === 'A' ? 'B' : 'A'
      expect(
        openStep(carrier, kind, acme, text.slice(0, index) + other + text.slice(index + 1), at),
      ).toBeNull()
    }
  })

  test('is over when its time is, and says so rather than nothing', () => {
    const seconds = secondsLeft(carrier, kind, steps[kind], at)
    const opened = (now: Date) => openStep(carrier, kind, acme, sealed(carrier, kind), now)
    expect(opened(later(seconds))?.isOver).toBe(false)
    expect(opened(new Date(later(seconds).getTime() + 1))).toMatchObject({ step: steps[kind], isOver: true })
  })
})

test.each([undefined, null, '', 'x', 'v1.00000000.AAAA', '{"username":"jane"}', 'x'.repeat(9000)])(
  '%j is no step',
  (text) => {
    for (const [carrier, kind] of everyWay) expect(openStep(carrier, kind, acme, text, at)).toBeNull()
  },
)

describe('what a link brought', () => {
  test('lives for as long as its code, however it travels and however often it is sealed anew', () => {
    for (const carrier of carriers) {
      const anew = sealed(carrier, 'arrival', acme, later(3000))
      expect(openStep(carrier, 'arrival', acme, anew, later(3600))?.isOver).toBe(false)
      expect(openStep(carrier, 'arrival', acme, anew, later(3601))?.isOver).toBe(true)
    }
  })

  test('of a page that was open for fifty minutes is still good', () => {
    for (const carrier of carriers) {
      const opened = openStep(carrier, 'arrival', acme, sealed(carrier, 'arrival'), later(50 * 60))
      expect(opened).toMatchObject({ step: { code: '000123' }, isOver: false })
    }
  })

  test('that was over when it was sealed is over at once', () => {
    const late = later(4000)
    const text = sealed('ticket', 'arrival', acme, late)
    expect(openStep('ticket', 'arrival', acme, text, new Date(late.getTime() + 1))?.isOver).toBe(true)
  })

  test('never lives longer than an hour and what clocks may differ', () => {
    const endless = { ...steps.arrival, until: later(100_000) }
    for (const carrier of carriers) {
      expect(secondsLeft(carrier, 'arrival', endless, at)).toBe(3660)
      const text = sealStep(carrier, 'arrival', acme, endless, at) ?? ''
      expect(openStep(carrier, 'arrival', acme, text, later(3661))?.isOver).toBe(true)
    }
  })

  test('by hand is kept for an hour from when it was typed', () => {
    expect(byHand(LINK_KINDS.reset, 'jane', '123456', at)).toMatchObject({
      isByHand: true,
      until: later(3600),
    })
  })
})

test('the ticket of a result is for a few minutes', () => {
  for (const kind of ['ask', 'problem', 'receipt', 'doubt'] as const)
    expect(secondsLeft('ticket', kind, steps[kind], at)).toBeLessThanOrEqual(5 * 60)
})

describe('the longest', () => {
  const name = '😀'.repeat(128)

  test('name and code of Cognito fit a cookie, and the longest name with a real code fits an address', () => {
    const arrival = { ...steps.arrival, username: name }
    expect(sealStep('cookie', 'arrival', acme, { ...arrival, code: 'x'.repeat(2048) }, at)).not.toBeNull()
    expect(sealStep('ticket', 'arrival', acme, arrival, at)?.length).toBeLessThanOrEqual(2000)
    expect(sealStep('ticket', 'ask', acme, { ...steps.ask, username: name }, at)).not.toBeNull()
  })

  test('step that would not fit its carrier is not sealed at all', () => {
    const long = { ...steps.ask, username: 'x'.repeat(4000) }
    for (const carrier of carriers) expect(sealStep(carrier, 'ask', acme, long, at)).toBeNull()
  })
})

test('a step of another version of the portal is none', () => {
  const older = { ...receipt, kind: 'perhaps' } as unknown as typeof receipt
  const text = sealStep('cookie', 'receipt', acme, older, at)
  expect(openStep('cookie', 'receipt', acme, text, at)).toBeNull()
})

test('every kind has a page and a cookie of its own', () => {
  expect(new Set(kinds.map((kind) => placeOf(kind).cookie)).size).toBe(kinds.length)
})

describe('a step of one kind of link', () => {
  const links = Object.values(LINK_KINDS)
  const pairs = links.flatMap((own) =>
    links.filter((other) => other !== own).map((other) => ({ own, other })),
  )

  test.each(pairs)(
    '$own.kind is none of $other.kind, whatever carries it and whatever step it is',
    (pair) => {
      const { own, other } = pair
      for (const [carrier, kind] of everyWay) {
        const text = sealStep(carrier, kind, acme, steps[kind], at, own)
        expect(openStep(carrier, kind, acme, text, at, own), `${carrier} ${kind}`).not.toBeNull()
        for (const [otherCarrier, otherKind] of everyWay)
          expect(openStep(otherCarrier, otherKind, acme, text, at, other), `${carrier} ${kind}`).toBeNull()
        expect(openStep(carrier, kind, globex, text, at, own)).toBeNull()
      }
    },
  )

  test('lies in a cookie of its own, and on the pages of its kind', () => {
    const places = links.flatMap((link) => kinds.map((kind) => placeOf(kind, link)))
    expect(new Set(places.map(({ cookie, scope }) => `${cookie} ${scope}`)).size).toBe(places.length)
    for (const kind of kinds) expect(placeOf(kind, LINK_KINDS['sign-up']).page).toBe('/confirm')
  })

  test('is kept for as long as its kind’s code works', () => {
    const arrival = { ...steps.arrival, until: later(100_000) }
    expect(secondsLeft('cookie', 'arrival', arrival, at, LINK_KINDS['sign-up'])).toBe(86_460)
  })
})
