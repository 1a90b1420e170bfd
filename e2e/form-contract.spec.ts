import type { Browser, BrowserContext, Page } from '@playwright/test'
import { type ConsoleSite, openConsoleSite } from './console-site'
import { type CookielessLine, cookielessLine } from './cookieless'
import { expect, test } from './fixtures'
import type { Site } from './site'
import { field, onPage, sees, send } from './steps'
import { wrongCode } from './wrong-code'

// The promise: what password managers, keyboards and phones read from a form is the same with and without scripts and
// cookies, before and after an error.

/** What they read of one field. */
const username = {
  name: 'username',
  type: 'text',
  autocomplete: 'username',
  inputmode: 'email',
  autocapitalize: 'none',
  spellcheck: 'false',
  passwordrules: null,
}
const code = {
  name: 'code',
  type: 'text',
  autocomplete: 'one-time-code',
  inputmode: 'numeric',
  autocapitalize: null,
  spellcheck: null,
  passwordrules: null,
}
const password = {
  name: 'password',
  type: 'password',
  autocomplete: 'new-password',
  inputmode: null,
  autocapitalize: 'none',
  spellcheck: 'false',
  passwordrules:
    'minlength: 12; required: lower; required: upper; required: digit; required: [-^$*.?!@#%&/,:;_~=+];',
}
/** Whose password it is, where a link said so: visible, and not to be changed. */
const known = { ...username, inputmode: null, autocapitalize: null, spellcheck: null }

/** Whether to be signed out everywhere, where the tenant asks. */
const signOut = {
  ...code,
  name: 'sign_out',
  type: 'checkbox',
  autocomplete: null,
  inputmode: null,
}

/** The page's fields in their order; the first form is the only one with any. */
async function fields(page: Page, expected: object[]): Promise<void> {
  const seen = await page.locator('form').evaluateAll((forms, wanted) => {
    const inputs = forms.map((form) => [...form.querySelectorAll('input:not([type="hidden"])')])
    return {
      fields: inputs[0]?.map((input) =>
        Object.fromEntries(wanted.map((name) => [name, input.getAttribute(name)])),
      ),
      elsewhere: inputs.slice(1).flat().length,
      // Managers cut generated passwords to these, or refuse to fill; the server says what is too long or too short.
      bounds: inputs.flat().filter((input) => input.matches('[maxlength],[minlength],[pattern]')).length,
    }
  }, Object.keys(username))
  expect(seen).toEqual({ fields: expected, elsewhere: 0, bounds: 0 })
  // No answer carries a password back.
  for (const input of await page.locator('[type="password"]').all())
    await expect(input).not.toHaveAttribute('value', /./)
}

type Way = { javaScriptEnabled: boolean; keepsCookies: boolean }
type Visit = { page: Page; url: string; close(): Promise<void> }

async function visit(browser: Browser, site: Site, { javaScriptEnabled, keepsCookies }: Way): Promise<Visit> {
  const line: CookielessLine | null = keepsCookies ? null : await cookielessLine(site.portal.port)
  const context: BrowserContext = await browser.newContext({ javaScriptEnabled })
  return {
    page: await context.newPage(),
    url: line?.url ?? site.portal.url,
    close: async () => {
      await context.close()
      await line?.close()
    },
  }
}

for (const javaScriptEnabled of [true, false]) {
  for (const keepsCookies of [true, false]) {
    test(`every form, ${javaScriptEnabled ? 'with' : 'without'} scripts, ${keepsCookies ? 'with' : 'without'} cookies`, {
      tag: javaScriptEnabled !== keepsCookies ? '@proof' : javaScriptEnabled ? '@long' : [],
    }, async ({ browser, site }) => {
      const person = site.person()
      const { page, url, close } = await visit(browser, site, { javaScriptEnabled, keepsCookies })

      await page.goto(`${url}/northwind/forgot`)
      await fields(page, [username])
      await send(page)
      await sees(page, 'check')
      await fields(page, [username])
      await field(page, 'username').fill(person.username)
      await send(page)
      await onPage(page, 'sent')
      await fields(page, [code])
      await send(page)
      await sees(page, 'check')
      await fields(page, [code])

      const { path, code: mailed } = await site.mail(person)
      await page.goto(url + path)
      await onPage(page, 'reset')
      await fields(page, [known, password, signOut])
      await expect(page.locator('input[autocomplete="username"]')).toHaveValue(person.username)
      await field(page, 'password').fill('short')
      await send(page)
      await sees(page, 'password-rejected')
      await fields(page, [known, password, signOut])

      await page.context().clearCookies()
      await page.goto(`${url}/northwind/reset`)
      await fields(page, [username, code, password, signOut])
      await send(page)
      await sees(page, 'check')
      await fields(page, [username, code, password, signOut])
      await field(page, 'username').fill(person.username)
      await field(page, 'code').fill(wrongCode(mailed))
      await field(page, 'password').fill('Neue-Parole-42!')
      await send(page)
      await sees(page, 'code-rejected')
      await fields(page, [username, code, password, signOut])
      await close()
    })
  }
}

test('the rules that managers generate by are those of the tenant’s own pool', async ({ page, site }) => {
  await page.goto((await site.mail(site.person('al-manar'))).link)
  await expect(field(page, 'password')).toHaveAttribute(
    'passwordrules',
    'minlength: 8; required: lower; required: upper; required: digit;',
  )
})

test('a page that forgot the name asks for it in the field that managers fill', { tag: '@proof' }, async ({
  page,
}) => {
  await page.goto('/northwind/sent')
  await fields(page, [username, code])
})

// The console signs in at its own pool's pages, where none of its forms has a field; only with an emulator does its page
// ask for both itself. The pool's answer comes back to a route that redirects (`/api/auth/callback/cognito`) and has no
// form.
const signInFields = [
  { ...username, inputmode: null, spellcheck: null },
  {
    ...password,
    autocomplete: 'current-password',
    autocapitalize: null,
    spellcheck: null,
    passwordrules: null,
  },
]

for (const signIn of ['password', 'oidc'] as const) {
  test.describe(`the console’s sign-in, ${signIn === 'password' ? 'on its own page' : 'at the pool'}`, () => {
    let site: ConsoleSite
    test.beforeAll(async () => {
      test.setTimeout(120_000)
      site = await openConsoleSite({ signIn })
    })
    test.afterAll(() => site.close())
    const expected = signIn === 'password' ? signInFields : []

    for (const javaScriptEnabled of [true, false]) {
      test(`${javaScriptEnabled ? 'with' : 'without'} scripts`, {
        tag: signIn === 'password' && javaScriptEnabled ? '@long' : '@proof',
      }, async ({ browser }) => {
        const context = await browser.newContext({ javaScriptEnabled })
        const page = await context.newPage()
        const address = `${site.portal.url}/admin/sign-in`
        await page.goto(address)
        await fields(page, expected)
        // Where scripts are off the error comes in the address, as from the pool.
        if (signIn === 'password' && javaScriptEnabled) {
          await page.getByLabel('User name').fill('nobody@example.com')
          await page.getByLabel('Password').fill('Not-The-Password-1')
          await page.getByRole('button', { name: 'Sign in' }).click()
        } else await page.goto(`${address}?error=CredentialsSignin`)
        await expect(page.getByRole('alert').filter({ hasText: 'is wrong' })).toBeVisible()
        await fields(page, expected)
        await context.close()
      })
    }
  })
}
