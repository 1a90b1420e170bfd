import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keys } from '../crypto/keys'
import type { Connection } from '../db/connection'
import {
  engines,
  firstRelease,
  firstReleaseSchema,
  firstReleaseTenants,
  openUpgradedDatabase,
} from '../db/test-first-release'
import { brandedMails } from '../pool-mails'
import { importBrand } from './brand/brand-file'
import { loadDraft, saveDraft } from './brand/drafts'
import { findRevision, livePublication, publicationsOf, publishDraft } from './brand/publications'
import { brandHash } from './brand-hash'
import { openClientSecrets } from './client-secret'
import { applyTenants } from './files/apply'
import { loadTenantFiles } from './files/files'
import { hostsOf, proofText, proveHost } from './host-claims'
import { drawAnew } from './pictures/draw-anew'
import { drawUnknown } from './pictures/known-drawings'
import { findStoredTenant } from './store'
import { openTenantStore } from './store-access'
import type { Tenant } from './tenant'

const { acmeId, bakeryId, variables, sessions } = firstRelease
const anna = sessions.anna.subject
const secretsOf: Record<string, readonly string[]> = {
  acme: [variables.ACME_NEW_SECRET, variables.ACME_OLD_SECRET],
  bakery: [variables.BAKERY_SECRET],
  pier: [],
}

/** A brand as the first release had it in memory: no kinds of mail. */
const inTodaysShape = (brand: { mail?: { texts?: unknown } }) => ({
  ...brand,
  ...(brand.mail?.texts !== undefined && { mail: { ...brand.mail, texts: { reset: brand.mail.texts } } }),
})

describe.each(engines)('what the first release stored of tenants, on %s', (engine) => {
  let connection: Connection
  beforeAll(async () => {
    connection = await openUpgradedDatabase(engine)
  })
  afterAll(() => connection.close())
  const find = async (key: string): Promise<Tenant> => {
    const tenant = await findStoredTenant(connection.database, key)
    if (tenant === null) throw new Error(`no tenant ${key}`)
    return tenant
  }

  test.each(Object.entries(firstRelease.tenants))(
    '%s is found with the same settings and brand',
    async (slug, before) => {
      const tenant = await find(slug)
      expect(tenant).toEqual({
        ...before,
        cognito: { ...before.cognito, replicas: [] },
        brand: inTodaysShape(before.brand),
        signInWith: 'email',
        dialCode: null,
        brandRevision: brandHash(tenant.brand),
        passwords: { refusesBreached: false, givesAdvice: false },
        loginInitiationUrl: null,
        sendsLoginHint: false,
        confirmsSignUps: true,
        signOut: null,
        mail: { ...before.mail, branded: brandedMails({}) },
        botCheck: 'off',
      })
      for (const host of before.hosts) expect(await find(host)).toEqual(tenant)
      const secrets = openClientSecrets(openTenantStore(async () => connection.database))
      expect(await secrets.lend(tenant, async (all) => all)).toEqual(secretsOf[slug])
    },
  )

  test('applying the same files again writes nothing', async () => {
    const everything = async () =>
      JSON.stringify([
        await connection.query('select * from tenants order by id'),
        await connection.query('select * from tenant_hosts order by host'),
        await connection.query('select * from tenant_secrets order by tenant_id, position'),
        await connection.query('select tenant_id, hash, created_at, source from assets order by 1, 2'),
      ])
    const before = await everything()
    const loaded = await loadTenantFiles(
      firstReleaseTenants,
      drawUnknown(async () => connection.database, drawAnew),
    )
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
    const variable = (name: string) => variables[name as keyof typeof variables]
    const applied = await applyTenants(
      { database: connection.database, ring: keys(), variable },
      loaded.tenants,
    )
    expect(applied).toEqual({ ok: true, written: [], unchanged: ['acme', 'bakery', 'pier'] })
    expect(await everything()).toBe(before)
  })

  test('every picture of a brand is there', async () => {
    for (const slug of ['acme', 'bakery']) {
      const { id, brand } = await find(slug)
      const hashes = [...JSON.stringify(brand).matchAll(/"hash":"([0-9a-f]{64})"/g)].map(([, hash]) => hash)
      expect(hashes.length).toBeGreaterThan(1)
      const rows = await connection.query('select hash from assets where tenant_id = $1', [id])
      expect(rows.map(({ hash }) => hash)).toEqual(expect.arrayContaining(hashes))
    }
  })

  test('publications have the same names, and what is live is the last of them', async () => {
    const publications = await publicationsOf(connection.database, bakeryId)
    expect(publications.map(({ comment, byName }) => [comment, byName])).toEqual([
      ['Back', 'anna'],
      ['', 'anna'],
      ['In two languages', 'anna'],
      ['', null],
    ])
    for (const { revision } of publications) {
      const brand = await findRevision(connection.database, bakeryId, revision)
      expect(brand && brandHash(brand)).toBe(revision)
    }
    const { brand } = await find('bakery')
    expect(brandHash(brand)).toBe(publications[0]?.revision)
    expect(brand.mail?.texts?.reset?.['pt-BR']).toEqual({ subject: 'Nova senha', button: 'Escolher' })
  })

  test('a draft goes on where it was left', async () => {
    const draft = await loadDraft(connection.database, acmeId)
    expect(draft).toMatchObject({ version: 1, updatedBy: sessions.ben.subject })
    expect(draft.brand.mail).toEqual({
      texts: { reset: { en: { subject: 'A draft' }, da: { subject: 'Et udkast', button: 'Ny kode' } } },
    })
    expect(draft.baseRevision).toBe(brandHash((await find('acme')).brand))
    expect(await loadDraft(connection.database, bakeryId)).toMatchObject({
      version: 4,
      brand: { shape: { radius: 20 } },
    })
  })

  test('a claim of a host is proven by the record that was put into the DNS before', async () => {
    const { claims } = await hostsOf(connection.database, bakeryId)
    const [claim] = claims
    expect(claim?.host).toBe('reset.panaderia.example')
    const texts = [proofText(claim?.token ?? '')]
    expect(await proveHost(connection.database, bakeryId, 'reset.panaderia.example', texts)).toBe('proven')
    expect(await find('reset.panaderia.example')).toMatchObject({ slug: 'bakery' })
  })

  test('an exported brand is imported with its pictures', async () => {
    const { id } = await find('pier')
    const imported = await importBrand(connection.database, id, firstRelease.export)
    if (!imported.ok) throw new Error(imported.faults.join())
    const { brand } = firstRelease.tenants.acme
    expect(imported).toMatchObject({ leftOut: [], brand: inTodaysShape({ mail: brand.mail }) })
    expect(imported.brand.words).toEqual(brand.words)
  })

  test('what is saved and published today is read by instances of the first release beside this one', async () => {
    const draft = await loadDraft(connection.database, bakeryId)
    const { brand, version } = draft
    const texts = { es: { subject: 'Otra clave' }, fr: { closing: 'À bientôt' } }
    const changed = { ...brand, mail: { senderName: 'Sol', texts: { reset: texts } } }
    const change = { brand: changed, version, known: brand, save: null }
    await saveDraft(connection.database, bakeryId, anna, draft, change)
    const { revision } = await livePublication(connection.database, bakeryId)
    const wanted = { version: version + 1, live: revision, comment: '' }
    const published = await publishDraft(connection.database, bakeryId, anna, wanted)
    if (published.kind !== 'published') throw new Error(published.kind)
    const rows = await connection.query(
      `select brand as content from tenants where id = $1
       union all select content from brand_drafts where tenant_id = $1
       union all select content from brand_revisions where tenant_id = $1`,
      [bakeryId],
    )
    expect(rows).toHaveLength(6)
    for (const { content } of rows) expect(firstReleaseSchema.brand.safeParse(content).error).toBeUndefined()
    const configs = await connection.query('select config from tenants')
    for (const { config } of configs)
      expect(firstReleaseSchema.config.safeParse(config).error).toBeUndefined()
    const [live] = await connection.query('select brand from tenants where id = $1', [bakeryId])
    expect(live?.brand).toMatchObject({ mail: { texts } })
  })
})
