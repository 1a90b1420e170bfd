import { request } from 'node:http'
import { ForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, test } from 'vitest'
import { asJane, jane, oldPassword, poolId, secret, start } from './harness'
import { linkMessage } from './index'

const customMessage = linkMessage({ portal: 'http://localhost:3000/acme', name: 'Acme <Bank>', from: 'Acme' })

const text = {
  pool: poolId,
  username: 'jane',
  medium: 'SMS',
  from: 'SMS',
  to: '+4512345678',
  subject: '',
  body: '123456 <Acme>',
  code: '123456',
  at: '2026-01-02T03:04:05.000Z',
} as const

async function withMail() {
  const { cognito, sdk } = await start({ pool: { customMessage } })
  await sdk.send(new ForgotPasswordCommand(asJane))
  const mail = cognito.inbox.latest()
  return { cognito, sdk, mail, read: async (path: string) => (await fetch(cognito.url + path)).text() }
}

describe('the inbox', () => {
  test('shows the newest mail first, each with its code and its link', async () => {
    const { cognito, sdk, mail, read } = await withMail()
    await sdk.send(new ForgotPasswordCommand(asJane))
    const page = await read('/inbox')
    const newer = cognito.inbox.latest()
    expect(page.indexOf(`data-mail="${newer?.id}"`)).toBeLessThan(page.indexOf(`data-mail="${mail?.id}"`))
    expect(page).toContain(`data-code>${newer?.code}<`)
    expect(page).toContain(`href="http://localhost:3000/acme/link?u=jane&#38;c=${newer?.code}"`)
    expect(page).toContain('Set a new password for Acme &#60;Bank&#62;')
  })

  test('is read as JSON by receiver and by pool', async () => {
    const { cognito, mail, read } = await withMail()
    expect(JSON.parse(await read('/inbox.json?to=jane@example.com'))).toEqual([mail])
    expect(JSON.parse(await read(`/inbox.json?pool=${poolId}`))).toHaveLength(1)
    expect(JSON.parse(await read('/inbox.json?to=joe@example.com'))).toEqual([])
    cognito.inbox.clear()
    expect(await read('/inbox')).toContain('No mail yet')
  })

  test('shows one mail as it was sent, in a frame that can do nothing but open its links', async () => {
    const { mail, read } = await withMail()
    const page = await read(`/inbox/${mail?.id}`)
    expect(page).toMatch(
      /<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"/,
    )
    expect(page).toContain('srcdoc="&#60;div')
    expect(await read('/inbox/999')).toContain('Nothing here')
  })

  test('shows the mails whole, on a phone and dark where the address says so, and keeps both from page to page', async () => {
    const { cognito, mail, read } = await withMail()
    const body = '<style>@media (prefers-color-scheme:dark){p{color:red}}</style><p>Hello</p>'
    cognito.inbox.deliver({ ...text, medium: 'EMAIL', subject: 'Hello', body })
    const light = await read('/inbox')
    expect(light.match(/<iframe [^>]*sandbox="/g)).toHaveLength(2)
    expect(light).toContain('class="shown desktop light"')
    expect(light).toContain('@media (max-width:0){p')
    const dark = await read('/inbox?width=phone&scheme=dark')
    expect(dark).toContain('class="shown phone dark"')
    expect(dark).toContain('@media (min-width:0){p')
    expect(dark).toContain(`href="/inbox/${mail?.id}?width=phone&#38;scheme=dark"`)
    expect(dark).toContain('href="?width=desktop&#38;scheme=dark">Desktop')
    expect(dark).toContain('href="?width=phone&#38;scheme=dark" aria-current="true">Phone')
    expect(await read('/inbox/2?scheme=dark')).toContain('class="shown desktop dark"')
  })

  test('shows a text message as a bubble', async () => {
    const { cognito, read } = await withMail()
    cognito.inbox.deliver(text)
    expect(await read('/inbox')).toContain('<p class="bubble" dir="auto">123456 &#60;Acme&#62;</p>')
  })

  test('names tenants, a person and the console where a demonstration does, and nobody for the emulator alone', async () => {
    expect(await (await withMail()).read('/inbox')).not.toContain('<aside')
    const { cognito } = await start({
      guide: {
        tenants: [{ name: 'Acme <Bank>', url: 'http://localhost:3000/acme' }],
        person: { username: 'jane@example.com', password: 'Old-Password-1' },
        console: { url: 'http://localhost:3000/admin', username: 'anna', password: 'Console-1' },
      },
    })
    const page = await (await fetch(cognito.inboxUrl)).text()
    expect(page).toContain('<a href="http://localhost:3000/acme"><bdi>Acme &#60;Bank&#62;</bdi></a>')
    expect(page).toContain('<a href="http://localhost:3000/admin">Console</a>')
    for (const told of ['jane@example.com', 'Old-Password-1', 'anna', 'Console-1'])
      expect(page).toContain(`<code>${told}</code>`)
    expect(page).toContain('No mail yet')
  })

  test('needs nothing from anywhere else, and no page may run a script', async () => {
    const { cognito, read } = await withMail()
    const page = await read('/inbox')
    expect(page).not.toMatch(/<script|src="|@import|url\(/)
    const { headers } = await fetch(cognito.inboxUrl)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  })
})

describe('the sign-in page', () => {
  const submit = async (url: string, fields: Record<string, string>) =>
    (await fetch(`${url}/sign-in`, { method: 'POST', body: new URLSearchParams(fields) })).text()
  const right = { pool: poolId, username: 'jane', password: oldPassword }

  test('says whether a password opens the door', async () => {
    const { cognito } = await start({ client: { secrets: [secret] }, pool: { name: 'Acme' } })
    expect(await (await fetch(`${cognito.url}/sign-in?pool=${poolId}`)).text()).toContain('Sign in to Acme')
    expect(await submit(cognito.url, right)).toContain('data-result="ok"')
    const refused = await submit(cognito.url, { ...right, password: 'wrong' })
    expect(refused).toContain('data-result="NotAuthorizedException"')
    expect(refused).toContain('Incorrect username or password.')
    expect(cognito.requests.count()).toBe(0)
  })

  test('never shows what was typed as markup, nor the password at all', async () => {
    const { cognito } = await start()
    const page = await submit(cognito.url, { ...right, username: '"><b>', password: 'My-Secret-1' })
    expect(page).toContain('value="&#34;&#62;&#60;b&#62;"')
    expect(page).not.toContain('My-Secret-1')
  })

  test('says when a new password is required', async () => {
    const { cognito } = await start({ pool: { users: [{ ...jane, status: 'FORCE_CHANGE_PASSWORD' }] } })
    expect(await submit(cognito.url, right)).toContain('data-result="NEW_PASSWORD_REQUIRED"')
  })
})

test('a page that points its own name at this address gets nothing', async () => {
  const { cognito } = await withMail()
  const status = (host: string) =>
    new Promise((resolve, reject) => {
      request(`${cognito.url}/inbox`, { headers: { host } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
  expect(await status('evil.example')).toBe(421)
  expect(await status(`localhost:${cognito.port}`)).toBe(200)
})
