import { expect, test } from 'vitest'
import { start } from './harness'

const mail = {
  FromEmailAddress: '=?UTF-8?B?UGFuYWRlcsOtYQ==?= =?UTF-8?B?IFNvbA==?= <no-reply@sol.example>',
  Destination: { ToAddresses: ['jane@example.com'] },
  Content: { Simple: { Subject: { Data: 'Changed' }, Body: { Html: { Data: '<p>Your password</p>' } } } },
  EmailTags: [{ Name: 'user-pool', Value: 'eu-west-1_Ab12Cd34E' }],
}

const post = (
  url: string,
  body: unknown,
  headers: Record<string, string> = { Authorization: 'AWS4-HMAC-SHA256 x' },
) => fetch(`${url}/v2/email/outbound-emails`, { method: 'POST', headers, body: JSON.stringify(body) })

test('a mail that SES was given lies in the inbox, and brings no code', async () => {
  const { cognito } = await start()
  expect((await post(cognito.url, mail)).status).toBe(200)
  expect(cognito.inbox.latest({ to: 'jane@example.com' })).toMatchObject({
    from: 'Panadería Sol <no-reply@sol.example>',
    subject: 'Changed',
    text: 'Your password',
    pool: 'eu-west-1_Ab12Cd34E',
    code: '',
    link: null,
  })
})

test('a mail without credentials or without its parts is refused', async () => {
  const { cognito } = await start()
  expect((await post(cognito.url, mail, {})).status).toBe(403)
  expect((await post(cognito.url, { ...mail, Content: {} })).status).toBe(400)
  expect(cognito.inbox.all()).toEqual([])
})

test('the link of a mail is the first that can be pressed, not an address in its head', async () => {
  const { cognito } = await start()
  const html = `<!DOCTYPE html PUBLIC "x" "http://www.w3.org/TR/x"><html><head><title>T</title></head><body><img src="https://a.example/logo"><a class="b" href="https://a.example/link?t=1&amp;c=2">Go</a></body></html>`
  const Content = { Simple: { Subject: { Data: 'S' }, Body: { Html: { Data: html } } } }
  await post(cognito.url, { ...mail, Content })
  expect(cognito.inbox.latest()).toMatchObject({ link: 'https://a.example/link?t=1&c=2', text: 'Go' })
})
