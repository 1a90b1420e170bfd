import type { Response } from '@playwright/test'
import { expect, test, watch } from './fixtures'
import { send } from './raw'
import { ask, choose, onPage, openMail } from './steps'
import { Visitor } from './visitor'

/** What every answer must carry, and what a whole journey in a browser may do: nothing but talk to the portal. */

const standing = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': expect.stringMatching(/^(no-referrer|same-origin)$/),
  'strict-transport-security': expect.stringMatching(/^max-age=(\d{8,}); includeSubDomains/),
  'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
}
const onPages = {
  ...standing,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': expect.stringMatching(/camera=\(\).*geolocation=\(\).*microphone=\(\).*payment=\(\)/),
  'cache-control': 'no-store',
  'x-robots-tag': expect.stringContaining('noindex'),
}
const telltale = ['x-powered-by', 'server', 'x-xss-protection', 'etag']

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(/\s+/)
      return [name, values]
    }),
  )
}

for (const slug of ['northwind', 'al-manar'] as const) {
  test(`a whole journey at ${slug} talks to nobody but the portal and leaves nothing behind`, {
    tag: slug === 'northwind' ? [] : '@long',
  }, async ({ page, context, site }) => {
    const answers: Response[] = []
    page.on('response', (response) => answers.push(response))
    const { requests } = watch(page, site.portal.url)
    const person = site.person(slug)

    await ask(page, slug, person.username)
    await onPage(page, 'sent')
    await page.goto((await openMail(site, person)).link)
    await onPage(page, 'reset')
    await choose(page)
    await onPage(page, 'done')
    await page.waitForLoadState('networkidle')

    expect(requests.filter((url) => !url.startsWith(`${site.portal.url}/`))).toEqual([])
    for (const answer of answers) {
      const headers = await answer.allHeaders()
      const isPage = headers['content-type']?.startsWith('text/html')
      // A browser keeps this one to itself and not with what it keeps in its cache.
      const { 'strict-transport-security': _, ...expected } = isPage ? onPages : standing
      expect(headers, answer.url()).toMatchObject(expected)
      expect(
        Object.keys(headers).filter((name) => telltale.slice(0, 3).includes(name)),
        answer.url(),
      ).toEqual([])
    }

    const cookies = await context.cookies()
    expect(cookies.map(({ name }) => name).sort()).toEqual(['rekey_device', 'rekey_receipt'])
    for (const { name, value, httpOnly, sameSite, domain, path } of cookies) {
      expect({ httpOnly, sameSite, domain, path }, name).toEqual({
        httpOnly: true,
        sameSite: 'Lax',
        domain: 'localhost',
        path: `/${slug}`,
      })
      expect(decodeURIComponent(value), name).not.toContain(person.username)
    }
    const kept = await page.evaluate(async () => ({
      cookies: document.cookie,
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }))
    expect(kept).toEqual({ cookies: '', local: 0, session: 0, databases: 0, caches: 0, workers: 0 })
  })
}

test.describe('the policy of a page', () => {
  test('lets nothing run or load but what carries the nonce of this very answer', async ({ site }) => {
    const seen = new Set<string>()
    for (let time = 0; time < 3; time++) {
      const { headers, html } = await new Visitor(site.portal.port).open('/northwind/reset')
      const policy = directives(String(headers['content-security-policy']))
      expect(String(headers['content-security-policy'])).not.toMatch(/unsafe-|https?:|data:|blob:|\*/)
      const nonce = /^'nonce-([A-Za-z0-9+/=_-]{22,})'$/.exec(policy.get('script-src')?.[0] ?? '')?.[1] ?? ''
      seen.add(nonce)
      expect(Buffer.from(nonce, 'base64').length).toBeGreaterThanOrEqual(16)
      expect(policy.get('script-src')).toContain("'strict-dynamic'")
      for (const [name, value] of Object.entries({
        'default-src': "'none'",
        'object-src': "'none'",
        'base-uri': "'none'",
        'form-action': "'self'",
        'frame-ancestors': "'none'",
      }))
        expect(policy.get(name), name).toEqual([value])
      for (const [tag] of html.matchAll(/<(script|style)\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`)
      expect(html).not.toMatch(/<[a-z][^>]*\s(style|on[a-z]+)=/)
      expect(html).not.toMatch(/<link[^>]+href="(https?:)?\/\//)
    }
    expect(seen.size).toBe(3)
  })

  test('takes no nonce from the client', async ({ site }) => {
    const { headers, html } = await new Visitor(site.portal.port, {
      headers: {
        'content-security-policy': "script-src 'nonce-abc123abc123abc123abc1'",
        'x-nonce': 'abc123',
      },
    }).open('/northwind/forgot')
    expect(html + JSON.stringify(headers)).not.toContain('abc123')
  })

  test.describe('in a browser', () => {
    test.use({ expectedTrouble: /Content Security Policy|policy violated|status of 404/ })

    test('markup that somebody slipped in runs nothing', async ({ page }) => {
      await page.goto('/northwind/forgot')
      const violated = page.waitForEvent('console', (message) => message.text().includes('policy violated'))
      await page.evaluate(() => {
        const holder = document.createElement('div')
        holder.innerHTML =
          '<img src="/nothing.png" onerror="window.ran = true"><a href="javascript:ran=1">x</a>'
        document.body.append(holder)
        holder.querySelector('a')?.click()
      })
      await violated
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate(() => 'ran' in window)).toBe(false)
    })
  })
})

test.describe('the headers stand on every answer, the odd ones included', () => {
  const cases: [what: string, method: string, path: string, status: number][] = [
    ['a page', 'GET', '/northwind/forgot', 200],
    ['a page that a redirect leads to', 'GET', '/northwind', 307],
    ['the link', 'GET', '/northwind/link?u=a%40b.example&c=123456', 303],
    ['a page that is not there', 'GET', '/northwind/nothing', 404],
    ['a tenant that is not there', 'GET', '/nobody/forgot', 404],
    ['a path that does not decode', 'GET', '/northwind%00/forgot', 404],
    ['a method that no page takes', 'DELETE', '/northwind/forgot', 405],
    ['health', 'GET', '/api/health/live', 200],
    ['a schedule that nobody set up', 'GET', '/api/cron/doctor', 404],
    ['a file that is not there', 'GET', '/_next/static/chunks/nothing.js', 404],
    ['a font', 'GET', '/fonts/nothing.woff2', 404],
    ['an asset that is not there', 'GET', `/northwind/assets/${'0'.repeat(64)}`, 404],
  ]
  for (const [what, method, path, status] of cases) {
    test(what, async ({ site }) => {
      const answer = await send(site.portal.port, path, {
        method,
        headers: { host: `localhost:${site.portal.port}` },
      })
      expect(answer.status).toBe(status)
      if (status >= 400) expect(answer.headers['cache-control']).toBe('no-store')
      const isPage = answer.headers['content-type']?.startsWith('text/html')
      expect(answer.headers).toMatchObject(isPage ? onPages : standing)
      expect(answer.headers['referrer-policy']).toBe(what === 'a page' ? 'same-origin' : 'no-referrer')
      expect(Object.keys(answer.headers).filter((name) => telltale.includes(name))).toEqual([])
    })
  }

  test('every file that a page loads', async ({ site }) => {
    const { html } = await new Visitor(site.portal.port).open('/northwind/forgot')
    const files = [...html.matchAll(/(?:src|href|srcSet)="(\/[^"]+)"/g)].flatMap(([, path = '']) =>
      /\/(_next|fonts|assets)\//.test(path) ? [path] : [],
    )
    const fonts = [...html.matchAll(/url\("?(\/fonts\/[^")]+)/g)].map(([, path = '']) => path)
    expect(files.some((path) => path.includes('/assets/'))).toBe(true)
    expect(fonts.length).toBeGreaterThan(0)
    for (const path of new Set([...files, ...fonts])) {
      const answer = await send(site.portal.port, path, {
        headers: { host: `localhost:${site.portal.port}` },
      })
      expect(answer.status, path).toBe(200)
      expect(answer.headers, path).toMatchObject(standing)
      expect(answer.headers['cache-control'], path).toContain('immutable')
      expect(answer.setCookies, path).toEqual([])
    }
  })

  test('a post from another site', async ({ site }) => {
    const answer = await send(site.portal.port, '/northwind/forgot', {
      method: 'POST',
      headers: { host: `localhost:${site.portal.port}`, origin: 'https://evil.example' },
      body: '',
    })
    expect(answer.status).toBe(403)
    expect(answer.headers).toMatchObject(standing)
  })
})

test('no page says how it was made', async ({ site }) => {
  const visitor = new Visitor(site.portal.port)
  for (const path of [
    '/northwind/forgot',
    '/northwind/reset',
    '/northwind/nothing',
    '/nobody/forgot',
    '/northwind/link',
  ]) {
    const page = await visitor.open(path)
    // Next lists the addresses beside a page; the one of the endpoint for AWS clients is a public name.
    const html = page.html.replaceAll('\\"cognito\\"', '')
    expect(html, path).not.toMatch(/cognito|amazon|aws|arn:|node_modules|webpack|at \w+ \(/i)
    for (const { id, secret } of [site.client('northwind'), site.client('kumo')]) {
      expect(html, path).not.toContain(id)
      expect(html, path).not.toContain(secret)
    }
  }
})
