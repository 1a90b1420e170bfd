import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { consoleOfFile, enter } from './console-site'
import { field, sees, send } from './steps'

// The promise: where IAM allows it, pages show and check the pool's own password policy; no page waits for it, and none
// fails by it.

const site = consoleOfFile()
test.use({ javaScriptEnabled: false })

function poolIdOf(slug: string): string {
  const { cognito } = JSON.parse(readFileSync(`tenants/${slug}.json`, 'utf8'))
  return cognito.userPoolId
}

/** The pool wants more than the tenant's file says. */
function lengthen(slug: string): void {
  site.emulator.pools.get(poolIdOf(slug)).policy.minimumLength = 16
}

const looksAt = (slug: string) =>
  site.emulator.requests
    .all({ operation: 'DescribeUserPool' })
    .filter(({ body }) => JSON.stringify(body).includes(poolIdOf(slug))).length

test('the rules, what managers generate by and the check come from the pool, and no code is spent', async ({
  page,
}) => {
  lengthen('northwind')
  const rules = page.locator('input[name="password"]')
  await expect(async () => {
    await page.goto(`${site.portal.url}/northwind/reset`)
    await expect(rules).toHaveAttribute('passwordrules', /^minlength: 16;/, { timeout: 1_000 })
  }).toPass()
  await expect(page.getByText('At least 16 characters')).toBeVisible()
  await field(page, 'username').fill('nobody@example.com')
  await field(page, 'code').fill('123456')
  await field(page, 'password').fill('Abcdefgh-123456')
  await send(page)
  await sees(page, 'password-rejected')
  await expect(field(page, 'password')).toHaveAccessibleDescription(/at least 16 characters/)
  expect(site.emulator.requests.all({ operation: 'ConfirmForgotPassword' })).toEqual([])
})

const refuseOnce = () =>
  site.emulator.faults.add({
    kind: 'error',
    operation: 'DescribeUserPool',
    name: 'AccessDeniedException',
    times: 1,
  })

test('a pool that may not be read is left alone, and the tenant’s own copy is shown', async ({ page }) => {
  lengthen('kumo')
  refuseOnce()
  await page.goto(`${site.portal.url}/kumo/reset`)
  await expect.poll(() => looksAt('kumo')).toBe(1)
  for (let time = 0; time < 3; time++) {
    const answer = await page.goto(`${site.portal.url}/kumo/reset`)
    expect(answer?.status()).toBe(200)
    await expect(field(page, 'password')).toHaveAttribute('passwordrules', /^minlength: 12;/)
  }
  expect(looksAt('kumo')).toBe(1)
})

test('a pool that never answers keeps no page waiting', async ({ page }) => {
  lengthen('al-manar')
  site.emulator.faults.add({ kind: 'hang', operation: 'DescribeUserPool' })
  await page.goto(`${site.portal.url}/al-manar/reset`)
  await expect.poll(() => looksAt('al-manar')).toBe(1)
  await page.goto(`${site.portal.url}/al-manar/reset`)
  await expect(field(page, 'password')).toHaveAttribute('passwordrules', /^minlength: 8;/)
  expect(looksAt('al-manar')).toBe(1)
  site.emulator.faults.clear()
  site.emulator.faults.release()
})

test.describe('the settings', () => {
  test.use({ javaScriptEnabled: true })

  test('say where the rules come from', async ({ page }) => {
    lengthen('northwind')
    await enter(page, site, 'operator@example.com')
    await expect(async () => {
      await page.goto(`${site.portal.url}/admin/northwind/settings`)
      await expect(page.getByText(/From the user pool, read .* \d+:\d\d [ap]m UTC/)).toBeVisible({
        timeout: 1_000,
      })
    }).toPass()
    await expect(page.getByText('at least 16 characters')).toBeVisible()
    refuseOnce()
    await page.goto(`${site.portal.url}/admin/panaderia-sol/settings`)
    await expect.poll(() => looksAt('panaderia-sol')).toBe(1)
    await page.reload()
    await expect(page.getByText('From the tenant file')).toBeVisible()
    await expect(page.getByText('may not read the user pool')).toBeVisible()
  })
})
