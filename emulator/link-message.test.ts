import { AdminCreateUserCommand, ForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { asJane, jane, poolId, start } from './harness'
import { linkMessage } from './link-message'

const message = {
  portal: 'http://localhost:3000/acme',
  name: 'Acme & Söhne',
  from: 'Acme <no-reply@acme.example>',
}

test('the mail comes from the tenant and holds the code and a link with both', async () => {
  const { cognito, sdk } = await start({ pool: { customMessage: linkMessage(message) } })
  await sdk.send(new ForgotPasswordCommand(asJane))
  const mail = cognito.inbox.latest()
  expect(mail).toMatchObject({
    from: 'Acme <no-reply@acme.example>',
    subject: 'Set a new password for Acme & Söhne',
    link: `http://localhost:3000/acme/link?u=jane&c=${mail?.code}`,
  })
  expect(mail?.text).toContain(`enter this code: ${mail?.code}`)
  expect(mail?.body).toContain('Acme &#38; Söhne')
})

test.each(['jane+test@example.com', 'søren@exämple.dk', 'a&b=c#d%41', '日本語'])(
  'the link brings the username %s back unchanged',
  async (username) => {
    const users = [{ ...jane, username }]
    const { cognito, sdk } = await start({ pool: { users, customMessage: linkMessage(message) } })
    await sdk.send(new ForgotPasswordCommand({ ...asJane, Username: username }))
    const mail = cognito.inbox.latest()
    const query = new URL(mail?.link ?? '').searchParams
    expect([query.get('u'), query.get('c')]).toEqual([username, mail?.code])
  },
)

test('a text message holds the code and the tenant’s name', async () => {
  const users = [{ ...jane, phone: '+15555550100', emailVerified: false }]
  const { cognito, sdk } = await start({ pool: { users, customMessage: linkMessage(message) } })
  await sdk.send(new ForgotPasswordCommand(asJane))
  const sms = cognito.inbox.latest()
  expect(sms).toMatchObject({ medium: 'SMS', body: `${sms?.code} – Acme & Söhne` })
})

test('an invitation stays the pool’s own', async () => {
  const { cognito, sdk } = await start({ pool: { customMessage: linkMessage(message) } })
  const UserAttributes = [{ Name: 'email', Value: 'joe@example.com' }]
  await sdk.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: 'joe', UserAttributes }))
  expect(cognito.inbox.latest()?.subject).toBe('Your temporary password')
})
