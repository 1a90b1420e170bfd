import { expect, test } from '@playwright/test'
import { behindProxy, HOST } from './behind-proxy'
import { copiedPostgres } from './prepared-database'
import { NEW_PASSWORD, openSite } from './site'
import { Visitor } from './visitor'
import { wrongCode } from './wrong-code'

// The promise: where a code may have worked, no later answer says that nothing was changed, not even in a flood.

const server = process.env.TEST_DATABASE_URL

test.skip(!server, 'TEST_DATABASE_URL is not set.')

test('a code that worked is told as used while many wrong ones are held back', {
  tag: '@proof',
}, async () => {
  test.setTimeout(180_000)
  const database = await copiedPostgres()
  const site = await openSite({ ...behindProxy, REKEY_LIMITS_FACTOR: '1', DATABASE_URL: database.url })
  const at = (address: string) =>
    new Visitor(site.portal.port, { host: HOST, headers: { 'x-forwarded-for': address } })
  const person = site.person()
  const first = at('198.51.100.1')
  const form = await first.open('/northwind/reset')
  const { code } = await site.mail(person)
  const post = (visitor: Visitor, fields: { code: string; password: string }) =>
    visitor.post(form.path, visitor.body(form, 'password', { username: person.username, ...fields }))
  expect((await post(first, { code, password: NEW_PASSWORD })).page).toBe('done')
  const flood = Array.from({ length: 150 }, (_, index) => {
    const wrong = wrongCode(code, index + 1)
    return post(at(`203.0.113.${index + 1}`), { code: wrong, password: NEW_PASSWORD })
  })
  const repeats = Array.from({ length: 20 }, (_, index) =>
    post(at(`192.0.2.${index + 1}`), { code, password: `${NEW_PASSWORD}x` }),
  )
  const told = (await Promise.all(repeats)).map((sight) => sight.error ?? sight.page)
  await Promise.all(flood)
  await site.close()
  await database.drop()
  expect(new Set(told)).toEqual(new Set(['unknown']))
})
