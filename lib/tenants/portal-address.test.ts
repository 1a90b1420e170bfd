import { beforeEach, expect, test, vi } from 'vitest'

const acme = { slug: 'acme', hosts: ['reset.acme.example', 'old.acme.example'] }

/** As a process started with this address sees it. */
async function portalAt(base: string, tenant = acme): Promise<string> {
  process.env.REKEY_BASE_URL = base
  const { portalOf } = await import('./portal-address')
  return portalOf(tenant)
}

beforeEach(() => {
  vi.resetModules()
  process.env.REKEY_SECRET = 'q9fT2xLw7Zk4Vb1Nn8Rm5Yc3Hd6Jg0Ps'
})

test('the links of a tenant’s mails lead to its first host, or to its slug where it has none', async () => {
  expect(await portalAt('https://portal.example')).toBe('https://reset.acme.example')
  expect(await portalAt('https://portal.example', { ...acme, hosts: [] })).toBe('https://portal.example/acme')
})

test.each(['http://localhost:3000', 'http://127.0.0.1:3000'])(
  'on a laptop (%s) they stay on it',
  async (base) => {
    expect(await portalAt(base)).toBe(`${base}/acme`)
  },
)
