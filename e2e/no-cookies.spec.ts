import { type CookielessLine, cookielessLine } from './cookieless'
import { expect, test } from './fixtures'
import { PORTAL_SECRET } from './portal'
import { sealedLink } from './sealed-link'
import { NEW_PASSWORD, OLD_PASSWORD, type Site } from './site'
import { choose, field, onPage, send } from './steps'
import { MULTIPART, type Sight, Visitor } from './visitor'

/** The promise: a browser that keeps no cookies gets to the end, and every page tells the truth. */

const blocked = (site: Site) => new Visitor(site.portal.port, { keepsCookies: false })
const asksFor = (sight: Sight) =>
  (['username', 'code', 'password'] as const).filter((name) =>
    new RegExp(`<input(?=[^>]*\\sname="${name}")(?![^>]*readOnly)(?![^>]*type="hidden")`).test(sight.html),
  )
const ticketOf = (address: string | undefined) =>
  new URL(address ?? '', 'http://x').searchParams.get('k') ?? ''

test.describe('without cookies', () => {
  test('F21: a code and a password that are typed by hand end on the page that says it was changed', {
    tag: '@long',
  }, async ({ site }) => {
    const person = site.person()
    const reader = blocked(site)
    const sent = await reader.ask('/northwind', person.username)
    expect([sent.page, sent.words.includes(person.username)]).toEqual(['sent', true])
    const { code } = await site.mail(person)
    const done = await reader.choose('/northwind', {
      username: person.username,
      code,
      password: NEW_PASSWORD,
    })
    expect([done.status, done.page]).toEqual([200, 'done'])
    expect(done.words).toContain('Password changed')
    expect(done.html).toMatch(/<time dateTime="20/i)
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
    expect(reader.cookies.size).toBe(0)
  })

  test('a link works to the end, with its name and without its code being typed', async ({ site }) => {
    const person = site.person()
    const reader = blocked(site)
    const reset = await reader.open((await site.mail(person)).path)
    expect([reset.page, asksFor(reset)]).toEqual(['reset', ['password']])
    expect(reset.form('password').find(({ name }) => name === 'username')?.value).toBe(person.username)
    const done = await reader.submit(reset, 'password', { password: NEW_PASSWORD })
    expect(done.page).toBe('done')
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
    expect(site.confirmations(person.username)).toHaveLength(1)
  })

  test('a password that is refused keeps what the link brought', async ({ site }) => {
    const person = site.person()
    const reader = blocked(site)
    const refused = await reader.submit(await reader.open((await site.mail(person)).path), 'password', {
      password: '',
    })
    expect([refused.error, asksFor(refused)]).toEqual(['check', ['password']])
    expect((await reader.submit(refused, 'password', { password: NEW_PASSWORD })).page).toBe('done')
  })

  test('the code that is typed on /sent goes along', async ({ site }) => {
    const person = site.person()
    const reader = blocked(site)
    const sent = await reader.ask('/northwind', person.username)
    const { code } = await site.mail(person)
    const reset = await reader.submit(sent, 'code', { code })
    expect([reset.page, asksFor(reset)]).toEqual(['reset', ['password']])
    expect((await reader.submit(reset, 'password', { password: NEW_PASSWORD })).page).toBe('done')
  })

  test('a way back that nobody of the tenant owns is not taken along', async ({ site }) => {
    const person = site.person()
    const reader = blocked(site)
    const back = 'https://online.northwind.example/accounts'
    const forgot = await reader.open(`/northwind/forgot?return_to=${encodeURIComponent(back)}`)
    const sent = await reader.submit(forgot, 'username', { username: person.username })
    const { code } = await site.newestMail(person)
    const body = { code, return_to: 'https://evil.example/' }
    const reset = await reader.submit(sent, 'code', body)
    const done = await reader.submit(reset, 'password', { password: NEW_PASSWORD })
    expect(done.page).toBe('done')
    expect(done.html).not.toContain('evil.example')
  })

  test('an answer that was lost is told as one', async ({ site }) => {
    const person = site.person()
    const reader = blocked(site)
    const reset = await reader.open((await site.mail(person)).path)
    site.emulator.faults.add({
      kind: 'drop-after-commit',
      operation: 'ConfirmForgotPassword',
      username: person.username,
      times: 1,
    })
    const unknown = await reader.submit(reset, 'password', { password: NEW_PASSWORD })
    expect(unknown.page).toBe('unknown')
    expect(unknown.words).toContain('It may already be the new one')
  })

  test('the same code once more was used at that time', async ({ site }) => {
    const person = site.person()
    const reader = blocked(site)
    const { path } = await site.mail(person)
    const again = await reader.open(path)
    expect((await reader.submit(await reader.open(path), 'password', { password: NEW_PASSWORD })).page).toBe(
      'done',
    )
    const told = await reader.submit(again, 'password', { password: NEW_PASSWORD })
    expect(['done', 'unknown']).toContain(told.page)
    expect(told.html).toMatch(/<time dateTime="20/i)
  })

  test('what is wrong with a link is told, and the code can be typed', async ({ site }) => {
    const reader = blocked(site)
    const cut = await reader.open('/northwind/link?u=&c=')
    expect([cut.page, cut.html.includes('data-problem="incomplete"')]).toEqual(['link-problem', true])
    const changed = await reader.open('/northwind/link?t=abc&c=246810')
    expect(changed.html).toContain('data-problem="changed"')
  })
})

test.describe('a page that was told nothing says so', () => {
  for (const page of ['done', 'unknown']) {
    test(`/${page} claims no result, and leads to both ways on`, async ({ site }) => {
      for (const reader of [blocked(site), new Visitor(site.portal.port)]) {
        const sight = await reader.open(`/northwind/${page}`)
        expect([sight.status, sight.page, sight.path]).toEqual([200, 'unknown', `/northwind/${page}`])
        expect(sight.words).toContain('We can’t tell any more what happened')
        expect(sight.html).toMatch(/class="button"[^>]*href="\/northwind\/forgot"/)
      }
    })
  }

  test('/sent says nothing is on its way, and takes a code', async ({ site }) => {
    const sight = await blocked(site).open('/northwind/sent')
    expect([sight.status, sight.page, asksFor(sight)]).toEqual([200, 'sent', ['username', 'code']])
    expect(sight.words).not.toContain('on its way')
  })

  for (const [slug, locale] of [
    ['northwind', 'en'],
    ['northwind', 'da'],
    ['kumo', 'ja'],
    ['panaderia-sol', 'es'],
    ['al-manar', 'ar'],
    ['al-manar', 'fr'],
  ] as const) {
    test(`/sent asks for the code once and has one main action (${locale})`, {
      tag: locale === 'en' || locale === 'ar' ? [] : '@proof',
    }, async ({ site }) => {
      const { html } = await blocked(site).open(`/${slug}/sent?lang=${locale}`)
      expect(html).toContain(` lang="${locale}" dir=`)
      const heading = /<h1>([^<]+)</.exec(html)?.[1]
      expect(/<label for="code">([^<]+)</.exec(html)?.[1]).not.toBe(heading)
      expect(html.match(/class="button"[^>]*data-variant="primary"/g)).toHaveLength(1)
    })
  }

  test('/link-problem doesn’t know which', async ({ site }) => {
    const sight = await blocked(site).open('/northwind/link-problem')
    expect([sight.status, sight.page]).toEqual([200, 'link-problem'])
    expect(sight.html).toContain('data-problem="forgotten"')
    expect(sight.html).toContain('href="/northwind/forgot"')
  })
})

test.describe('a ticket', () => {
  test('stands in the address of /reset, with neither name nor code in clear, and in no line of the log', async ({
    site,
  }) => {
    const person = site.person()
    const { path, code } = await site.mail(person)
    const reader = blocked(site)
    const { status, headers, setCookies } = await reader.request(path)
    expect([status, headers['referrer-policy']]).toEqual([303, 'no-referrer'])
    expect(headers.location).toMatch(/^\/northwind\/reset\?k=[\w.-]{40,2000}$/)
    expect(setCookies).toHaveLength(1)
    const ticket = ticketOf(headers.location)
    for (const readable of ticket
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))) {
      expect(readable).not.toContain(person.username)
      expect(readable).not.toContain(code)
    }
    const reset = await reader.open(headers.location ?? '')
    expect(reset.headers['referrer-policy']).toBe('no-referrer')
    await reader.submit(reset, 'password', { password: NEW_PASSWORD })
    const log = site.portal.output()
    for (const each of [ticket, ticket.slice(-40), code, person.username]) expect(log).not.toContain(each)
  })

  test('opens at no other tenant, on no other page, and is no cookie', async ({ site }) => {
    const person = site.person()
    const { path } = await site.mail(person)
    const { headers, setCookies } = await blocked(site).request(path)
    const ticket = ticketOf(headers.location)
    const cookie = /rekey_link=([^;]*)/.exec(setCookies[0] ?? '')?.[1] ?? ''

    for (const address of [
      `/kumo/reset?lang=en&k=${ticket}`,
      `/northwind/reset?k=${cookie}`,
      '/northwind/reset?k=v1.a.b',
    ]) {
      const sight = await blocked(site).open(address)
      expect(asksFor(sight), address).toEqual(['username', 'code', 'password'])
      expect(sight.html).not.toContain(person.username)
      expect(sight.words).toContain('did not get here')
    }
    for (const page of ['done', 'unknown', 'sent', 'link-problem']) {
      const sight = await blocked(site).open(`/northwind/${page}?k=${ticket}`)
      expect(sight.html, page).not.toContain(person.username)
      expect(sight.words, page).not.toContain('Password changed')
    }
    const holder = new Visitor(site.portal.port)
    holder.cookies.set('rekey_link', { value: ticket, path: '/northwind/reset' })
    expect(asksFor(await holder.open('/northwind/reset'))).toContain('code')
  })

  test('of a result never feeds an attempt', async ({ site }) => {
    const person = site.person()
    const reader = blocked(site)
    const first = await reader.open((await site.mail(person)).path)
    const body = reader.body(first, 'password', { password: NEW_PASSWORD })
    const own = { origin: 'null', 'sec-fetch-site': 'same-origin', 'content-type': MULTIPART }
    const { headers } = await reader.request(first.path, 'POST', body, own)
    expect(headers.location).toMatch(/^\/northwind\/done\?k=/)

    const other = site.person()
    const reset = await reader.open((await site.mail(other)).path)
    const values = { password: NEW_PASSWORD, ticket: ticketOf(headers.location) }
    const refused = await reader.post('/northwind/reset', reader.body(reset, 'password', values))
    expect(refused.error).toBe('check')
    expect(site.confirmations(other.username)).toHaveLength(0)
  })

  test('whose hour is over says so, and keeps the name and what was typed', { tag: '@long' }, async ({
    site,
  }) => {
    const person = site.person()
    // As old as a link may be when it is opened: a few seconds later its hour, and what clocks may differ, are over.
    const issuedAt = new Date(Date.now() - 3_660_000 + 6_000)
    const query = await sealedLink(Buffer.from(PORTAL_SECRET), 'northwind', person.username, { issuedAt })
    const reader = blocked(site)
    const { headers } = await reader.request(`/northwind/link?${query}`)
    const address = headers.location ?? ''
    const open = await reader.open(address)
    expect(asksFor(open)).toEqual(['password'])
    await expect.poll(async () => (await reader.open(address)).error, { timeout: 20_000 }).toBe('expired')

    const late = await reader.submit(open, 'password', { password: NEW_PASSWORD })
    expect(late.error).toBe('expired')
    expect(asksFor(late)).toEqual(['code', 'password'])
    expect(late.html).toContain(person.username)
    expect(site.confirmations(person.username)).toHaveLength(0)
    const { code } = await site.mail(person)
    const typed = await reader.submit(late, 'password', { code, password: '' })
    expect([typed.error, typed.form('code').find(({ name }) => name === 'code')?.value]).toEqual([
      'check',
      code,
    ])
    expect((await reader.submit(typed, 'password', { password: NEW_PASSWORD })).page).toBe('done')
  })
})

test.describe('in a browser', () => {
  let line: CookielessLine

  test.beforeEach(async ({ site }) => {
    line = await cookielessLine(site.portal.port)
  })
  test.afterEach(() => line.close())

  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'that runs scripts' : 'that runs none', () => {
      test.use({ javaScriptEnabled })

      test('that blocks cookies a link works to the end', async ({ browser, site }) => {
        const person = site.person()
        const context = await browser.newContext({ javaScriptEnabled })
        const page = await context.newPage()
        await page.goto(line.url + (await site.mail(person)).path)
        await onPage(page, 'reset')
        await expect(field(page, 'code')).toHaveCount(0)
        if (javaScriptEnabled) await expect(page).toHaveURL(`${line.url}/northwind/reset`)
        await choose(page)
        await onPage(page, 'done')
        if (javaScriptEnabled) await expect(page).toHaveURL(`${line.url}/northwind/done`)
        expect(await context.cookies()).toEqual([])
        expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
        expect(await site.signsIn(person, OLD_PASSWORD)).toBe(false)
        await context.close()
      })

      test('that blocks cookies a typed code leads back to where the ask came from', {
        tag: '@long',
      }, async ({ browser, site }) => {
        const person = site.person()
        const context = await browser.newContext({ javaScriptEnabled })
        const page = await context.newPage()
        const back = 'https://online.northwind.example/accounts?from=reset'
        await page.goto(`${line.url}/northwind/forgot?return_to=${encodeURIComponent(back)}`)
        await field(page, 'username').fill(person.username)
        await send(page)
        await onPage(page, 'sent')
        // Once more, as people do; the button that waits can be pressed all the same.
        const [first] = [page.url()]
        await page.locator('.resend button').click({ force: true })
        await page.waitForURL((url) => url.href !== first)
        await onPage(page, 'sent')
        const { code } = await site.newestMail(person)
        await field(page, 'code').fill(code)
        await send(page)
        await onPage(page, 'reset')
        await choose(page)
        await onPage(page, 'done')
        await expect(page.locator('a.button')).toHaveAttribute('href', back)
        expect(await context.cookies()).toEqual([])
        await context.close()
      })
    })
  }
})
