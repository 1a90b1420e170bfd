import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  AdminCreateUserCommand,
  GetUserAttributeVerificationCodeCommand,
  InitiateAuthCommand,
  UpdateUserAttributesCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import type { CustomMessageTriggerEvent } from 'aws-lambda'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { clientId, jane, oldPassword, poolId, startSignUp } from '../emulator/harness'
import type { MailKindName } from '../lib/mail/registry'
import { renderMails } from '../lib/mail/render'
import type { MailsOf } from '../lib/mail/rendered'
import { customMessage } from './custom-message'
import { mailSource } from './mail-source'

const acme = { slug: 'acme', name: 'Acme', brand: {}, support: { email: null, phone: null, url: null } }
/** Cognito's limit is five seconds. This is what the function may take at most, with room for a busy machine. */
const LIMIT_MS = 4_000
let danish: MailsOf<MailKindName>
beforeAll(async () => {
  danish = await renderMails(acme, 'da', 'https://reset.acme.example')
})

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A pool whose function asks a portal that answers as told and was deployed without any mails. */
async function poolWith(answer: Answer) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const portal = `http://127.0.0.1:${(server.address() as AddressInfo).port}/acme`
  const settings = {
    portal,
    tenant: 'acme',
    linkKey: { id: '0a1b2c3d', key: randomBytes(32) },
    clientIds: null,
  }
  const calls: string[] = []
  const started = await startSignUp({
    lambdaTimeoutMs: LIMIT_MS,
    pool: {
      users: [jane, factor],
      customMessage: (event) => {
        calls.push(event.triggerSource.replace('CustomMessage_', ''))
        // A function of its own for each event, as after a cold start: none knows that the portal was away before.
        const respond = customMessage(settings, mailSource({ portal, tenant: 'acme', deployed: [] }))
        return respond(event as CustomMessageTriggerEvent)
      },
    },
  })
  return { ...started, calls }
}

const factor = {
  username: 'fay',
  email: 'fay@example.com',
  password: oldPassword,
  secondFactor: 'email' as const,
}

/** Everything that Cognito writes to people for, one after the other: the mails by trigger source. */
async function everyMail({ cognito, sdk, signUp, resend }: Awaited<ReturnType<typeof poolWith>>) {
  const subjectTo = (to: string) => cognito.inbox.latest({ to })?.subject
  const subjects: Record<string, string | undefined> = {}
  await signUp()
  subjects.SignUp = subjectTo('joe@example.com')
  await resend()
  subjects.ResendCode = subjectTo('joe@example.com')
  const UserAttributes = [{ Name: 'email', Value: 'made@example.com' }]
  await sdk.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: 'made', UserAttributes }))
  subjects.AdminCreateUser = subjectTo('made@example.com')
  const AuthParameters = { USERNAME: 'jane', PASSWORD: oldPassword }
  const { AuthenticationResult } = await sdk.send(
    new InitiateAuthCommand({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: clientId, AuthParameters }),
  )
  const AccessToken = AuthenticationResult?.AccessToken
  const moved = [{ Name: 'email', Value: 'moved@example.com' }]
  await sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: moved }))
  subjects.UpdateUserAttribute = subjectTo('moved@example.com')
  await sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: 'email' }))
  subjects.VerifyUserAttribute = subjectTo('moved@example.com')
  const { ChallengeName } = await sdk.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: factor.username, PASSWORD: oldPassword },
    }),
  )
  expect(ChallengeName).toBe('EMAIL_OTP')
  subjects.Authentication = subjectTo(factor.email)
  return subjects
}

test('each operation that makes Cognito write sends the mail of its kind, with its code in it', async () => {
  const pool = await poolWith((_, response) => response.end(JSON.stringify(danish)))
  expect(await everyMail(pool)).toEqual({
    SignUp: danish.signUp.subject,
    ResendCode: danish.signUp.subject,
    AdminCreateUser: danish.invitation.subject,
    UpdateUserAttribute: danish.verification.subject,
    VerifyUserAttribute: danish.verification.subject,
    Authentication: danish.secondFactor.subject,
  })
  const invitation = pool.cognito.inbox.latest({ to: 'made@example.com' })
  expect(invitation?.body).toContain('<bdi>made</bdi>')
  expect(invitation?.body).toContain(`<bdi dir="ltr">${invitation?.code}</bdi>`)
  const verification = pool.cognito.inbox.latest({ to: 'moved@example.com' })
  expect(verification?.body).toContain(verification?.code)
})

const trouble: Record<string, Answer> = {
  'begins to answer and stops': (_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.write('{"tenant":"acme",')
  },
  'lets go of the connection': (request) => {
    request.socket.destroy()
  },
  'can’t reach its store': (_, response) => response.writeHead(503).end(),
  'sends something else': (_, response) => response.end('<html>'),
  'draws a mail that Cognito would refuse': (_, response) => {
    const maimed = Object.fromEntries(
      Object.entries(danish).map(([name, mail]) => [
        name,
        typeof mail === 'object' && 'html' in mail ? { ...mail, html: mail.html.slice(0, 200) } : mail,
      ]),
    )
    response.end(JSON.stringify({ ...maimed, reset: danish.reset }))
  },
}

test.each(Object.entries(trouble))(
  'at a portal that %s every mail goes out, as Cognito’s own, at the first try',
  async (_, answer) => {
    const pool = await poolWith(answer)
    const subjects = Object.values(await everyMail(pool))
    expect(subjects).toHaveLength(6)
    for (const subject of subjects) {
      expect(subject).toBeTruthy()
      expect(subject).not.toMatch(/Acme/)
    }
    // Cognito tries three times where a function is late.
    expect(pool.calls).toEqual([
      'SignUp',
      'ResendCode',
      'AdminCreateUser',
      'UpdateUserAttribute',
      'VerifyUserAttribute',
      'Authentication',
    ])
  },
  60_000,
)
