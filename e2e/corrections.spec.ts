import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { NEW_PASSWORD, OLD_PASSWORD } from './site'
import { ask, choose, field, mistype, onPage, openMail, sees, send } from './steps'

// What was typed can be corrected where it was typed, and the page says itself what it knows.

const alert = (page: Page) => page.locator('[role="alert"][data-error]')

for (const javaScriptEnabled of [true, false]) {
  test.describe(`JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, {
    tag: javaScriptEnabled ? '@long' : [],
  }, () => {
    test.use({ javaScriptEnabled })

    test('P01: a mistyped code stands in its field to be corrected, and nothing speaks of a link', async ({
      page,
      site,
    }) => {
      const person = site.person()
      const { right, wrong } = await mistype(page, site, person)
      await expect(page.locator('main')).not.toContainText('link')
      await choose(page)
      await sees(page, 'code-rejected')
      await expect(field(page, 'code')).toHaveValue(wrong)
      await expect(field(page, 'code')).toBeFocused()
      await expect(field(page, 'password')).toHaveValue('')
      await expect(page.locator('main')).not.toContainText('link')

      await field(page, 'code').fill(right)
      await choose(page)
      await onPage(page, 'done')
      expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
    })

    test('a code that doesn’t look like one is told so where it was typed, and goes on as it is the second time', {
      tag: '@long',
    }, async ({ page, site }) => {
      const person = site.person()
      await ask(page, 'northwind', person.username)
      await onPage(page, 'sent')
      for (const odd of ['12ab', '12345', 'my code']) {
        await field(page, 'code').fill(odd)
        await send(page)
        await sees(page, 'check')
        await onPage(page, 'sent')
        await expect(field(page, 'code')).toHaveValue(odd)
        await expect(field(page, 'code')).toHaveAccessibleDescription(/as it stands in the message/)
      }
      await field(page, 'code').fill('12ab34')
      await send(page)
      await sees(page, 'check')
      await send(page)
      await onPage(page, 'reset')
      await choose(page)
      await sees(page, 'code-rejected')
      expect(site.confirmations(person.username)).toHaveLength(1)

      await field(page, 'code').fill('12345')
      await choose(page)
      await sees(page, 'check')
      await expect(field(page, 'code')).toHaveAccessibleDescription(/as it stands in the message/)
      expect(site.confirmations(person.username)).toHaveLength(1)
    })

    test('a link whose code was refused asks for the newest code and says no more of the link', async ({
      page,
      site,
    }) => {
      const person = site.person()
      const { link } = await site.mail(person)
      const { code } = await site.mail(person)
      await page.goto(link)
      await onPage(page, 'reset')
      await expect(page.locator('main')).toContainText('The code came with your link')
      await choose(page)
      await sees(page, 'code-rejected')
      await expect(page.locator('main')).not.toContainText('link')
      await expect(field(page, 'code')).toHaveValue('')
      await field(page, 'code').fill(code)
      if (javaScriptEnabled) await expect(alert(page)).toHaveCount(0)
      await choose(page)
      await onPage(page, 'done')
    })

    test('P03: a password that breaks a rule of the page is told so with the number, and nobody else is asked', {
      tag: javaScriptEnabled ? [] : '@proof',
    }, async ({ page, site }) => {
      const person = site.person()
      await page.goto((await site.mail(person)).link)
      await choose(page, 'short')
      await sees(page, 'password-rejected')
      await expect(page.locator('#password-error')).toHaveText('The password needs at least 12 characters.')
      await expect(field(page, 'password')).toHaveAttribute('aria-invalid', 'true')
      expect(site.confirmations(person.username)).toHaveLength(0)

      // The tenant file may know an older policy than the pool: the same once more is meant.
      await choose(page, 'short')
      await expect.poll(() => site.confirmations(person.username).length).toBe(1)
      await sees(page, 'password-rejected')
      await expect(field(page, 'password')).toHaveValue('')

      await choose(page)
      await onPage(page, 'done')
    })

    test('P03: another password that breaks a rule is told so too', {
      tag: javaScriptEnabled ? [] : '@proof',
    }, async ({ page, site }) => {
      const person = site.person()
      await page.goto((await site.mail(person)).link)
      await choose(page, 'short')
      await sees(page, 'password-rejected')
      await choose(page, 'long-enough-but-small-1')
      await expect(page.locator('#password-error')).toContainText('upper-case letter')
      expect(site.confirmations(person.username)).toHaveLength(0)
    })

    test('P03: where the pool wants more than the page knows, the number is one that is true', {
      tag: javaScriptEnabled ? [] : '@proof',
    }, async ({ page, site }) => {
      const person = site.person()
      await page.goto((await site.mail(person)).link)
      site.emulator.faults.add({
        kind: 'error',
        name: 'InvalidPasswordException',
        message: 'Password did not conform with policy: Password not long enough',
        operation: 'ConfirmForgotPassword',
        username: person.username,
        times: 1,
      })
      await choose(page)
      await sees(page, 'password-rejected')
      await expect(page.locator('#password-error')).toHaveText(
        `The password needs more than ${NEW_PASSWORD.length} characters.`,
      )
      await expect(page.locator('[data-met="true"]')).toHaveCount(0)
      expect(await site.signsIn(person, OLD_PASSWORD)).toBe(true)
    })

    test('P04: the summary counts the fields that it speaks of', {
      tag: javaScriptEnabled ? [] : '@proof',
    }, async ({ page }) => {
      await page.goto('/northwind/sent')
      await onPage(page, 'sent')
      await send(page)
      await sees(page, 'check')
      await expect(alert(page)).toContainText('2 fields need your attention')
      await expect(page.locator('main .field-error')).toHaveCount(2)
    })

    test('what was typed is gone on every page when somebody goes back after it worked', {
      tag: javaScriptEnabled ? [] : '@proof',
    }, async ({ page, site }) => {
      const person = site.person()
      await ask(page, 'northwind', person.username)
      await onPage(page, 'sent')
      const { code } = await openMail(site, person)
      await field(page, 'code').fill(code)
      await send(page)
      await onPage(page, 'reset')
      await choose(page)
      await onPage(page, 'done')
      // An address that no script has cleaned still brings the code, which has been used.
      for (const name of [javaScriptEnabled ? 'reset' : 'done', 'sent', 'forgot']) {
        await page.goBack()
        await onPage(page, name)
        await expect(page.locator('main')).not.toContainText(person.username)
        for (const input of await page.locator('main input:not([type="hidden"], [type="checkbox"])').all())
          await expect(input).toHaveValue('')
      }
    })

    test('what was typed is gone when somebody comes back after it worked', {
      tag: javaScriptEnabled ? [] : '@proof',
    }, async ({ page, site }) => {
      const person = site.person()
      const { code } = await site.mail(person)
      await page.goto('/northwind/reset')
      await field(page, 'username').fill(person.username)
      await field(page, 'code').fill(code)
      await choose(page)
      await onPage(page, 'done')
      await page.goBack()
      await onPage(page, 'reset')
      for (const name of ['username', 'code', 'password'] as const)
        await expect(field(page, name)).toHaveValue('')
    })
  })
}

test('an error goes when its field changes, and red never stands beside rules that are all met', {
  tag: '@long',
}, async ({ page, site }) => {
  await page.goto((await site.mail(site.person())).link)
  await choose(page, 'short')
  await sees(page, 'password-rejected')
  await field(page, 'password').fill(NEW_PASSWORD)
  await expect(page.locator('[data-met="true"]')).toHaveCount(4)
  await expect(alert(page)).toHaveCount(0)
  await expect(page.locator('.field-error')).toHaveCount(0)
  await expect(field(page, 'password')).not.toHaveAttribute('aria-invalid')
})

test('the rules of the password are part of what a screen reader says of the field', async ({
  page,
  site,
}) => {
  await page.goto((await site.mail(site.person())).link)
  await expect(field(page, 'password')).toHaveAccessibleDescription(/At least 12 characters.*A number/)
})

test('a shown password is hidden again while it is sent', { tag: '@long' }, async ({ page, site }) => {
  const person = site.person()
  await page.goto((await site.mail(person)).link)
  await page.locator('button.reveal').click()
  await expect(field(page, 'password')).toHaveAttribute('type', 'text')
  site.emulator.faults.add({
    kind: 'hang',
    operation: 'ConfirmForgotPassword',
    username: person.username,
    times: 1,
  })
  await choose(page)
  await site.emulator.faults.hung()
  await expect(field(page, 'password')).toHaveAttribute('type', 'password')
  site.emulator.faults.release()
  await onPage(page, 'done')
})

test.describe('an answer that is none', () => {
  test.use({ expectedTrouble: /status of (500|403|429)|ERR_CONNECTION_RESET|ERR_INTERNET_DISCONNECTED/ })
  const posts = (url: URL) => url.pathname.endsWith('/forgot')

  for (const status of [500, 403, 429]) {
    test(`F13: a ${status} is not called a missing connection`, {
      tag: status === 500 ? [] : '@proof',
    }, async ({ page, site }) => {
      const { username } = site.person()
      await page.route(posts, (route) =>
        route.request().method() === 'POST'
          ? route.fulfill({ status, contentType: 'text/plain', body: 'no' })
          : route.fallback(),
      )
      await ask(page, 'northwind', username)
      await sees(page, 'no-answer')
      await expect(alert(page)).not.toContainText('connection')
      await expect(field(page, 'username')).toHaveValue(username)
    })
  }

  test('a connection that broke is not called a missing one', async ({ page, site }) => {
    await page.route(posts, (route) =>
      route.request().method() === 'POST' ? route.abort('connectionreset') : route.fallback(),
    )
    await ask(page, 'northwind', site.person().username)
    await sees(page, 'lost')
    await expect(alert(page)).not.toContainText('There is no connection')
  })

  test('no connection is called so', async ({ page, site, context }) => {
    await page.goto('/northwind/forgot')
    await field(page, 'username').fill(site.person().username)
    await context.setOffline(true)
    await send(page)
    await sees(page, 'offline')
    await context.setOffline(false)
  })
})
