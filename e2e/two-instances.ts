import { test as base } from '@playwright/test'
import { freePort } from '../scripts/free-port'
import { behindProxy } from './behind-proxy'
import { type Portal, startPortal } from './portal'
import { copiedPostgres } from './prepared-database'
import { openSite, type Site } from './site'

/** The PostgreSQL server that two instances need to share. */
export const server = process.env.TEST_DATABASE_URL

/** Two instances of one deployment on one PostgreSQL, with the limits as they are shipped. */
export type Pair = { site: Site; other: Portal; databaseUrl: string }

export const test = base.extend<object, { pair: Pair }>({
  pair: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const database = await copiedPostgres()
      const shared = {
        ...behindProxy,
        REKEY_LIMITS_FACTOR: '1',
        DATABASE_URL: database.url,
      }
      const site = await openSite(shared)
      const other = await startPortal(await freePort(), { ...site.settings, ...shared })
      await use({ site, other, databaseUrl: database.url })
      await other.stop()
      await site.close()
      await database.drop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})
