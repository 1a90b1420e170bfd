import { writeFileSync } from 'node:fs'
import { expect, test } from './fixtures'
import { NEW_PASSWORD } from './site'
import { Visitor } from './visitor'

test('raw journey', async ({ site }) => {
  const person = site.person()
  const v = new Visitor(site.portal.port)
  const sent = await v.ask('/northwind', person.username)
  writeFileSync('/tmp/e2e-sent.html', sent.html)
  expect(sent.page).toBe('sent')
  console.log(v.last?.headers, [...v.cookies])
  const mail = await site.emulator.inbox.latest({ username: person.username })
  const reset = await v.open(mail!.link!.slice(site.portal.url.length))
  writeFileSync('/tmp/e2e-reset.html', reset.html)
  expect(reset.page).toBe('reset')
  const done = await v.submit(reset, 'password', { password: NEW_PASSWORD })
  writeFileSync('/tmp/e2e-done.html', done.html)
  console.log(done.words, v.last?.status)
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
  expect(site.confirmations(person.username)).toHaveLength(1)
  console.log(site.portal.output())
})
test('browser', async ({ site, page }) => {
  await page.goto('/northwind/forgot')
  await page.screenshot({ path: '/tmp/e2e-1.png' })
})
