import { readFileSync } from 'node:fs'
import { type Page, test } from '@playwright/test'
import { z } from 'zod'
import type { Emulator, PoolSeed } from '../emulator/index'
import { DEMO_CREDENTIALS } from '../scripts/demo-credentials'
import { CONSOLE_PASSWORD, clientSecrets, type DemoConsole, demoConsole } from '../scripts/demo-pools'
import { freePort } from '../scripts/free-port'
import { type Portal, type Settings, startPortal } from './portal'
import { testPools } from './test-pools'
import { startEmulator } from './watched-emulator'

/** Emulator with the console's own pool, and a portal whose console signs in with it. */
export type ConsoleSite = {
  emulator: Emulator
  portal: Portal
  people: DemoConsole
  close(): Promise<void>
}

type Options = {
  /** `oidc`: people sign in on the pool's own pages, as in production, and not on the console's. */
  signIn?: 'password' | 'oidc'
  settings?: Settings
}

export async function openConsoleSite({
  signIn = 'password',
  settings = {},
}: Options = {}): Promise<ConsoleSite> {
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const pools = testPools(baseUrl)
  const people = demoConsole(pools.map(({ slug }) => slug))
  const emulator = await startEmulator({
    port: 0,
    pools: [...pools.map(({ seed }) => seed), withCallback(people.seed, baseUrl)],
  })
  const portal = await startPortal(port, {
    ...clientSecrets(pools),
    ...people.environment,
    ADMIN_SIGN_IN: signIn,
    REKEY_TENANTS: 'tenants',
    NEXTAUTH_URL: `${baseUrl}/api/auth`,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.url,
    AWS_ENDPOINT_URL_SESV2: emulator.url,
    ...DEMO_CREDENTIALS,
    REKEY_MAIL_FROM: 'no-reply@rekey.example',
    // The many sign-ins of this file come from one address.
    REKEY_LIMITS_FACTOR: '20',
    ...settings,
  })
  return {
    emulator,
    portal,
    people,
    close: async () => {
      await portal.stop()
      await emulator.close()
    },
  }
}

/** One console for all tests of a file: opened before the first and closed behind the last. */
export function consoleOfFile(): ConsoleSite {
  let opened: ConsoleSite | null = null
  const site = (): ConsoleSite => {
    if (opened === null) throw new Error('the console of this file is open only while its tests run')
    return opened
  }
  test.beforeAll(async () => {
    test.setTimeout(120_000)
    opened = await openConsoleSite()
  })
  test.afterAll(() => opened?.close())
  return {
    get emulator() {
      return site().emulator
    },
    get portal() {
      return site().portal
    },
    get people() {
      return site().people
    },
    close: () => site().close(),
  }
}

/** What the browser's console and the page's scripts complain of, from now on. */
export function watchTrouble(page: Page): string[] {
  const trouble: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text())
  })
  page.on('pageerror', (error) => trouble.push(error.message))
  return trouble
}

function withCallback({ client, ...seed }: PoolSeed, baseUrl: string): PoolSeed {
  if (client === undefined) throw new Error('the console has no app client')
  return { ...seed, client: { ...client, callbackUrls: [`${baseUrl}/api/auth/callback/cognito`] } }
}

/** The state of a tenant's brand that its pages name. */
export const liveRevision = async ({ portal }: ConsoleSite, slug: string): Promise<string | null> =>
  (await fetch(`${portal.url}/${slug}/forgot`)).headers.get('x-brand-revision')

/** Signs in as a person does, and stands on the overview. */
export async function signIn(page: Page, { portal }: ConsoleSite, who: string): Promise<void> {
  await page.goto(`${portal.url}/admin/sign-in`)
  await page.getByLabel('User name').fill(who)
  await page.getByLabel('Password').fill(CONSOLE_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/admin\/overview$/)
}

const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '')

/** Signs in over HTTP, for requests that no page of the console would send; gives the session's cookie. */
export async function sessionCookie({ portal }: ConsoleSite, who: string): Promise<string> {
  const csrf = await fetch(`${portal.url}/api/auth/csrf`)
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json())
  const response = await fetch(`${portal.url}/api/auth/callback/password`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      Origin: portal.url,
      Cookie: cookiesOf(csrf).join('; '),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ csrfToken, username: who, password: CONSOLE_PASSWORD, json: 'true' }),
  })
  const cookie = cookiesOf(response).find((each) => each.startsWith('rekey-admin='))
  if (cookie === undefined) throw new Error(`${who} was not signed in: ${response.status}`)
  return cookie
}

const Manifest = z.object({
  node: z.record(z.string(), z.looseObject({ exportedName: z.string().optional() })),
})

/** The ids of the console's server actions by their names, as a curious person finds them in the scripts. */
export function actionIds(): Map<string, string> {
  const json: unknown = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const { node } = Manifest.parse(json)
  return new Map(
    Object.entries(node).flatMap(([id, { exportedName }]) => (exportedName ? [[exportedName, id]] : [])),
  )
}

/** Gives a browser somebody's session, where signing in is not what a test is about: two pages less to draw. */
export async function enter(page: Page, site: ConsoleSite, who: string): Promise<void> {
  const [name = '', ...value] = (await sessionCookie(site, who)).split('=')
  await page.context().addCookies([{ name, value: value.join('='), url: site.portal.url, httpOnly: true }])
}

/** Posts an action directly, to whatever page. */
export function postAction(
  { portal }: ConsoleSite,
  id: string,
  input: unknown,
  headers: Record<string, string>,
  path = '/admin/tenants',
): Promise<Response> {
  return fetch(`${portal.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'Next-Action': id,
      Accept: 'text/x-component',
      'Content-Type': 'text/plain;charset=UTF-8',
      ...headers,
    },
    body: JSON.stringify([input]),
  })
}
