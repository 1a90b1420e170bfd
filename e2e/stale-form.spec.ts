import { expect, test } from './fixtures'
import { formOf, sendForm } from './plain-form'
import { send } from './raw'

/** The promise: somebody with a form open while a new version is deployed only has to send it again. */

test.describe('a form of an older build', () => {
  test.beforeEach(({ site }) => site.emulator.requests.clear())

  const stale = (fields: [string, string][]) =>
    fields.map(([name, value]): [string, string] => [
      name,
      value.replace(/"id":"[0-9a-f]{42}"/, `"id":"${'4'.repeat(42)}"`),
    ])

  test('brings its page again, with the name, and a sentence that says why', async ({ site }) => {
    const { port } = site.portal
    const fields = stale(await formOf(port, '/northwind/forgot'))
    const answer = await sendForm(port, '/northwind/forgot', [...fields, ['username', 'jane+a@example.com']])
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/northwind/forgot?stale=1&username=jane%2Ba%40example.com')
    expect(answer.headers['cache-control']).toContain('no-store')
    expect(answer.body).toBe('')
    const page = await send(port, answer.headers.location ?? '')
    expect(page.status).toBe(200)
    expect(page.body).toContain('data-error="stale"')
    expect(page.body).toContain('jane+a@example.com')
    expect(site.emulator.requests.count()).toBe(0)
  })

  test('by its bare action id too', async ({ site }) => {
    const { port } = site.portal
    const fields: [string, string][] = [
      [`$ACTION_ID_${'4'.repeat(42)}`, ''],
      ['username', 'jane'],
    ]
    const answer = await sendForm(port, '/northwind/reset', [
      ...fields,
      ['code', '123456'],
      ['password', 'New-Horse-1'],
    ])
    expect([answer.status, answer.headers.location]).toEqual([303, '/northwind/reset?stale=1&username=jane'])
    expect((await send(port, answer.headers.location ?? '')).body).toContain('data-error="stale"')
  })

  test('on the page that takes a code', async ({ site }) => {
    const { port } = site.portal
    const fields = stale(await formOf(port, '/northwind/sent'))
    const answer = await sendForm(port, '/northwind/sent', [
      ...fields,
      ['username', 'jane'],
      ['code', '123456'],
    ])
    expect([answer.status, answer.headers.location]).toEqual([303, '/northwind/sent?stale=1'])
    expect((await send(port, answer.headers.location ?? '')).body).toContain('data-error="stale"')
  })

  test('on a tenant’s own host stays there', async ({ site }) => {
    const { port } = site.portal
    const headers = { host: 'reset.northwind.example' }
    const answer = await sendForm(port, '/forgot', [[`$ACTION_ID_${'4'.repeat(42)}`, '']], headers)
    expect([answer.status, answer.headers.location]).toEqual([303, '/forgot?stale=1'])
  })

  test('is told to a script by Next’s own mark', async ({ site }) => {
    const { port } = site.portal
    const answer = await send(port, '/northwind/forgot', {
      method: 'POST',
      headers: {
        host: `localhost:${port}`,
        'next-action': '4'.repeat(42),
        'sec-fetch-site': 'same-origin',
      },
      body: '[]',
    })
    expect(answer.status).toBe(409)
    expect(answer.headers['x-nextjs-action-not-found']).toBe('1')
  })
})
