import 'server-only'
import { keys } from '../crypto/keys'
import type { DatabaseClient } from '../db/client'
import { canBeUsername } from '../input/username-entry'
import { kindNamed, LINK_KINDS, type LinkKind, type LinkKinds } from '../link-kinds'
import type { TenantDirectory } from '../tenants/directory'
import type { Tenant } from '../tenants/tenant'
import { type Envelope, openEnvelope } from './envelope'
import type { Arrival, Problem } from './journey'
import { envelopeText, readLink } from './link'
import { findLinkKey } from './link-keys'
import { newerMail } from './newest-mail'

/** The clocks of the mail function and of the portal may differ by this much before a link counts as too old. */
const SKEW_MS = 60_000

/**
 * What a link turned out to be, before anybody has typed anything. `locale` is the language of its mail, `link` its
 * kind: the first kind where the link doesn't say.
 */
export type Landing =
  | {
      readonly kind: 'arrived'
      readonly link: LinkKind
      readonly arrival: Arrival
      readonly locale: string | null
    }
  | {
      readonly kind: 'problem'
      readonly link: LinkKind
      readonly problem: Problem
      readonly locale: string | null
    }

/** What landing needs to know: the kinds of link, tenants, their keys, and whether a newer mail was asked for. */
export type Known = {
  kinds: LinkKinds
  findTenant: (slug: string) => Promise<Pick<Tenant, 'slug' | 'name'> | null>
  findKey: (keyId: string, slug: string) => Uint8Array | null
  newerMail: (tenantId: string, ask: string) => Promise<Date | null>
}

/** What landing needs of the process. */
type LandingServices = {
  readonly db: Pick<DatabaseClient, 'database'>
  readonly tenants: TenantDirectory
}

/** What this release knows of links. */
export const knownOfLinks = ({ db, tenants }: LandingServices): Known => ({
  kinds: LINK_KINDS,
  findTenant: (slug) => tenants.find(slug).catch(() => null),
  findKey: (keyId, slug) => findLinkKey(keys(), keyId, slug),
  newerMail: (tenantId, ask) => newerMail(db.database, tenantId, ask),
})

const problem = (kind: Problem['kind'], facts: Partial<Problem> = {}): Problem => ({
  kind,
  username: null,
  newerAt: null,
  owner: null,
  ...facts,
})

/** Until when a code of this mail may work, if the mail function's clock is not the portal's. */
const endOf = (link: LinkKind, issuedAt: Date, now: Date): Date =>
  new Date(Math.min(issuedAt.getTime(), now.getTime()) + link.codeLifeMs + SKEW_MS)

async function problemOf(
  envelope: Envelope,
  link: LinkKind,
  tenant: Pick<Tenant, 'id' | 'slug'>,
  now: Date,
  known: Known,
): Promise<Problem | null> {
  const { username } = envelope
  if (envelope.tenant !== tenant.slug) {
    const owner = await known.findTenant(envelope.tenant)
    return owner === null
      ? problem('changed')
      : problem('foreign', { owner: { slug: owner.slug, name: owner.name } })
  }
  const newerAt = envelope.ask === null ? null : await known.newerMail(tenant.id, envelope.ask)
  // A newer mail helps only while its own code can still work.
  if (newerAt !== null && now.getTime() - newerAt.getTime() < link.codeLifeMs)
    return problem('replaced', { username, newerAt })
  return now.getTime() - envelope.issuedAt.getTime() > link.codeLifeMs + SKEW_MS
    ? problem('expired', { username })
    : null
}

/**
 * Reads an emailed link: what it brings, or why it is unusable. Cognito isn't asked and nothing is stored.
 *
 * With an envelope, a link can be recognised as too old, altered, another tenant's, or replaced by a newer mail; the
 * portal claims nothing that it can't know. A link without one is taken at its word.
 *
 * @param query the query of the address, undecoded
 */
export async function land(
  known: Known,
  tenant: Pick<Tenant, 'id' | 'slug'>,
  query: string,
  now: Date,
): Promise<Landing> {
  const read = readLink(query)
  const sealed = envelopeText(query)
  const bare: LinkKind = LINK_KINDS.reset
  if (sealed === null) {
    const isEmpty = read.code === null && read.username === null && read.suggestion === null
    if (isEmpty) return { kind: 'problem', link: bare, problem: problem('incomplete'), locale: null }
    const until = new Date(now.getTime() + bare.codeLifeMs)
    return { kind: 'arrived', link: bare, arrival: { ...read, until }, locale: null }
  }
  const envelope = await openEnvelope(sealed, async (keyId, slug) => {
    // Only for tenants that exist: derived keys are cached, and anybody can make up links.
    const isKnown = slug === tenant.slug || (await known.findTenant(slug)) !== null
    return isKnown ? known.findKey(keyId, slug) : null
  })
  // A kind that only a newer release knows is no link in this one.
  const link = envelope === null ? null : kindNamed(known.kinds, envelope.kind)
  if (envelope === null || link === null || !canBeUsername(envelope.username)) {
    // Cut off in the middle, the code is gone too; with the code in place it was not the end that was lost.
    const kind = read.code === null ? 'incomplete' : 'changed'
    return { kind: 'problem', link: bare, problem: problem(kind), locale: null }
  }
  const { username, issuedAt, locale } = envelope
  const found = await problemOf(envelope, link, tenant, now, known)
  if (found !== null)
    return { kind: 'problem', link, problem: found, locale: found.kind === 'foreign' ? null : locale }
  return {
    kind: 'arrived',
    link,
    arrival: {
      username,
      suggestion: null,
      code: read.code,
      sentAt: issuedAt,
      until: endOf(link, issuedAt, now),
    },
    locale,
  }
}
