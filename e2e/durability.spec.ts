import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { type Portal, startPortal } from './portal'
import { NEW_PASSWORD, openSite, type Site } from './site'
import { Visitor } from './visitor'
import { wrongCode } from './wrong-code'

// The promise: the embedded database remembers what Cognito was asked, even if the process is killed meanwhile.

const SECRET = 'r4Tq9mXz2LwKe7PvB1sYd8HnJ5uGc3Fa'

type Machine = { site: Site; restart(): Promise<Portal> }

const test = base.extend<{ machine: Machine }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  machine: async ({}, use) => {
    test.setTimeout(180_000)
    const folder = mkdtempSync(join(tmpdir(), 'rekey-data-'))
    const settings = {
      DATABASE_URL: '',
      REKEY_DATA_DIR: folder,
      REKEY_SECRET: SECRET,
      REKEY_LIMITS_FACTOR: '1',
    }
    const site = await openSite(settings)
    const started = [site.portal]
    await use({
      site,
      async restart() {
        await started.at(-1)?.kill()
        const portal = await startPortal(site.portal.port, site.settings)
        started.push(portal)
        return portal
      },
    })
    await started.at(-1)?.stop()
    site.emulator.faults.release()
    await site.emulator.close()
    rmSync(folder, { recursive: true, force: true })
  },
})

test('P05: a code that was under way when the process was killed may have worked, and is not called wrong', {
  tag: '@proof',
}, async ({ machine: { site, restart } }) => {
  const person = site.person()
  const { code } = await site.mail(person)
  const fields = { username: person.username, code, password: NEW_PASSWORD }
  site.emulator.faults.add({
    kind: 'hang',
    when: 'after-commit',
    operation: 'ConfirmForgotPassword',
    times: 1,
  })
  const cutOff = new Visitor(site.portal.port).choose('/northwind', fields).catch(() => null)
  await site.emulator.faults.hung()
  const portal = await restart()
  await cutOff
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)

  const again = await new Visitor(portal.port).choose('/northwind', {
    ...fields,
    password: 'Another-Password-1',
  })
  expect([again.page, again.error]).toEqual(['unknown', null])
  expect(again.html).toMatch(/<time dateTime="20/i)
  expect(await site.signsIn(person, NEW_PASSWORD)).toBe(true)
})

test('P05: a wrong code that was under way when the process was killed still counts', {
  tag: '@proof',
}, async ({ machine: { site, restart } }) => {
  const person = site.person()
  const { code } = await site.mail(person)
  const guess = (by: number) => ({
    username: person.username,
    code: wrongCode(code, by),
    password: NEW_PASSWORD,
  })
  const visitor = new Visitor(site.portal.port)
  for (const by of [1, 2]) expect((await visitor.choose('/northwind', guess(by))).error).toBe('code-rejected')
  site.emulator.faults.add({ kind: 'hang', operation: 'ConfirmForgotPassword', times: 1 })
  const cutOff = visitor.choose('/northwind', guess(3)).catch(() => null)
  await site.emulator.faults.hung()
  const portal = await restart()
  await cutOff
  expect((await new Visitor(portal.port).choose('/northwind', guess(4))).error).toBe('too-many-attempts')
  expect(site.confirmations(person.username)).toHaveLength(3)
})
