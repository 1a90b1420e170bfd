import type { Page } from '@playwright/test'
import { type Emulator, startEmulator } from '../emulator/index'
import { CONSOLE_PASSWORD, type DemoConsole, demoConsole, demoPools } from '../scripts/demo-pools'
import { freePort, type Portal, startPortal } from './portal'

/** Emulator with the console's own pool, and a portal whose console signs in with it. */
export type ConsoleSite = {
  emulator: Emulator
  portal: Portal
  people: DemoConsole
  close(): Promise<void>
}

export async function openConsoleSite(): Promise<ConsoleSite> {
  const port = await freePort()
  const baseUrl = `http://localhost:${port}`
  const pools = demoPools('tenants', baseUrl)
  const people = demoConsole(pools.map(({ slug }) => slug))
  const emulator = await startEmulator({ port: 0, pools: [...pools.map(({ seed }) => seed), people.seed] })
  const portal = await startPortal(port, {
    ...Object.fromEntries(pools.map(({ secretVariable, secret }) => [secretVariable, secret])),
    ...people.environment,
    REKEY_TENANTS: 'tenants',
    NEXTAUTH_URL: `${baseUrl}/api/auth`,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.url,
    // The many sign-ins of this file come from one address.
    REKEY_LIMITS_FACTOR: '20',
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

/** Signs in as a person does. */
export async function signIn(page: Page, { portal }: ConsoleSite, who: string): Promise<void> {
  await page.goto(`${portal.url}/admin/sign-in`)
  await page.getByLabel('User name').fill(who)
  await page.getByLabel('Password').fill(CONSOLE_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/admin\/tenants$/)
}
