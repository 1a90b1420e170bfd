import { keyRing } from '../lib/crypto/key-ring'
import { sealEnvelope } from '../lib/links/envelope'
import type { Slug } from './site'
import type { State } from './states'
import { ask, choose, field, onPage, openMail, sees, send } from './steps'

const HOUR_MS = 3_600_000

/** What becomes of links and codes that are late, damaged, used or foreign, and of pages that nobody came to by one. */
export function linkStates(secret: Buffer): State[] {
  const { newest } = keyRing([secret])
  const envelope = async (owner: Slug, username: string, ageMs: number) => {
    const key = { id: newest.id, key: newest.derive(`link-envelope/${owner}`) }
    const issuedAt = new Date(Date.now() - ageMs)
    return sealEnvelope({ tenant: owner, username, issuedAt, locale: 'en', ask: null }, key)
  }
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
      async (slug, name) => `t=${await envelope(slug, name, 2 * HOUR_MS)}&c=246810`,
      'link-problem',
    ),
    opened(
      'link-changed',
      async (slug, name) => `t=${(await envelope(slug, name, 0)).slice(0, -4)}AAAA&c=246810`,
      'link-problem',
    ),
    opened(
      'link-foreign',
      async (slug, name) => `t=${await envelope(slug === 'kumo' ? 'northwind' : 'kumo', name, 0)}&c=246810`,
      'link-problem',
    ),
    {
      name: 'typed-code-rejected',
      open: async ({ page, site, slug, person }) => {
        await ask(page, slug, person.username)
        await onPage(page, 'sent')
        const { code } = await openMail(site, person)
        await field(page, 'code').fill(code === '000000' ? '000001' : '000000')
        await send(page)
        await onPage(page, 'reset')
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
