import 'server-only'
import { z } from 'zod'
import type { Database } from '../db/connection'
import { offeredLocales } from '../i18n/choose-locale'
import { LOCALES } from '../i18n/languages'
import { NEXT_STEPS, type NextStep } from '../mail/kinds/cannot-reset'
import { MAIL_KINDS, type MailKindName } from '../mail/registry'
import { renderCannotResetNotice, renderMails } from '../mail/render'
import type { TenantMail } from '../mail/rendered'
import { countedSample, SAMPLES, sampleMail } from '../mail/sample'
import { POOL_MAIL_NAMES } from '../pool-mails'
import { loadDraft } from '../tenants/brand/drafts'
import { portalOf } from '../tenants/portal-address'
import { signInAddress } from '../tenants/sign-in-address'
import type { Tenant } from '../tenants/tenant'

const kindNames = Object.keys(MAIL_KINDS) as MailKindName[]

const isNotice = (kind: MailKindName | NextStep): kind is NextStep => NEXT_STEPS.some((step) => step === kind)

/** Which of a tenant's mails to show; of the cannot-reset notices, the one with this next step. */
export const ShownMail = z.object({
  kind: z.enum([...kindNames, ...NEXT_STEPS]),
  brand: z.enum(['draft', 'published']),
  locale: z.enum(LOCALES),
})
export type ShownMail = z.output<typeof ShownMail>

/** Whether people get Cognito's own mail instead, because the tenant wants it so. */
export function isSwitchedOff(
  { confirmsSignUps, mail }: Pick<Tenant, 'confirmsSignUps' | 'mail'>,
  kind: ShownMail['kind'],
): boolean {
  const name = POOL_MAIL_NAMES.find((each) => each === kind)
  if (name === undefined) return false
  return !mail.branded[name] || (name === 'signUp' && !confirmsSignUps)
}

/** What a mail says that most don't, so that each of its texts can be seen. */
export const RareMail = z
  .object({
    sample: z.enum(SAMPLES).optional(),
    /** With every link and contact that a footer can have, whatever this tenant's has. */
    links: z.literal('all').optional(),
  })
  .catch({})

/** The mail that a query names, with the first of each by default; for a language that the tenant lacks, its first. */
export function shownMail(tenant: Tenant, query: Readonly<Record<string, unknown>>): ShownMail {
  const offered = offeredLocales(tenant.locales)
  const { kind, brand } = ShownMail.shape
  return {
    kind: kind.catch('reset').parse(query.kind),
    brand: brand.catch('draft').parse(query.brand),
    locale: offered.find((each) => each === query.locale) ?? offered[0],
  }
}

const SAMPLE_PAGE = 'https://example.com/'

/** A tenant whose mails have everything at their foot that a mail can have. */
function withAllLinks<Drawn extends Pick<Tenant, 'brand' | 'support'>>(tenant: Drawn): Drawn {
  const { brand, support } = tenant
  const links = { help: SAMPLE_PAGE, privacy: SAMPLE_PAGE, ...brand.links }
  return {
    ...tenant,
    brand: { ...brand, links },
    support: { ...support, url: support.url ?? SAMPLE_PAGE, email: support.email ?? 'help@example.com' },
  }
}

export type SampleMail = TenantMail & {
  /** For the mail that Cognito sends: its text-message form, and the maximum length of both in characters. */
  readonly counted: { sms: string; smsMessage: number; emailMessage: number } | null
}

/** One of a tenant's mails as it would arrive, with sample facts, from the published brand or the draft. */
export async function drawMail(
  database: Database,
  tenant: Tenant,
  { kind, brand, locale }: ShownMail,
  { sample, links }: z.output<typeof RareMail> = {},
): Promise<SampleMail> {
  const draft = brand === 'draft' ? await loadDraft(database, tenant.id) : null
  const own = { ...tenant, brand: draft?.brand ?? tenant.brand }
  const drawn = links === 'all' ? withAllLinks(own) : own
  const portal = portalOf(tenant)
  if (isNotice(kind))
    return { ...(await renderCannotResetNotice(drawn, locale, portal, kind)), counted: null }
  const signInPage = signInAddress(tenant) ?? (links === 'all' ? SAMPLE_PAGE : null)
  const mails = await renderMails({ ...drawn, signInPage }, locale, portal)
  return {
    senderName: mails.senderName,
    ...sampleMail(mails, kind, portal, new Date(), sample),
    counted: countedSample(mails, kind),
  }
}
