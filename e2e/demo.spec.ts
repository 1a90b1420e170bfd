import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from '@playwright/test'
import { CONSOLE_PASSWORD, DEMO_PASSWORD, DEMO_PERSON } from '../scripts/demo-pools'
import { freePort } from '../scripts/free-port'

/** What a newcomer sees and does: `npm run demo`, and to end it again. */

type Demo = { npm: ChildProcess; port: number; emulatorPort: number; printed(): string }

/** As long as a portal under test has. */
const START_LIMIT_MS = 90_000

let demo: Demo

async function startDemo(folder: string): Promise<void> {
  const [port, emulatorPort] = [await freePort(), await freePort()]
  const npm = spawn('npm', ['run', 'demo'], {
    env: { ...process.env, PORT: String(port), EMULATOR_PORT: String(emulatorPort), REKEY_DATA_DIR: folder },
  })
  let printed = ''
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (text: Buffer) => (printed += text))
  demo = { npm, port, emulatorPort, printed: () => printed }
  await expect.poll(() => printed, { timeout: START_LIMIT_MS }).toContain('Ctrl-C ends everything.')
}

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' }).then(
    () => true,
    () => false,
  )

test.beforeAll(async () => {
  test.setTimeout(120_000)
  await startDemo(test.info().outputPath('data'))
})
test.afterAll(() => void demo.npm.kill('SIGTERM'))

test('a demo after a build builds nothing and tells a newcomer where to begin, by one host name', async () => {
  const { port, emulatorPort, printed } = demo
  expect(printed()).not.toContain('Building')
  const slugs = [...printed().matchAll(new RegExp(`^ {2}http://localhost:${port}/([\\w-]+) `, 'gm'))].map(
    ([, slug]) => slug,
  )
  expect(slugs, 'names in Latin script first').toEqual(['kumo', 'northwind', 'panaderia-sol', 'al-manar'])
  for (const words of [DEMO_PERSON, DEMO_PASSWORD, CONSOLE_PASSWORD, `http://localhost:${port}/admin`])
    expect(printed()).toContain(words)
  const addresses = printed().match(/https?:\/\/[^\s,"]+/g) ?? []
  expect(addresses).toEqual([
    ...slugs.map((slug) => `http://localhost:${port}/${slug}`),
    `http://localhost:${emulatorPort}/inbox`,
    `http://localhost:${emulatorPort}/sign-in`,
    `http://localhost:${port}/kumo/confirm?ask=1`,
    `http://localhost:${port}/admin`,
  ])
  for (const address of addresses) {
    expect(new URL(address).hostname).toBe('localhost')
    expect((await fetch(address)).status, address).toBe(200)
  }
})

test('the inbox leads to each tenant and to the console, and shows a mail as its reader sees it', async ({
  page,
}) => {
  const { port, emulatorPort } = demo
  await page.goto(`http://localhost:${emulatorPort}/`)
  const guide = page.getByRole('complementary', { name: 'Where to begin' })
  await expect(guide.getByRole('link', { name: 'Console' })).toHaveAttribute(
    'href',
    `http://localhost:${port}/admin`,
  )
  for (const told of [DEMO_PERSON, DEMO_PASSWORD, CONSOLE_PASSWORD]) await expect(guide).toContainText(told)
  await guide.getByRole('link', { name: 'Northwind Bank' }).click()
  await page.getByRole('textbox').fill(DEMO_PERSON)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.locator('main')).toHaveAttribute('data-page', 'sent')
  // The mail is sent behind the answer.
  await expect(async () => {
    await page.goto(`http://localhost:${emulatorPort}/inbox`)
    await expect(page.locator('[data-code]').first()).toBeVisible({ timeout: 1_000 })
  }).toPass()
  const code = (await page.locator('[data-code]').first().textContent()) ?? ''
  const mail = page.frameLocator('iframe').first().locator('body')
  await expect(mail).toContainText(code)
  const ground = () => mail.evaluate((each) => getComputedStyle(each).backgroundColor)
  const light = await ground()
  await page.getByRole('link', { name: 'Dark' }).click()
  await expect.poll(ground).not.toBe(light)
  await page.getByRole('link', { name: 'Phone' }).click()
  await expect(page.locator('iframe').first()).toHaveJSProperty('clientWidth', 390)
})

test('a SIGTERM to npm ends the whole demo before npm itself has ended', async () => {
  const { npm, port, emulatorPort } = demo
  expect([await answers(port), await answers(emulatorPort)]).toEqual([true, true])
  npm.kill('SIGTERM')
  await once(npm, 'exit')
  expect([await answers(port), await answers(emulatorPort)]).toEqual([false, false])
})
