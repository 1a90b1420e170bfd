import { expect, test } from '@playwright/test'
import { LIMITS_FACTOR, person, phoneNumber, type Stack, startStack } from './aws-stack'
import { Visitor } from './visitor'

// What people type as their name: Cognito is asked for exactly what the person sees, or not at all.

let stack: Stack

test.beforeAll(async () => {
  test.setTimeout(120_000)
  stack = await startStack()
})
test.afterAll(async () => stack?.close())

const visitor = () => new Visitor(Number(new URL(stack.origin).port))
const asked = () =>
  stack.cognito.requests
    .all({ operation: 'ForgotPassword' })
    .map(({ body }) => (body as { Username: string }).Username)

/** Asks for the mail, and gives the page and the names that Cognito was asked for. */
async function ask(tenant: string, username: string) {
  const before = asked().length
  const answer = await visitor().ask(`/${tenant}`, username)
  return { answer, names: asked().slice(before) }
}

test('F17: a number as people write it is asked for in E.164', async () => {
  for (const written of ['+45 12 34 56 78', '0045 12345678', '+45 (12) 345-678']) {
    const { answer, names } = await ask('fonos', written)
    expect(answer.page).toBe('sent')
    expect(answer.words).toContain(phoneNumber)
    expect(names).toEqual([phoneNumber])
  }
})

test('F17: where people sign in by mail, a number with spaces is said to be no name, and nothing is asked', async () => {
  const { answer, names } = await ask('acme', '+1 (555) 123-4567')
  expect(answer.page).toBe('forgot')
  expect(answer.error).toBe('check')
  expect(answer.words).toContain('Enter one e')
  expect(answer.form('username').find(({ name }) => name === 'username')?.value).toBe('+1 (555) 123-4567')
  expect(names).toEqual([])
})

test('M06: a national number is offered with the tenant’s country code, and taken when it is sent', async () => {
  const who = visitor()
  const offer = await who.ask('/fonos', '87654321')
  expect(offer.page).toBe('forgot')
  expect(offer.error).toBe('check')
  expect(offer.words).toContain('country code')
  expect(offer.form('username').find(({ name }) => name === 'username')?.value).toBe('+4587654321')
  expect(asked()).not.toContain('+4587654321')
  const sent = await who.submit(offer, 'username', {})
  expect(sent.page).toBe('sent')
  expect(sent.words).toContain('+4587654321')
})

test('P08: what nobody sees goes, and Cognito is asked for the name that is shown', async () => {
  const victim = person(7)
  const { answer, names } = await ask('acme', `\u200b${victim.slice(0, 3)}\u200b\u00ad${victim.slice(3)} `)
  expect(names).toEqual([victim])
  expect(answer.page).toBe('sent')
  expect(answer.words).toContain(victim)
})

test('P08: a name that can never be one spends nothing of anybody’s limits', async () => {
  const victim = person(8)
  // A line separator that the limits don't see: to them it is the victim's name.
  const impossible = `${victim.slice(0, 3)}\u2028${victim.slice(3)}`
  const answers = []
  // Once more than the limits let somebody be asked for in a minute.
  for (let times = 0; times <= LIMITS_FACTOR; times += 1) answers.push(await ask('acme', impossible))
  expect((await ask('acme', victim)).names).toEqual([victim])
  for (const { answer, names } of answers) expect([answer.page, names]).toEqual(['forgot', []])
})

test('a mailbox as mail programs copy it is its address', async () => {
  const { answer, names } = await ask('acme', `Jane Doe <${person(9)}>`)
  expect(names).toEqual([person(9)])
  expect(answer.words).toContain(person(9))
})

test('the words fit what people sign in with', async () => {
  const page = await visitor().open('/fonos/forgot')
  expect(page.words).toContain('Phone number')
  expect(page.html).toContain('inputMode="tel"')
  expect((await visitor().open('/fonos/forgot?lang=ar')).words).toContain('رقم الهاتف')
  expect((await visitor().open('/acme/forgot')).html).toContain('inputMode="email"')
})
