import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { BrandFile } from '../lib/brand/schema'
import { keys } from '../lib/crypto/keys'
import { offeredLocales } from '../lib/i18n/choose-locale'
import { writeLinkKey } from '../lib/links/envelope'
import { linkKeyOf } from '../lib/links/link-keys'
import { renderTenantMails } from '../lib/mail/tenant-mails'
import { brandedMails } from '../lib/pool-mails'
import { withAssets } from '../lib/tenants/files/brand-files'
import { type Fault, parseTenantFile } from '../lib/tenants/files/parse-tenant-file'
import { drawAnew } from '../lib/tenants/pictures/draw-anew'
import { portalOf } from '../lib/tenants/portal-address'

/**
 * Makes the functions of every tenant ready to deploy: a folder each with the bundle and the mails that it falls back
 * on while the portal is away. Prints what each tenant's functions need in their environment; the key in it is
 * derived from REKEY_SECRET, which itself must never leave the portal.
 *
 *   npm run pack:triggers -- tenants dist/lambda
 */

const [path = 'tenants', target = 'dist/lambda'] = process.argv.slice(2)
const FUNCTIONS = ['custom-message', 'post-confirmation', 'after-reset']
const bundles = new URL('triggers/', import.meta.url).pathname

/** What the functions are told of a tenant's setting. */
const SIGN_OUT = { never: 'off', ask: 'ask', always: 'on' } as const

const NO_PICTURE = { hash: '0'.repeat(64), width: 1, height: 1 }

/** Mails contain only the logo, so no other picture needs to be re-encoded. */
function forMails(brand: BrandFile): BrandFile {
  const { identity, layout } = brand
  const art = layout?.art?.kind === 'picture' ? { ...layout.art, picture: NO_PICTURE } : layout?.art
  return {
    ...brand,
    identity: identity && { ...identity, icon: undefined },
    layout: layout && { ...layout, art },
  }
}

function refuse(file: string, faults: readonly Fault[]): never {
  for (const { path: where, message } of faults) console.error(`${file}: ${where} ${message}`)
  process.exit(1)
}

async function pack(fileName: string): Promise<[slug: string, environment: Record<string, string>]> {
  const parsed = parseTenantFile(JSON.parse(readFileSync(fileName, 'utf8')))
  if (!parsed.ok) return refuse(fileName, parsed.faults)
  const file = parsed.value
  const { brand, faults } = await withAssets(forMails(file.brand), dirname(fileName), drawAnew)
  if (faults.length > 0) refuse(fileName, faults)
  const { email = null, phone = null, url = null } = file.support
  const portal = portalOf(file)
  const { slug, name: tenantName, cognito, continueUrl = null, loginInitiationUrl = null } = file
  const sending = {
    slug,
    name: tenantName,
    brand,
    support: { email, phone, url },
    cognito,
    continueUrl,
    loginInitiationUrl,
    sendsLoginHint: false,
    confirmsSignUps: file.confirmsSignUps ?? true,
    mail: { branded: brandedMails(file.mail.branded ?? {}) },
  }
  const mails = await Promise.all(
    offeredLocales(file.locales).map((locale) => renderTenantMails(sending, locale, portal)),
  )
  for (const name of FUNCTIONS) {
    const folder = join(target, file.slug, name)
    mkdirSync(folder, { recursive: true })
    copyFileSync(join(bundles, `${name}.mjs`), join(folder, 'index.mjs'))
    writeFileSync(join(folder, 'mails.json'), JSON.stringify(mails))
  }
  const environment = {
    REKEY_PORTAL: portal,
    REKEY_TENANT: file.slug,
    REKEY_LINK_KEY: writeLinkKey(linkKeyOf(keys(), file.slug)),
    ...(file.signOut !== undefined && { REKEY_SIGN_OUT: SIGN_OUT[file.signOut] }),
  }
  return [file.slug, environment]
}

const files = statSync(path).isDirectory()
  ? readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(path, name))
  : [path]
console.log(JSON.stringify(Object.fromEntries(await Promise.all(files.map(pack))), null, 2))
