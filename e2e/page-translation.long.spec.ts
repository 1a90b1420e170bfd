import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { NEW_PASSWORD } from './site'
import { choose, field, onPage, sees } from './steps'

// Browsers translate pages by putting elements of their own in place of texts, behind the back of the page's scripts.

test.use({ locale: 'en' })

/** Does to the page what Chrome's translation does, and goes on with whatever is drawn later. */
function translate(): void {
  const isDone = (node: Node) => node.parentElement?.closest('font, script, style, title, [translate="no"]')
  const replace = (text: Text) => {
    if (isDone(text) || !/\p{L}/u.test(text.data)) return
    const [outer, inner] = [document.createElement('font'), document.createElement('font')]
    inner.textContent = `⟦${text.data.trim()}⟧`
    outer.append(inner)
    text.replaceWith(outer)
  }
  const under = (root: Node) => {
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (nodes.nextNode()) texts.push(nodes.currentNode as Text)
    texts.forEach(replace)
  }
  document.documentElement.lang = 'eo'
  document.documentElement.classList.add('translated-rtl')
  under(document.body)
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target instanceof Text) replace(target)
      for (const node of addedNodes) {
        if (node instanceof Text) replace(node)
        else under(node)
      }
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}

/** Opens a page and translates it once its scripts run. */
async function translated(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.locator('button.reveal')).toBeVisible()
  await page.evaluate(translate)
  await expect(page.locator('h1')).toHaveText(/^⟦.+⟧$/)
}

test('a translated page still ticks the rules, shows errors, and changes the password', {}, async ({
  page,
  site,
}) => {
  const person = site.person('northwind')
  await translated(page, (await site.mail(person)).link)
  await expect(field(page, 'username')).toHaveCount(1)

  await field(page, 'password').fill('a1')
  const number = page.locator('[data-rule="number"]')
  await expect(number).toHaveAttribute('data-met', 'true')
  await expect(number).toContainText('⟦')
  await field(page, 'password').fill('a')
  await expect(number).toHaveAttribute('data-met', 'false')
  const reveal = page.locator('button.reveal')
  await reveal.click()
  await expect(field(page, 'password')).toHaveAttribute('type', 'text')
  await reveal.click()

  await choose(page, 'short')
  await sees(page, 'password-rejected')
  const alert = page.getByRole('alert').and(page.locator('[data-error]'))
  await expect(alert).toContainText('⟦')
  const { username } = person
  site.emulator.faults.add({ kind: 'error', name: 'TooManyRequestsException', username, times: 1 })
  await choose(page)
  await sees(page, 'busy')
  site.emulator.faults.add({
    kind: 'error',
    name: 'PasswordHistoryPolicyViolationException',
    username,
    times: 1,
  })
  await choose(page)
  await sees(page, 'password-reused')
  await choose(page)
  await onPage(page, 'done')
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test.describe('before its scripts run', () => {
  // React then gives up the server's page and draws its own, and says so.
  test.use({ expectedTrouble: /React error #418/ })

  test('a page that is translated on arrival offers a new code after a refusal, and sends it', {}, async ({
    page,
    site,
  }) => {
    const person = site.person('northwind')
    const { username } = person
    await translated(page, (await site.mail(person)).link)
    site.emulator.faults.add({ kind: 'error', name: 'CodeMismatchException', username, times: 1 })
    await choose(page)
    await sees(page, 'code-rejected')
    await expect(field(page, 'code')).toBeVisible()
    await page.locator('form.resend button').click()
    await onPage(page, 'sent')
    await page.evaluate(translate)
    await page.locator('form.resend button').click()
    await expect(page.locator('main')).toHaveAttribute('data-page', 'sent')
  })
})

test('what must be copied or recognised is not translated', async ({ page, site }) => {
  const person = site.person('northwind')
  await translated(page, (await site.mail(person)).link)
  site.emulator.faults.add({ kind: 'not-json', username: person.username, times: 1 })
  await choose(page)
  await sees(page, 'blocked')
  await expect(page.locator('code')).not.toContainText('⟦')
  await expect(page.locator('code')).toHaveText(/\S/)
})
