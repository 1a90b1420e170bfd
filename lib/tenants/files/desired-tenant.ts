import 'server-only'
import { storedShape } from '../../brand/stored-shape'
import type { KeyRing } from '../../crypto/key-ring'
import { revisionOf } from '../../platform/canonical-hash'
import { isClientSecret, secretVariable, type TenantConfig, type TenantFile } from '../schema'
import { secretFingerprint } from '../sealed-secret'
import type { LoadedTenant } from './files'
import type { Fault } from './parse-tenant-file'

/** What a tenant's rows should contain after a file is applied; only the database knows its id. */
export type DesiredTenant = Omit<LoadedTenant, 'file'> & {
  readonly slug: string
  readonly name: string
  readonly hosts: readonly string[]
  readonly config: TenantConfig
  /** In clear: sealed when they are written, never logged. */
  readonly secrets: readonly string[]
}

/** The file's settings without identity, hosts, secrets and brand. */
function configOf(file: TenantFile): TenantConfig {
  const { $schema, slug, name, hosts, brand, cognito, ...settings } = file
  const { clientSecret, ...connection } = cognito
  return { ...settings, cognito: connection, isPublicClient: clientSecret === undefined }
}

type Resolved = { readonly secret: string } | { readonly fault: Fault }

function resolveSecret(text: string, path: string, variable: (name: string) => string | undefined): Resolved {
  const name = secretVariable(text)
  if (name === null) return { secret: text }
  const value = variable(name)
  if (value === undefined) return { fault: { path, message: `names the variable ${name}, which is not set` } }
  if (isClientSecret(value)) return { secret: value }
  return {
    fault: {
      path,
      message: `names the variable ${name}, which holds no client secret (24 to 64 of A-Z a-z 0-9 _ +)`,
    },
  }
}

/**
 * Turns a loaded file into what should be stored, with `env:NAME` replaced by the variable's value.
 *
 * @param variable reads an environment variable by name
 */
export function desiredTenant(
  { fileName, file, brand, assets }: LoadedTenant,
  variable: (name: string) => string | undefined,
): { readonly desired: DesiredTenant; readonly faults: readonly Fault[] } {
  const given = file.cognito.clientSecret ?? []
  const isRotation = Array.isArray(given)
  const texts = isRotation ? given : [given]
  const resolved = texts.map((text, index) =>
    resolveSecret(text, `cognito.clientSecret${isRotation ? `[${index}]` : ''}`, variable),
  )
  return {
    desired: {
      fileName,
      brand,
      assets,
      slug: file.slug,
      name: file.name,
      hosts: file.hosts,
      config: configOf(file),
      secrets: resolved.flatMap((item) => ('secret' in item ? [item.secret] : [])),
    },
    faults: resolved.flatMap((item) => ('fault' in item ? [item.fault] : [])),
  }
}

/** A hash of a tenant's whole state, including its secrets' fingerprints. */
export function desiredRevision(ring: KeyRing, tenantId: string, desired: DesiredTenant): string {
  const { name, hosts, config, brand, secrets } = desired
  const fingerprints = secrets.map((secret) => secretFingerprint(ring, tenantId, secret))
  return revisionOf({ name, hosts: [...hosts].sort(), config, brand: storedShape(brand), fingerprints })
}
