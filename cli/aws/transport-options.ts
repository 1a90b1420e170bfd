import { existsSync, readFileSync } from 'node:fs'
import { CommandFailed, exitCodes } from '../exit-codes'
import type { Profile } from './config-files'
import { assertQuery } from './query'
import type { Target } from './send'

const DEFAULT_SECONDS = 60
const NEVER_SECONDS = 86_400
/** What Python's int() takes. */
const INTEGER = /^\s*[-+]?\d+(_\d+)*\s*$/
/** botocore's rule for the name of a region. */
const REGION = /^(?![0-9]+$)(?!-)[a-zA-Z0-9-]{0,63}(?<!-)$/
const SERVICE = 'cognito_identity_provider'

const refused = (text: string) => new CommandFailed(`\n${text}\n`, exitCodes.connection)
/** The program's own options as they were given; null for one that takes no value. */
export type Globals = ReadonlyMap<string, string | null>

const optionOf = (globals: Globals, name: string) => globals.get(name) ?? undefined

function integer(text: string): number {
  if (!INTEGER.test(text)) throw refused(`invalid literal for int() with base 10: '${text}'`)
  return Number(text.replaceAll('_', ''))
}

/** Refuses what the AWS CLI refuses before it looks at the command: query, endpoint, time-outs. */
export function resolveGlobals(globals: Globals): void {
  const query = optionOf(globals, 'query')
  if (query !== undefined) assertQuery(query)
  const endpoint = optionOf(globals, 'endpoint-url')
  if (endpoint !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(endpoint)) {
    const error = `Bad value for --endpoint-url "${endpoint}": scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/`
    throw new CommandFailed(`\n${error}\n`, exitCodes.usage)
  }
  for (const name of ['cli-read-timeout', 'cli-connect-timeout']) integer(optionOf(globals, name) ?? '0')
}

/** A time-out in whole seconds; 0 waits as long as it takes. */
export function secondsOf(globals: Globals, kind: 'read' | 'connect'): number {
  const seconds = integer(optionOf(globals, `cli-${kind}-timeout`) ?? String(DEFAULT_SECONDS))
  if (seconds >= 0) return seconds || NEVER_SECONDS
  throw refused(
    `Attempted to set ${kind} timeout to ${seconds}, but the timeout cannot be set to a value less than or equal to 0.`,
  )
}

const NO_REGION =
  '\nYou must specify a region. You can also configure your region by running "aws configure".\n'

/**
 * The region as the AWS CLI finds it; the machine's metadata isn't asked. Where none is told, an endpoint that is given
 * answers whatever the region is.
 */
export function regionOf(
  globals: Globals,
  profile: Profile,
  tenantRegion: string | undefined,
  endpoint: string | undefined,
): string {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env
  // Set and empty is the same as not set.
  const region =
    optionOf(globals, 'region') || tenantRegion || AWS_REGION || AWS_DEFAULT_REGION || profile.get('region')
  if (!region && endpoint === undefined) throw new CommandFailed(NO_REGION, exitCodes.configuration)
  if (!region) return 'us-east-1'
  if (!REGION.test(region))
    throw refused(`Provided region_name '${region}' doesn't match a supported format.`)
  return region
}

/**
 * The endpoint as the current AWS CLI 2 finds it: option, environment (the service's own variable first), profile.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpointOf(globals: Globals, profile: Profile, tenantEndpoint: string | undefined) {
  const {
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER,
    AWS_ENDPOINT_URL,
  } = process.env
  const isIgnored = AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? profile.get('ignore_configured_endpoint_urls')
  const configured =
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ||
    AWS_ENDPOINT_URL ||
    profile.service(SERVICE).get('endpoint_url') ||
    profile.get('endpoint_url')
  const isUsed = isIgnored?.toLowerCase() !== 'true'
  const endpoint =
    optionOf(globals, 'endpoint-url') ?? tenantEndpoint ?? (isUsed ? configured || undefined : undefined)
  if (endpoint === undefined) return undefined
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw refused(`Invalid endpoint: ${endpoint}`)
  }
  return endpoint
}

/** How answers are written where no option says it. */
export const outputOf = (globals: Globals, profile: Profile): string =>
  optionOf(globals, 'output') ?? process.env.AWS_DEFAULT_OUTPUT ?? profile.get('output') ?? 'json'

/** Whom to believe about a server: the system's authorities, those of a file, or anybody. */
export function tlsOf(globals: Globals, profile: Profile, endpoint: string | undefined): Target['tls'] {
  if (globals.has('no-verify-ssl')) return { rejectUnauthorized: false }
  const path = optionOf(globals, 'ca-bundle') || process.env.AWS_CA_BUNDLE || profile.get('ca_bundle')
  if (!path || endpoint?.startsWith('http:')) return {}
  if (existsSync(path)) return { ca: readFileSync(path, 'utf8') }
  throw refused(
    `SSL validation failed for ${endpoint ?? 'the endpoint'} [Errno 2] No such file or directory: ${path}`,
  )
}
