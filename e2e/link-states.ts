import { UNPROVEN_FORM } from '../lib/http/internal-headers'
import { sealedLink } from './sealed-link'
import { settled } from './settled'
import type { Slug } from './site'
import type { State } from './states'
import { ask, choose, field, mistype, onPage, sees, send } from './steps'

const HOUR_MS = 3_600_000

/** What becomes of links and codes that are late, damaged, used or foreign, and of pages that nobody came to by one. */
export function linkStates(secret: Buffer): State[] {
  const opened = (
    name: string,
    path: (slug: Slug, username: string) => Promise<string>,
    page: string,
  ): State => ({
    name,
    open: async ({ page: browser, slug, person }) => {
      await browser.goto(`/${slug}/link?${await path(slug, person.username)}`)
      await onPage(browser, page)
    },
  })
  const bare = (page: string): State => ({
    name: `bare-${page}`,
    open: async ({ page: browser, slug }) => {
      await browser.context().clearCookies()
      await browser.goto(`/${slug}/${page}`)
    },
  })
  return [
    opened('link-name-to-check', async () => 'u=jane%2540x.test&c=123456', 'reset'),
    opened(
      'link-expired',
      async (slug, name) => sealedLink(secret, slug, name, { issuedAt: new Date(Date.now() - 2 * HOUR_MS) }),
      'link-problem',
    ),
    opened(
      'link-changed',
      async (slug, name) => (await sealedLink(secret, slug, name)).replace(/.{4}(?=&)/, 'AAAA'),
      'link-problem',
    ),
    opened(
      'link-foreign',
      async (slug, name) => sealedLink(secret, slug === 'kumo' ? 'northwind' : 'kumo', name),
      'link-problem',
    ),
    {
      name: 'link-replaced',
      open: async ({ page, site, slug, person }) => {
        await ask(page, slug, person.username)
        await onPage(page, 'sent')
        await settled(site.portal.port)
        // The link of an ask a minute before that one.
        const [key, at] = site.askMark(person.username).split('.')
        const earlier = `${key}.${(Number.parseInt(at ?? '', 36) - 60_000).toString(36)}`
        await page.goto(`/${slug}/link?${await sealedLink(secret, slug, person.username, { ask: earlier })}`)
        await page.locator('[data-problem="replaced"]').waitFor()
      },
    },
    {
      name: 'reset-over',
      open: async ({ page, slug, person }) => {
        await page.context().clearCookies()
        // As old as a link may be when it is opened; soon after that its hour is over.
        const issuedAt = new Date(Date.now() - HOUR_MS - 60_000 + 8_000)
        await page.goto(`/${slug}/link?${await sealedLink(secret, slug, person.username, { issuedAt })}`)
        await onPage(page, 'reset')
        await page.waitForFunction((end) => Date.now() > end, Date.now() + 9_000, { timeout: 20_000 })
        await choose(page)
        await sees(page, 'expired')
      },
    },
    {
      name: 'forgot-unproven',
      open: async ({ page, slug }) => void (await page.goto(`/${slug}/forgot?stale=${UNPROVEN_FORM}`)),
    },
    {
      name: 'sent-odd-code',
      open: async ({ page, slug, person }) => {
        await ask(page, slug, person.username)
        await onPage(page, 'sent')
        await field(page, 'code').fill('12ab')
        await send(page)
        await sees(page, 'check')
      },
    },
    {
      name: 'typed-code-rejected',
      open: async ({ page, site, person }) => {
        await mistype(page, site, person)
        await choose(page)
        await sees(page, 'code-rejected')
      },
    },
    {
      name: 'password-too-short',
      open: async ({ page, site, person }) => {
        await page.goto((await site.mail(person)).link)
        await choose(page, 'short')
        await sees(page, 'password-rejected')
      },
    },
    {
      name: 'already-changed',
      open: async ({ page, site, slug, person }) => {
        const { link } = await site.mail(person)
        await page.goto(link)
        await choose(page, `Dritte-Parole-${slug}-3`)
        await onPage(page, 'done')
        await page.goto(link)
      },
    },
    bare('done'),
    bare('unknown'),
    bare('sent'),
    bare('link-problem'),
  ]
}
