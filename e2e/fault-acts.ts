import { HOST } from './behind-proxy'
import { type Action, type Cell, isAsk, type Service, type Try } from './fault-cells'
import { settled } from './settled'
import { NEW_PASSWORD, type Person, type Site } from './site'
import { type Sight, Visitor } from './visitor'

/** What somebody does in a cell of the fault matrix, and what it comes to. */

const operations: Record<Action, string> = {
  ask: 'ForgotPassword',
  confirm: 'ConfirmForgotPassword',
  'sign-up: ask': 'ResendConfirmationCode',
  'sign-up: confirm': 'ConfirmSignUp',
}

/** Where each begins, and a field of the form there. */
const forms: Record<Action, readonly [path: string, field: string]> = {
  ask: ['/northwind/forgot', 'username'],
  confirm: ['/northwind/reset', 'password'],
  'sign-up: ask': ['/northwind/confirm?ask=1', 'username'],
  'sign-up: confirm': ['/northwind/confirm', 'code'],
}

export type Actor = {
  readonly cell: Cell
  readonly person: Person
  readonly code: string
  readonly network: string
}

let lastNetwork = 0

/** The log keeps only the network of an address, so everybody has one of their own (RFC 2544's), without its last part. */
export function nextNetwork(): string {
  lastNetwork += 1
  return `198.${18 + Math.floor(lastNetwork / 256)}.${lastNetwork % 256}`
}

const isSignUp = (action: Action) => action.startsWith('sign-up')

/** How often Cognito was asked by the portal for what a cell is about. */
export const callsOf = (site: Site, { cell, person }: Actor): number =>
  site.calls(operations[cell.action], person.username)

/** Whether an attempt has done what it is for. */
export const isDone = (site: Site, { cell, person }: Actor): boolean =>
  isSignUp(cell.action) ? site.isConfirmed(person) : site.hasPassword(person, NEW_PASSWORD)

export const stateOf = (site: Site, actor: Actor): string => {
  const [done, notDone] = isSignUp(actor.cell.action)
    ? ['confirmed', 'not confirmed']
    : ['the new password', 'the old password']
  return isDone(site, actor) ? done : notDone
}

async function codeOf(site: Site, person: Person, action: Action): Promise<string> {
  if (isAsk(action)) return ''
  if (action === 'confirm') return (await site.mail(person)).code
  const { slug, username, email } = person
  await site.call(slug, 'ResendConfirmationCode', { Username: username }, username)
  return site.emulator.inbox.latest({ to: email })?.code ?? ''
}

function setFault({ emulator }: Site, person: Person, operation: string, service: Service): void {
  const subject = { operation, username: person.username }
  if (service === 'late') emulator.faults.add({ kind: 'delay-after', ms: 3_000, ...subject })
  if (service === 'lost') emulator.faults.add({ kind: 'drop-after-commit', ...subject })
  if (service === 'garbled')
    emulator.faults.add({ kind: 'not-json', status: 200, when: 'after-commit', ...subject })
}

/** A person of their own for each cell, whose mail came while all was well. */
export async function prepare(site: Site, cell: Cell): Promise<Actor> {
  const { action, service } = cell
  const person = site.person(
    'northwind',
    isSignUp(action) ? { status: 'UNCONFIRMED', emailVerified: false } : {},
  )
  const code = await codeOf(site, person, action)
  setFault(site, person, operations[action], service)
  return { cell, person, code, network: nextNetwork() }
}

/** What somebody saw: of each of two tries, and of what the page of an unknown outcome led to. */
export type Walked = { readonly tries: readonly Try[]; readonly wayOn: string | null }

/** @param ports of the instance for each try */
export async function tryTwice(site: Site, actor: Actor, ports: readonly [number, number]): Promise<Walked> {
  const { cell, person, code, network } = actor
  const [path, field] = forms[cell.action]
  const { username } = person
  const cookies: Visitor['cookies'] = new Map()
  const headers = { 'x-forwarded-for': `${network}.7` }
  const [first, second] = ports.map(
    (port) => new Visitor(port, { host: HOST, headers, keepsCookies: cell.hasCookies }, cookies),
  ) as [Visitor, Visitor]
  const tries: Try[] = []

  async function press(who: Visitor, form: Sight): Promise<Sight> {
    const before = callsOf(site, actor)
    const sight = await who.submit(form, field, { username, code, password: NEW_PASSWORD })
    if (isAsk(cell.action)) await settled(who.port)
    tries.push({
      shown: sight.shown,
      reached: callsOf(site, actor) > before,
      isChanged: isDone(site, actor),
    })
    return sight
  }

  const form = await first.open(path)
  const seen = await press(first, form)
  if (cell.action !== 'sign-up: confirm') {
    await press(second, await second.open(path))
    return { tries, wayOn: null }
  }
  // The outcome is shown in the form's own place: who tries again uses the form that came with it, or goes back to theirs.
  const last = await press(second, seen.hasField(field) ? seen : form)
  return { tries, wayOn: last.page === 'unknown' ? await askAnew(second, last, username) : null }
}

/** Takes what the page of an unknown outcome offers: a new mail. */
async function askAnew(who: Visitor, { html }: Sight, username: string): Promise<string> {
  const [path, field] = forms['sign-up: ask']
  if (!html.includes(`href="${path}"`)) return 'no way on'
  const sight = await who.submit(await who.open(path), field, { username })
  await settled(who.port)
  return sight.shown
}
