import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keys } from '../lib/crypto/keys'
import { linkKeyFrom } from '../lib/crypto/link-keys'
import { env } from '../lib/env'
import { offeredLocales } from '../lib/i18n/choose-locale'
import { writeLinkKey } from '../lib/link/envelope'
import { renderMails } from '../lib/mail/render'
import { describeFaults, type LoadedTenant, loadTenantFiles } from '../lib/tenants/files'

/**
 * Makes the two functions of every tenant ready to deploy: a folder each with the bundle and the mails that it falls back
 * on while the portal is away. Prints what each tenant's functions need in their environment; the key in it is
 * derived from REKEY_SECRET, which itself must never leave the portal.
 *
 *   npm run pack:triggers -- tenants dist/lambda
 */

const [path = 'tenants', target = 'dist/lambda'] = process.argv.slice(2)
const FUNCTIONS = ['custom-message', 'post-confirmation']
const bundles = new URL('triggers/', import.meta.url).pathname

const isLoopback = (origin: string) => /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(origin)

/** The address that a tenant's links lead to: its own host where it has one that can be reached. */
function portalOf({ file }: LoadedTenant): string {
  const base = env().REKEY_BASE_URL
  const own = isLoopback(base) ? undefined : file.hosts[0]
  return own === undefined ? `${base}/${file.slug}` : `https://${own}`
}

async function pack(tenant: LoadedTenant): Promise<Record<string, string>> {
  const { file, brand } = tenant
  const { email = null, phone = null, url = null } = file.support
  const portal = portalOf(tenant)
  const known = { slug: file.slug, name: file.name, brand, support: { email, phone, url } }
  const mails = await Promise.all(
    offeredLocales(file.locales).map((locale) => renderMails(known, locale, portal)),
  )
  for (const name of FUNCTIONS) {
    const folder = join(target, file.slug, name)
    mkdirSync(folder, { recursive: true })
    copyFileSync(join(bundles, `${name}.mjs`), join(folder, 'index.mjs'))
    writeFileSync(join(folder, 'mails.json'), JSON.stringify(mails))
  }
  return {
    REKEY_PORTAL: portal,
    REKEY_TENANT: file.slug,
    REKEY_LINK_KEY: writeLinkKey(linkKeyFrom(keys(), file.slug)),
  }
}

const loaded = await loadTenantFiles(path)
if (!loaded.ok) {
  console.error(describeFaults(loaded.faults))
  process.exit(1)
}
const environments: Record<string, Record<string, string>> = {}
for (const tenant of loaded.tenants) environments[tenant.file.slug] = await pack(tenant)
console.log(JSON.stringify(environments, null, 2))
