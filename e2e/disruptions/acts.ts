import { expect } from '@playwright/test'
import type { Pool } from 'pg'
import { HOST } from '../behind-proxy'
import { NEW_PASSWORD, type Person, type Site } from '../site'
import { type Sight, Visitor } from '../visitor'
import type { Row } from './table'

export const pages = ['forgot', 'reset', 'confirm'] as const
export type Page = (typeof pages)[number]

/** Somebody who was prepared while all was well, and then does one thing. */
export type Actor = {
  readonly page: Page
  readonly person: Person
  readonly code: string
  readonly who: Visitor
  /** As the audit has it. */
  readonly network: string
}

let networks = 0

export async function actor(site: Site, page: Page, port = site.portal.port): Promise<Actor> {
  networks += 1
  const network = `198.19.${networks}`
  const who = new Visitor(port, { host: HOST, headers: { 'x-forwarded-for': `${network}.7` } })
  const seed = page === 'confirm' ? { status: 'UNCONFIRMED' as const, emailVerified: false } : {}
  const person = site.person('northwind', seed)
  const { username, email } = person
  if (page === 'confirm')
    await site.call('northwind', 'ResendConfirmationCode', { Username: username }, username)
  if (page === 'reset') await site.mail(person)
  const code = page === 'forgot' ? '' : (site.emulator.inbox.latest({ to: email })?.code ?? '')
  return { page, person, code, who, network: `${network}.0/24` }
}

export const actors = (site: Site, port?: number): Promise<Actor[]> =>
  Promise.all(pages.map((page) => actor(site, page, port)))

const formOf = {
  forgot: ['/northwind/forgot', 'username'],
  reset: ['/northwind/reset', 'password'],
  confirm: ['/northwind/confirm', 'code'],
} as const

export const openForm = ({ page, who }: Actor): Promise<Sight> => who.open(formOf[page][0])

/** Sends an actor's form. */
export function press({ page, person, code, who }: Actor, form: Sight): Promise<Sight> {
  const { username } = person
  const values = { username, code, password: NEW_PASSWORD }
  return who.submit(form, formOf[page][1], values)
}

export const act = async (actor: Actor): Promise<Sight> => press(actor, await openForm(actor))

export const CUT_OFF = 'cut off'

export const nameOf = (sight: Sight | null): string => sight?.shown ?? CUT_OFF

const operations = {
  forgot: 'ForgotPassword',
  reset: 'ConfirmForgotPassword',
  confirm: 'ConfirmSignUp',
}

function state(site: Site, { page, person }: Actor): string {
  if (page === 'forgot') return site.emulator.inbox.latest({ to: person.email }) ? 'a mail' : 'no mail'
  if (page === 'confirm') return site.isConfirmed(person) ? 'confirmed' : 'not confirmed'
  return site.hasPassword(person, NEW_PASSWORD) ? 'the new password' : 'the old password'
}

/** What the audit has of somebody, in its order. */
async function auditOf(database: Pool, { network }: Actor): Promise<string[]> {
  const { rows } = await database.query(
    `select outcome from audit where address = $1 and (event like 'forgot.%' or event like 'confirm.%') order by id`,
    [network],
  )
  return rows.map(({ outcome }: { outcome: string }) => outcome)
}

/**
 * The row of an actor once all is well again.
 *
 * @param entries how many the audit has in the end; null where that is open
 */
export async function rowOf(
  { site, database }: { site: Site; database: Pool },
  fault: string,
  actor: Actor,
  shown: readonly string[],
  entries: number | null,
): Promise<Row> {
  if (entries !== null)
    await expect.poll(() => auditOf(database, actor), { timeout: 40_000 }).toHaveLength(entries)
  const audit = await auditOf(database, actor)
  const log = audit.length === 0 ? 'nothing in the log' : `log: ${audit.join(', ')}`
  return {
    fault,
    page: actor.page,
    shown: shown.join(' → '),
    sent: site.calls(operations[actor.page], actor.person.username),
    kept: `${state(site, actor)}; ${log}`,
  }
}
