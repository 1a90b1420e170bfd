import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CustomMessageTriggerEvent } from 'aws-lambda'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customMessage } from '../../triggers/custom-message'
import { keys } from '../crypto/keys'
import { LINK_KINDS } from '../link-kinds'
import { openStep } from '../links/journey'
import type { Known } from '../links/landing'
import { findLinkKey, linkKeyOf } from '../links/link-keys'
import { askMark, newerMail, noteNewestMail } from '../links/newest-mail'
import { renderMails } from '../mail/render'
import type { Tenant } from '../tenants/tenant'
import { confirmCode } from './confirm-code'
import { requestCode } from './request-code'
import { resetFlow } from './reset'
import { signUpFlow } from './sign-up'
import { newCaller, newPassword, startTestPortal, type TestPortal } from './test-portal'
import { signUpPages } from './test-sign-up-page'

/** A sign-up link, end to end: the flow, its mail and its envelope. */

const signUpLink = LINK_KINDS['sign-up']
let portal: TestPortal
let acme: Tenant
let pages: Server
let address: string

const known: Known = {
  kinds: LINK_KINDS,
  findTenant: async (slug) => (slug === acme.slug ? acme : null),
  findKey: (keyId, slug) => findLinkKey(keys(), keyId, slug),
  newerMail: (tenantId, ask) => newerMail(portal.services.db.database, tenantId, ask),
}

beforeAll(async () => {
  portal = await startTestPortal()
  const answer = async (event: unknown) => {
    const support = { email: null, phone: null, url: null }
    const drawn = { slug: acme.slug, name: acme.name, brand: {}, support }
    const mails = await renderMails(drawn, 'en', address)
    const settings = {
      portal: address,
      tenant: acme.slug,
      linkKey: linkKeyOf(keys(), acme.slug),
      clientIds: null,
    }
    const now = () => new Date()
    return customMessage(settings, async () => mails, now)(event as CustomMessageTriggerEvent)
  }
  acme = await portal.addTenant({
    pool: { autoVerified: ['email'], customMessage: answer },
    cognito: { usesTriggers: true },
  })
  pages = signUpPages(portal.services, acme, known, newCaller)
  pages.listen(0, '127.0.0.1')
  await once(pages, 'listening')
  address = `http://localhost:${(pages.address() as AddressInfo).port}`
}, 120_000)
afterAll(async () => {
  pages.closeAllConnections()
  pages.close()
  await portal.close()
})

/** Somebody who signed up and has not confirmed it. */
const signedUp = () => portal.addUser(acme, { status: 'UNCONFIRMED', emailVerified: false })

/** The link in the newest mail to somebody, unchanged. */
function linkTo(username: string): string {
  const body = portal.mailOf(username)?.body ?? ''
  return (/href="([^"]*\/link\?[^"]*)"/.exec(body)?.[1] ?? '').replaceAll('&amp;', '&')
}

/** Asks for the mail, opens its link and returns the page's address. */
async function arrive(username: string): Promise<string> {
  await requestCode(portal.services, signUpFlow, acme, username, newCaller())
  const landed = await fetch(linkTo(username), { redirect: 'manual' })
  return `${address}${landed.headers.get('location')}`
}

const press = async (page: string) => (await fetch(page, { method: 'POST' })).text()

test('its mail is the tenant’s, and its link leads to its own page, which a press confirms', async () => {
  const username = signedUp()
  const page = await arrive(username)
  expect(portal.mailOf(username)?.subject).toBe(`Confirm your ${acme.name} account`)
  expect(new URL(page).pathname).toBe('/confirm')

  expect(await (await fetch(page)).text()).toContain('data-page="confirm" data-result="none"')
  expect(portal.cognito.requests.count({ operation: 'ConfirmSignUp' })).toBe(0)
  expect(await press(page)).toContain('data-result="done"')
})

test('its code is used once, and the second press is told of the first', async () => {
  const username = signedUp()
  const page = await arrive(username)
  const presses = await Promise.all([press(page), press(page), press(page)])
  for (const shown of presses) expect(shown).toContain('data-result="done"')
  expect(portal.cognito.requests.count({ operation: 'ConfirmSignUp', username })).toBe(1)
})

test('its ticket opens on no other page', async () => {
  const ticket = new URL(await arrive(signedUp())).searchParams.get('k')
  expect(openStep('ticket', 'arrival', acme.id, ticket, new Date(), signUpLink)).not.toBeNull()
  expect(openStep('ticket', 'arrival', acme.id, ticket, new Date())).toBeNull()
})

test('a portal that does not know the kind takes its link for none', async () => {
  const username = signedUp()
  await requestCode(portal.services, signUpFlow, acme, username, newCaller())
  const older = signUpPages(
    portal.services,
    acme,
    { ...known, kinds: { reset: LINK_KINDS.reset } },
    newCaller,
  )
  older.listen(0, '127.0.0.1')
  await once(older, 'listening')
  const { port } = older.address() as AddressInfo
  const answer = await fetch(linkTo(username).replace(address, `http://localhost:${port}`))
  expect([answer.status, await answer.text()]).toEqual([404, 'changed'])
  older.closeAllConnections()
  older.close()
})

test('mails of all kinds to one person share one budget', async () => {
  const username = signedUp()
  expect((await requestCode(portal.services, signUpFlow, acme, username, newCaller())).heldBack).toBeNull()
  expect((await requestCode(portal.services, resetFlow, acme, username, newCaller())).heldBack).toBe('user')
})

test('a mail of one kind replaces none of another', async () => {
  const username = signedUp()
  await requestCode(portal.services, signUpFlow, acme, username, newCaller())
  const later = new Date(Date.now() + 1_000)
  const note = (mark: string, codeLifeMs: number) =>
    noteNewestMail(portal.services.db.database, acme.id, mark, codeLifeMs)
  await note(askMark('reset', acme.id, username, later), LINK_KINDS.reset.codeLifeMs)
  expect((await fetch(linkTo(username), { redirect: 'manual' })).status).toBe(303)
  await note(askMark('sign-up', acme.id, username, later), signUpLink.codeLifeMs)
  expect(await (await fetch(linkTo(username), { redirect: 'manual' })).text()).toBe('replaced')
})

test('wrong codes of one kind cost the other none of its tries', async () => {
  const username = portal.addUser(acme)
  await requestCode(portal.services, resetFlow, acme, username, newCaller())
  const wrong = { username, code: '000000' }
  for (let attempt = 0; attempt < 6; attempt++)
    await confirmCode(portal.services, signUpFlow, acme, wrong, newCaller(), () => null)
  const blocked = await confirmCode(
    portal.services,
    signUpFlow,
    acme,
    { ...wrong, code: '000001' },
    newCaller(),
    () => null,
  )
  expect(blocked.outcome.kind).toBe('too-many-attempts')
  const attempt = { username, code: portal.codeOf(username), password: newPassword }
  expect(
    (await confirmCode(portal.services, resetFlow, acme, attempt, newCaller(), () => null)).outcome.kind,
  ).toBe('done')
})

test('audit and metrics say which flow it was', async () => {
  const rows = await portal.auditOf(acme)
  const flows = new Set(rows.map(({ event, flow }) => `${event} ${flow}`))
  expect(flows).toContain('forgot.requested sign-up')
  expect(flows).toContain('confirm.done sign-up')
  expect(flows).toContain('forgot.requested reset')
  expect(await portal.services.metrics.expose()).toContain(',door="page",flow="sign-up"} ')
})

test('confirmed, unknown and disabled accounts, somebody else’s address and wrong codes end alike', async () => {
  const alias = signedUp()
  portal.cognito.faults.add({
    kind: 'error',
    operation: 'ConfirmSignUp',
    username: alias,
    name: 'AliasExistsException',
  })
  const people = [
    portal.addUser(acme),
    'nobody-at-all',
    portal.addUser(acme, { status: 'UNCONFIRMED', enabled: false }),
    alias,
    signedUp(),
  ]
  for (const username of people) {
    const attempt = { username, code: '000000' }
    const answer = await confirmCode(portal.services, signUpFlow, acme, attempt, newCaller(), () => null)
    expect(answer.outcome).toEqual({ kind: 'code-rejected' })
    const asked = await requestCode(portal.services, signUpFlow, acme, username, newCaller())
    expect(asked.outcome).toEqual({ kind: 'sent' })
  }
})
