import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Emulator, secretHash, type UserSeed } from '../emulator/index'
import { clientSecrets, type DemoPool } from '../scripts/demo-pools'
import { freePort } from '../scripts/free-port'
import { type Portal, type Settings, startPortal } from './portal'
import { settled } from './settled'
import { testPools } from './test-pools'
import { startEmulator } from './watched-emulator'

export const OLD_PASSWORD = 'Old-Password-1'
export const NEW_PASSWORD = 'Neue-Parole-42!'

export const slugs = ['northwind', 'kumo', 'panaderia-sol', 'al-manar'] as const
export type Slug = (typeof slugs)[number]

const AskSchema = z.object({ ClientMetadata: z.object({ ask: z.string() }) })

/** Somebody with an account whom no other test knows. */
export type Person = { slug: Slug; username: string; email: string }

/** The emulator, the demo tenants' pools and a portal in front of them, all of one test worker. */
export class Site {
  readonly emulator: Emulator
  readonly portal: Portal
  /** The environment of the portal, for another instance of it. */
  readonly settings: Settings
  readonly #pools: DemoPool[]
  #count = 0

  constructor(emulator: Emulator, portal: Portal, settings: Settings, pools: DemoPool[]) {
    this.emulator = emulator
    this.portal = portal
    this.settings = settings
    this.#pools = pools
  }

  pool(slug: Slug): DemoPool {
    const pool = this.#pools.find((each) => each.slug === slug)
    if (!pool) throw new Error(`There is no demo tenant ${slug}`)
    return pool
  }

  client(slug: Slug): { id: string; secret: string } {
    const { seed, secret } = this.pool(slug)
    if (!seed.client) throw new Error(`The pool of ${slug} has no app client`)
    return { id: seed.client.id, secret }
  }

  /** A new account, confirmed and with the old password unless the seed says otherwise. */
  person(slug: Slug = 'northwind', seed: Partial<UserSeed> = {}): Person {
    const email = `p${++this.#count}-${randomBytes(3).toString('hex')}@example.com`
    const user = { username: email, email, password: OLD_PASSWORD, ...seed }
    this.emulator.addUser(this.pool(slug).seed.id, user)
    return { slug, username: user.username, email: user.email ?? email }
  }

  /** Asks the emulator itself, past the portal and its pace, to mail a code; gives what was mailed. */
  async mail({ slug, username }: Person) {
    await this.call(slug, 'ForgotPassword', { Username: username }, username)
    const mail = this.emulator.inbox.latest({ pool: this.pool(slug).seed.id, username })
    if (!mail?.link) throw new Error(`No mail came for ${username}`)
    return { code: mail.code, link: mail.link, path: mail.link.slice(this.portal.url.length) }
  }

  /** Whether this password opens the door, asked as a tenant's own app would. */
  async signsIn({ slug, username }: Person, password: string): Promise<boolean> {
    const { id, secret } = this.client(slug)
    const parameters = {
      USERNAME: username,
      PASSWORD: password,
      SECRET_HASH: secretHash(username, id, secret),
    }
    const answer = await this.#post('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: id,
      AuthParameters: parameters,
    })
    return answer.ok && 'AuthenticationResult' in ((await answer.json()) as object)
  }

  /** Whether this is somebody's password, without a call that would count. */
  hasPassword({ slug, username }: Person, password: string): boolean {
    return this.emulator.passwordIs(this.pool(slug).seed.id ?? '', username, password)
  }

  /** Whether a sign-up was confirmed. */
  isConfirmed({ slug, username }: Person): boolean {
    return this.emulator.findUser(this.pool(slug).seed.id ?? '', username)?.status === 'CONFIRMED'
  }

  /** Signs in as a tenant's own app would and keeps the access token. */
  async session({ slug, username }: Person, password: string): Promise<string> {
    const { id, secret } = this.client(slug)
    const hash = secretHash(username, id, secret)
    const AuthParameters = { USERNAME: username, PASSWORD: password, SECRET_HASH: hash }
    const answer = await this.#post('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: id,
      AuthParameters,
    })
    const { AuthenticationResult: result } = (await answer.json()) as {
      AuthenticationResult?: { AccessToken: string }
    }
    if (!result) throw new Error(`${username} could not sign in`)
    return result.AccessToken
  }

  /** Whether a session from before is still good. */
  async isOpen(session: string): Promise<boolean> {
    return (await this.#post('GetUser', { AccessToken: session })).ok
  }

  async call(slug: Slug, operation: string, input: object, username: string): Promise<Response> {
    const { id, secret } = this.client(slug)
    return this.#post(operation, { ClientId: id, SecretHash: secretHash(username, id, secret), ...input })
  }

  #post(operation: string, body: object): Promise<Response> {
    return fetch(this.emulator.url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(body),
    })
  }

  /** The newest mail to somebody who asked for it at the portal, once what goes on behind the answer is over. */
  async newestMail({ email }: Person) {
    await settled(this.portal.port)
    const mail = this.emulator.inbox.latest({ to: email })
    if (!mail) throw new Error(`No mail came to ${email}`)
    return mail
  }

  /** How often the portal asked for a code for somebody; codes asked for past the portal don't count. */
  asked(username: string): number {
    return this.#fromPortal('ForgotPassword', username).length
  }

  /** What the newest ask for somebody told the mail function, so that its link can be compared with later asks. */
  askMark(username: string): string {
    return AskSchema.parse(this.#fromPortal('ForgotPassword', username).at(-1)?.body).ClientMetadata.ask
  }

  /** The confirmations of somebody that reached Cognito. */
  confirmations(username: string) {
    return this.#fromPortal('ConfirmForgotPassword', username)
  }

  /** How often the portal called an operation for somebody. */
  calls(operation: string, username: string): number {
    return this.#fromPortal(operation, username).length
  }

  /** Everything that the portal sent, whoever it is about. */
  fromPortal() {
    return this.#fromPortal(undefined, undefined)
  }

  #fromPortal(operation: string | undefined, username: string | undefined) {
    // Only the SDK names itself; the tests' own calls come from fetch.
    return this.emulator.requests
      .all({ operation, username })
      .filter(({ headers }) => headers['user-agent']?.includes('aws-sdk-js'))
  }

  async close(): Promise<void> {
    await this.portal.stop()
    await this.emulator.close()
  }
}

/** @param settings of the portal, on top of limits and a deadline that no test runs into */
export async function openSite(settings: Settings): Promise<Site> {
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const pools = testPools(baseUrl)
  const emulator = await startEmulator({ port: 0, pools: pools.map(({ seed }) => seed), budgetPerHour: 1000 })
  const environment = {
    REKEY_BASE_URL: baseUrl,
    REKEY_TENANTS: 'tenants',
    REKEY_LIMITS_FACTOR: '1000',
    REKEY_CONFIRM_DEADLINE_MS: '30000',
    // Where nothing depends on what Cognito has said by the time of an answer, nobody waits a second for it.
    REKEY_ANSWER_TIME_FACTOR: '0.25',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.url,
    AWS_ENDPOINT_URL_SESV2: emulator.url,
    ...clientSecrets(pools),
    ...settings,
  }
  return new Site(emulator, await startPortal(port, environment), environment, pools)
}
