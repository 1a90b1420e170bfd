import type { Request } from '@playwright/test'
import { expect, test } from './fixtures'
import { NEW_PASSWORD, type Site } from './site'
import { choose, field, onPage, sees, send } from './steps'
import { Visitor } from './visitor'

// The promise: a lost answer, a second click, a second tab or a broken connection never makes a page say something
// untrue.

const visitor = (site: Site) => new Visitor(site.portal.port)

test.afterEach(({ site }) => {
  site.emulator.faults.clear()
  site.emulator.faults.release()
})

test.describe('a confirmation whose answer was lost', () => {
  test('ends on “unknown”, was sent once, and worked; the same code is not called wrong afterwards', async ({
    page,
    site,
  }) => {
    const person = site.person()
    const { link, code } = await site.mail(person)
    site.emulator.faults.add({
      kind: 'drop-after-commit',
      operation: 'ConfirmForgotPassword',
      username: person.username,
      times: 1,
    })
    await page.goto(link)
    await choose(page)
    await onPage(page, 'unknown')
    expect(site.confirmations(person.username)).toHaveLength(1)
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)

    await page.goto(link)
    await choose(page)
    await onPage(page, 'unknown')
    await expect(page.locator('main time')).toHaveAttribute('datetime', /^20/)

    // From another device there is no receipt in a cookie; the portal remembers the code by itself.
    const elsewhere = visitor(site)
    const answer = await elsewhere.choose('/northwind', {
      username: person.username,
      code,
      password: NEW_PASSWORD,
    })
    expect(answer.page).toBe('unknown')
  })

  test('is not made a success or a failure by a second try that Cognito refuses', async ({ site }) => {
    const person = site.person()
    const { path } = await site.mail(person)
    const reader = visitor(site)
    site.emulator.faults.add({
      kind: 'drop-before',
      operation: 'ConfirmForgotPassword',
      username: person.username,
      times: 1,
    })
    expect((await reader.submit(await reader.open(path), 'password', { password: NEW_PASSWORD })).page).toBe(
      'unknown',
    )
    // Here nothing had been changed, so the second try succeeds and may say so.
    expect((await reader.submit(await reader.open(path), 'password', { password: NEW_PASSWORD })).page).toBe(
      'done',
    )
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
  })
})

test.describe('sent twice at once', { tag: '@long' }, () => {
  test('by a double click, the form changes the password once', async ({ page, site }) => {
    const person = site.person()
    await page.goto((await site.mail(person)).link)
    await field(page, 'password').fill(NEW_PASSWORD)
    await page.locator('main form button[type="submit"]').dblclick()
    await onPage(page, 'done')
    expect(site.confirmations(person.username)).toHaveLength(1)
    expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
  })

  test('without JavaScript, one answer says changed and none says wrong', async ({ site }) => {
    const person = site.person()
    const reader = visitor(site)
    const reset = await reader.open((await site.mail(person)).path)
    site.emulator.faults.add({
      kind: 'delay-before',
      ms: 300,
      operation: 'ConfirmForgotPassword',
      username: person.username,
    })
    const answers = await Promise.all(
      [1, 2].map(() => reader.submit(reset, 'password', { password: NEW_PASSWORD })),
    )
    const seen = answers.map(({ page, error }) => error ?? page).sort()
    expect(seen).toContain('done')
    expect(seen.filter((each) => each !== 'done' && each !== 'unknown')).toEqual([])
    expect(site.confirmations(person.username)).toHaveLength(1)
  })

  test('from two tabs with two passwords, the tab that says changed has the one that is set', async ({
    page,
    context,
    site,
  }) => {
    const person = site.person()
    const { link } = await site.mail(person)
    site.emulator.faults.add({
      kind: 'hang',
      operation: 'ConfirmForgotPassword',
      username: person.username,
      times: 1,
    })
    const tabs = [
      { tab: page, password: 'First-Password-1' },
      { tab: await context.newPage(), password: 'Second-Password-2' },
    ] as const
    for (const { tab, password } of tabs) {
      await tab.goto(link)
      await field(tab, 'password').fill(password)
    }
    const [first, second] = tabs
    const isPost = (request: Request) => request.method() === 'POST'
    await send(first.tab)
    await site.emulator.faults.hung()
    await Promise.all([second.tab.waitForRequest(isPost), send(second.tab)])
    site.emulator.faults.release()
    const seen = await Promise.all(
      tabs.map(async ({ tab, password }) => {
        await tab.waitForURL(/\/(done|unknown)$/)
        return { name: await tab.locator('main').getAttribute('data-page'), password }
      }),
    )
    expect(seen.map(({ name }) => name).every((name) => name === 'done' || name === 'unknown')).toBe(true)
    // A second attempt that comes after the first has ended is made, and Cognito refuses it.
    const taken = site.confirmations(person.username).filter(({ processed }) => processed === 'ok')
    expect(taken).toHaveLength(1)
    const told = seen.filter(({ name }) => name === 'done')
    expect(told.length).toBeGreaterThan(0)
    for (const { password } of told) expect(await site.signsIn(person, password), password).toBe(true)
  })
})

test('a form whose cookie is gone still has its code, as one that was open for fifty minutes has', async ({
  page,
  context,
  site,
}) => {
  const person = site.person()
  await page.goto((await site.mail(person)).link)
  await context.clearCookies({ name: 'rekey_link' })
  await choose(page)
  await onPage(page, 'done')
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test('a page whose code is gone asks for it, and goes on from there', async ({ page, context, site }) => {
  const person = site.person()
  const { link, code } = await site.mail(person)
  await page.goto(link)
  await onPage(page, 'reset')
  await expect(page).toHaveURL(/\/reset$/)
  await context.clearCookies({ name: 'rekey_link' })
  await page.reload()
  await choose(page)
  await sees(page, 'check')
  await expect(field(page, 'code')).toHaveAttribute('aria-invalid', 'true')
  await field(page, 'username').fill(person.username)
  await field(page, 'code').fill(code)
  await send(page)
  await onPage(page, 'done')
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test.describe('in the browser', () => {
  test.use({ expectedTrouble: /ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED/ })

  test('a connection that breaks is told as one, with everything still in the form', async ({
    page,
    site,
  }) => {
    const person = site.person()
    await page.goto((await site.mail(person)).link)
    await page.route('**/reset', (route) =>
      route.request().method() === 'POST' ? route.abort('connectionreset') : route.fallback(),
    )
    await choose(page)
    await sees(page, 'lost')
    await expect(field(page, 'password')).toHaveValue(NEW_PASSWORD)
    expect(site.confirmations(person.username)).toHaveLength(0)

    await page.unrouteAll()
    await choose(page)
    await onPage(page, 'done')
  })

  test('no connection at all is told before anything is sent', async ({ page, context, site }) => {
    await page.goto((await site.mail(site.person())).link)
    await context.setOffline(true)
    await choose(page)
    await sees(page, 'offline')
    await expect(field(page, 'password')).toHaveValue(NEW_PASSWORD)
  })

  test('“back” shows the form without the password and sends nothing again', { tag: '@long' }, async ({
    page,
    site,
  }) => {
    const person = site.person()
    await page.goto((await site.mail(person)).link)
    await choose(page)
    await onPage(page, 'done')
    await page.goBack()
    await onPage(page, 'reset')
    await expect(field(page, 'password')).toHaveValue('')
    await page.goForward()
    await onPage(page, 'done')
    expect(site.confirmations(person.username)).toHaveLength(1)
  })
})
