import { behindProxy, HOST } from './behind-proxy'
import { expect, test } from './fixtures'
import { NEW_PASSWORD, type Site } from './site'
import { MULTIPART, Visitor } from './visitor'

// The same portal as in limits.spec.ts, seen for what the proxy in front of it says.
test.use({ settings: { ...behindProxy, REKEY_LIMITS_FACTOR: '1', REKEY_ANSWER_TIME_FACTOR: '1' } })

const from = (site: Site, forwardedFor: string | undefined) =>
  new Visitor(site.portal.port, {
    host: HOST,
    ...(forwardedFor !== undefined && { headers: { 'x-forwarded-for': forwardedFor } }),
  })

test.describe('behind one trusted proxy', () => {
  const cases: [written: string | undefined, ip: string | undefined][] = [
    ['192.0.2.10', '192.0.2.10'],
    ['6.6.6.6, 192.0.2.11', '192.0.2.11'],
    ['6.6.6.6, 10.1.2.3, 192.0.2.12', '192.0.2.12'],
    ['192.0.2.13:51234', '192.0.2.13'],
    ['[2001:db8::14]:443', '2001:db8::14'],
    ['2001:DB8:0:0::15', '2001:db8:0:0::15'],
    ['6.6.6.6, unknown', undefined],
    ['6.6.6.6, 10.0.0.16', undefined],
    ['6.6.6.6, ::1', undefined],
    ['6.6.6.6, 192.0.2.17; evil', undefined],
    ['6.6.6.6,', undefined],
    ['999.1.2.3', undefined],
    [undefined, undefined],
  ]
  test('the address that the proxy wrote is the one that Cognito gets, and no other', async ({ site }) => {
    await Promise.all(
      cases.map(async ([written, ip]) => {
        const person = site.person()
        const { code } = await site.mail(person)
        const who = from(site, written)
        // The form that costs no wait: a confirmation carries the same facts as an ask.
        const done = await who.choose('/northwind', {
          username: person.username,
          code,
          password: NEW_PASSWORD,
        })
        expect(done.error ?? done.page, written).toBe('done')
        const [call] = site.confirmations(person.username)
        if (ip === undefined) expect(call?.body, written).not.toHaveProperty('UserContextData.IpAddress')
        else expect(call?.body, written).toHaveProperty('UserContextData.IpAddress', ip)
        expect(JSON.stringify(call?.verdict.payload), written).not.toContain('6.6.6.6')
      }),
    )
  })

  test('a pool that does not propagate the address gets none', async ({ site }) => {
    const person = site.person('panaderia-sol')
    const { code } = await site.mail(person)
    await from(site, '192.0.2.30').choose('/panaderia-sol', {
      username: person.username,
      code,
      password: NEW_PASSWORD,
    })
    const [call] = site.confirmations(person.username)
    expect(call?.outcome).toBe('ok')
    expect(call?.body).not.toHaveProperty('UserContextData.IpAddress')
    expect(call?.body).toMatchObject({ UserContextData: { EncodedData: expect.any(String) } })
  })

  test('cookies are secure, host-only, HttpOnly, of this tenant alone, and small', async ({ site }) => {
    const person = site.person()
    const who = from(site, '192.0.2.40')
    const lines: string[] = []
    await who.ask('/northwind', person.username)
    await who.request(`/northwind/link?u=${encodeURIComponent(person.username)}&c=123456`)
    lines.push(...(who.last?.setCookies ?? []))
    await who.request('/northwind/forgot?lang=da')
    lines.push(...(who.last?.setCookies ?? []))
    expect([...who.cookies.keys()].sort()).toEqual([
      '__Secure-rekey_ask',
      '__Secure-rekey_device',
      '__Secure-rekey_form',
      '__Secure-rekey_language',
      '__Secure-rekey_link',
    ])
    expect(lines).toHaveLength(2)
    for (const line of lines) {
      expect(line).toMatch(/;\s*Secure\b/i)
      expect(line).toMatch(/;\s*HttpOnly\b/i)
      expect(line).toMatch(/;\s*SameSite=(Lax|Strict)\b/i)
      expect(line).toMatch(/;\s*Path=\/northwind(\/reset)?(;|$)/i)
      expect(line).not.toMatch(/domain=/i)
      expect(line.length).toBeLessThan(4096)
    }
  })

  test('a form of the https page is taken, and the way on stays relative', async ({ site }) => {
    const who = from(site, '192.0.2.41')
    const forgot = await who.open('/northwind/forgot')
    expect(String(forgot.headers['content-security-policy'])).toContain('upgrade-insecure-requests')
    const body = who.body(forgot, 'username', { username: site.person().username })
    const { status, headers } = await who.request(forgot.path, 'POST', body, {
      'content-type': MULTIPART,
      origin: `https://${HOST}`,
      'x-forwarded-proto': 'https',
      'x-forwarded-host': HOST,
    })
    expect(status).toBe(303)
    expect(headers.location).toMatch(/^\/northwind\/sent\?k=[\w.-]+$/)
  })
})
