import { expect, test } from './fixtures'
import { NEW_PASSWORD, type Person, type Site } from './site'
import { choose, field, onPage, sees } from './steps'
import { Visitor } from './visitor'

const visitor = (site: Site) => new Visitor(site.portal.port)

test.describe('opening the link', () => {
  test('asks nothing of Cognito, whoever opens it and however often', async ({ site }) => {
    const person = site.person()
    const { path } = await site.mail(person)
    const before = site.emulator.requests.count()
    const scanners = [
      { method: 'HEAD', headers: {} },
      { method: 'GET', headers: { 'user-agent': 'Mozilla/5.0 (compatible; SafeLinks)' } },
      { method: 'GET', headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch;prerender' } },
      { method: 'GET', headers: { rsc: '1', 'next-router-prefetch': '1' } },
      { method: 'GET', headers: { accept: 'text/x-component', rsc: '1' } },
      { method: 'OPTIONS', headers: {} },
    ]
    for (const { method, headers } of [...scanners, ...scanners]) {
      const answer = await visitor(site).request(path, method, undefined, headers)
      expect(answer.status, `${method} ${JSON.stringify(headers)}`).toBeLessThan(500)
    }
    // Microsoft's scanner posts what a page's scripts would post; a link has no form.
    const posted = await visitor(site).request(path, 'POST', '', { 'sec-fetch-site': 'same-origin' })
    expect(posted.status).toBe(405)
    expect(site.emulator.requests.count()).toBe(before)

    const reader = visitor(site)
    const done = await reader.submit(await reader.open(path), 'password', { password: NEW_PASSWORD })
    expect(done.page).toBe('done')
    expect(site.confirmations(person.username)).toHaveLength(1)
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
  })

  test('in a browser that runs scripts sends nothing until a person does', async ({ page, site }) => {
    const { link } = await site.mail(site.person())
    const before = site.emulator.requests.count()
    await page.goto(link)
    await onPage(page, 'reset')
    await page.waitForLoadState('networkidle')
    expect(site.emulator.requests.count()).toBe(before)
  })

  test('answers 303 with a clean relative address that nobody may keep', async ({ site }) => {
    const { path } = await site.mail(site.person())
    for (const method of ['GET', 'HEAD']) {
      const { status, headers, body } = await visitor(site).request(path, method)
      expect(status).toBe(303)
      expect(headers.location).toMatch(/^\/northwind\/reset\?k=[\w.-]+$/)
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['x-robots-tag']).toContain('noindex')
      expect(body).toBe('')
    }
  })

  test('sets one sealed cookie, for this page of this tenant and for as long as its code lives', async ({
    site,
  }) => {
    const person = site.person()
    const { path, code } = await site.mail(person)
    const { setCookies } = await visitor(site).request(path)
    expect(setCookies).toHaveLength(1)
    const [cookie = ''] = setCookies
    const [pair = '', ...attributes] = cookie.split(/;\s*/)
    expect(Buffer.byteLength(cookie)).toBeLessThan(4096)
    expect(pair).toMatch(/^rekey_link=/)
    expect(attributes.filter((each) => !/^(Expires|Max-Age)=/.test(each)).sort()).toEqual(
      ['HttpOnly', 'Path=/northwind/reset', 'SameSite=lax'].sort(),
    )
    const seconds = Number(/Max-Age=(\d+)/.exec(cookie)?.[1])
    expect(seconds).toBeGreaterThan(3500)
    expect(seconds).toBeLessThanOrEqual(3660)
    const readable = [
      pair,
      ...pair.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1')),
    ]
    for (const text of readable) {
      expect(text).not.toContain(code)
      expect(text).not.toContain(person.username)
    }
  })
})

test.describe('the code', () => {
  test('is in no address, page, later request or line of the log', async ({ page, site }) => {
    const person = site.person()
    const { link, code } = await site.mail(person)
    const requests: { url: string; body: string }[] = []
    page.on('request', (request) =>
      requests.push({ url: request.url(), body: request.postDataBuffer()?.toString('latin1') ?? '' }),
    )
    await page.goto(link)
    await onPage(page, 'reset')
    await expect(page).toHaveURL(/\/northwind\/reset$/)
    expect(await page.content()).not.toContain(code)
    // What the framework keeps there once the page has woken up.
    await page.waitForFunction(() => history.state !== null)
    expect(await page.evaluate(() => JSON.stringify(history.state))).not.toContain(code)
    await page.reload()
    await onPage(page, 'reset')
    await choose(page)
    await onPage(page, 'done')
    expect(await page.content()).not.toContain(code)
    // The page with the form lets its own site know where the form came from, and its address is clean.
    expect(await page.evaluate(() => document.referrer)).toBe(`${site.portal.url}/northwind/reset`)

    const [first, ...later] = requests
    expect(first?.url).toBe(link)
    for (const { url, body } of later) expect(url + body).not.toContain(code)
    const log = site.portal.output()
    for (const secret of [code, NEW_PASSWORD, person.username]) expect(log).not.toContain(secret)
  })

  test('of one tenant’s link is useless at another tenant', async ({ site }) => {
    const name = `both-${Date.now()}@example.com`
    const here = site.person('northwind', { username: name, email: name })
    const there = site.person('kumo', { username: name, email: name })
    const { path, code } = await site.mail(here)

    const reader = visitor(site)
    await reader.open(path)
    const sealed = reader.cookies.get('rekey_link')?.value ?? ''
    const stranger = visitor(site)
    stranger.cookies.set('rekey_link', { value: sealed, path: '/kumo/reset' })
    const reset = await stranger.open('/kumo/reset')
    expect(reset.form('code')).toBeTruthy()
    expect(reset.html).not.toContain(name)

    const carried = visitor(site)
    const refused = await carried.submit(
      await carried.open(path.replace('/northwind/', '/kumo/')),
      'password',
      {
        password: NEW_PASSWORD,
      },
    )
    expect(refused.error).toBe('code-rejected')
    const [call] = site.confirmations(name)
    expect(call?.body).toMatchObject({ ClientId: site.client('kumo').id, ConfirmationCode: code })
    expect(await site.signsIn(there, NEW_PASSWORD)).toBe(false)

    const done = await reader.submit(await reader.open('/northwind/reset'), 'password', {
      password: NEW_PASSWORD,
    })
    expect(done.page).toBe('done')
    expect(await site.signsIn(here, NEW_PASSWORD)).toBe(true)
  })

  test('goes with no other user than the one that the link named', async ({ site }) => {
    const victim = site.person()
    const reader = visitor(site)
    const reset = await reader.open((await site.mail(site.person())).path)
    const answer = await reader.submit(reset, 'password', {
      username: victim.username,
      password: NEW_PASSWORD,
    })
    expect(answer.error).toBe('check')
    expect(site.confirmations(victim.username)).toHaveLength(0)
  })

  test('that was used is told as changed when the same browser opens its link again', async ({ site }) => {
    const { path } = await site.mail(site.person())
    const reader = visitor(site)
    const done = await reader.submit(await reader.open(path), 'password', { password: NEW_PASSWORD })
    const time = /<time dateTime="[^"]*"/i
    const again = await reader.open(path)
    expect(again.page).toBe('done')
    expect(again.words).toContain('Your password was already changed')
    expect(time.exec(again.html)?.[0]).toBe(time.exec(done.html)?.[0])
  })

  test('that was used in one tab is told as changed at that time in another, whatever is typed there', {
    tag: '@long',
  }, async ({ page, context, site }) => {
    const person = site.person()
    const { link } = await site.mail(person)
    const second = await context.newPage()
    await page.goto(link)
    await second.goto(link)
    await choose(page)
    await onPage(page, 'done')
    const time = await page.locator('main time').getAttribute('datetime')

    await choose(second, 'Another-Password-7')
    await onPage(second, 'done')
    await expect(second.locator('h1')).toHaveText('Your password was already changed')
    await expect(second.locator('main time')).toHaveAttribute('datetime', time ?? '')
    expect(site.confirmations(person.username)).toHaveLength(1)
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)

    // Whoever comes back to the bare form is told so too, and can still use another code.
    await second.goto('/northwind/reset')
    await expect(second.locator('main time')).toHaveAttribute('datetime', time ?? '')
    await expect(second.locator('input[name="code"]')).toBeVisible()
  })
})

test.describe('user names survive the mail', () => {
  const names = [
    'jane+test@example.com',
    'ñandú.łukasz@exämple.com',
    '名前@例え.jp',
    '100%25+%2B@example.com',
    'o’neil&co=1;x@example.com',
    'a/b?c#d@example.com',
    '"quoted"<tag>@example.com',
    'e\u0301clair@example.com',
    '👩🏽🚀@example.com',
  ]
  for (const name of names) {
    test(name, async ({ site }) => {
      const person: Person = site.person('kumo', {
        username: name,
        email: `${name.length}.${Date.now()}@example.com`,
      })
      const reader = visitor(site)
      const reset = await reader.open((await site.mail(person)).path)
      expect(reset.page).toBe('reset')
      expect(reset.form('password').find((input) => input.name === 'username')?.value).toBe(name)
      const done = await reader.submit(reset, 'password', { password: NEW_PASSWORD })
      expect(done.page).toBe('done')
      const [call] = site.confirmations(name)
      expect(call?.body).toMatchObject({ Username: name })
      expect(call?.verdict).toMatchObject({ secretHash: 'ok', encodedData: 'ok' })
    })
  }
})

test.describe('a link of a mail function that the tenant had before', () => {
  for (const [what, address] of [
    ['M01', '/northwind/link?confirmation_code=CODE&user_name=NAME'],
    ['M03', '/northwind/reset?code=CODE&username=NAME'],
    ['M03 with other names', '/northwind/reset?verificationCode=CODE&email=NAME&clientId=x'],
  ]) {
    test(`${what}: lands and sets the password`, async ({ site }) => {
      const person = site.person()
      const { code } = await site.mail(person)
      const path = (address ?? '').replace('CODE', code).replace('NAME', encodeURIComponent(person.username))
      const reader = visitor(site)
      for (const method of ['HEAD', 'GET']) {
        const { status, headers, body } = await reader.request(path, method)
        expect(status).toBe(303)
        expect(headers.location).toMatch(/^\/northwind\/reset\?k=[\w.-]+$/)
        expect(body).toBe('')
      }
      const reset = await reader.open(path)
      expect(reset.page).toBe('reset')
      expect((await reader.submit(reset, 'password', { password: NEW_PASSWORD })).page).toBe('done')
      expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
    })
  }

  test('M03: on a host of its own stays there', async ({ site }) => {
    const reader = new Visitor(site.portal.port, { host: 'reset.northwind.example' })
    const { status, headers } = await reader.request('/reset?code=123456&username=jane%40x.test')
    expect(status).toBe(303)
    expect(headers.location).toMatch(/^\/reset\?k=[\w.-]+$/)
  })
})

test.describe('a link that was damaged on its way', () => {
  const asksFor = (html: string) =>
    (['username', 'code'] as const).filter((name) =>
      new RegExp(`<input(?=[^>]*\\sname="${name}")(?![^>]*readOnly)(?![^>]*type="hidden")`).test(html),
    )
  const name = 'jane%40example.com'
  const cases: [why: string, query: string, asks: string[]][] = [
    ['is whole', `?u=${name}&c=012345`, []],
    ['has its ampersand written out', `?u=${name}&amp;c=012345`, []],
    ['carries a tracker’s parameters', `?utm_source=mail&u=${name}&c=012345&mc_eid=1`, []],
    ['says everything twice', `?u=${name}&c=012345&u=${name}&c=012345`, []],
    ['has a space in its code', `?u=${name}&c=012%20345`, []],
    ['has a full stop at its end', `?u=${name}&c=012345.`, []],
    ['lost its code', `?u=${name}`, ['code']],
    ['kept the placeholder', `?u=${name}&c={####}`, ['code']],
    ['kept the placeholder encoded', `?u=${name}&c=%7B%23%23%23%23%7D`, ['code']],
    ['has two codes', `?u=${name}&c=012345&c=543210`, ['code']],
    ['lost its name', '?c=012345', ['username']],
    ['has a broken encoding', '?u=%E0%A4%A&c=012345', ['username']],
    ['has a plus that was not encoded', '?u=jane+test@example.com&c=012345', ['username']],
  ]
  for (const [why, query, asks] of cases) {
    test(`and ${why} opens the form${asks.length ? ` and asks for the ${asks}` : ''}`, async ({ site }) => {
      const before = site.emulator.requests.count()
      const reset = await visitor(site).open(`/northwind/link${query}`)
      expect([reset.status, reset.page, asksFor(reset.html)]).toEqual([200, 'reset', asks])
      if (asks.length) expect(reset.html).toMatch(/<p class="lead">[^<]+</)
      expect(reset.html).not.toContain('012345')
      expect(site.emulator.requests.count()).toBe(before)
    })
  }

  test('F12: and has a name that was encoded twice, shows it to be checked', async ({ site }) => {
    const reset = await visitor(site).open('/northwind/link?u=jane%2540x.test&c=123456')
    expect([reset.page, asksFor(reset.html)]).toEqual(['reset', ['username']])
    expect(reset.form('password').find(({ name: each }) => each === 'username')?.value).toBe('jane@x.test')
    expect(reset.words).toContain('Please check it')
  })

  test('and cut its name, can be corrected, before and after a refusal, and the code stays', async ({
    site,
    page,
  }) => {
    const person = site.person()
    const { code } = await site.mail(person)
    await page.goto(`/northwind/link?c=${code}&u=${person.username.slice(0, -4)}`)
    await expect(field(page, 'username')).toHaveAttribute('readonly')
    await choose(page)
    await sees(page, 'code-rejected')
    await page.getByRole('link', { name: 'Not right? Correct it' }).click()
    await expect(field(page, 'username')).not.toHaveAttribute('readonly')
    await expect(field(page, 'code')).toHaveCount(0)
    await field(page, 'username').fill(person.username)
    await choose(page)
    await onPage(page, 'done')
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
  })

  for (const query of ['', '?', '?u=&c=', '?u=%00&c=%00', `?u=${'x'.repeat(8000)}`, '?t=junk&c={####}']) {
    test(`beyond repair (${query.slice(0, 20)}) says so`, async ({ site }) => {
      const problem = await visitor(site).open(`/northwind/link${query}`)
      expect([problem.status, problem.page]).toEqual([200, 'link-problem'])
    })
  }
})
