/** Headers of the AWS SDKs for browsers that a preflight may ask for. */
const ALLOWED_HEADERS = [
  'content-type',
  'x-amz-target',
  'x-amz-user-agent',
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amzn-trace-id',
  'authorization',
  'cache-control',
]
const EXPOSED_HEADERS = ['x-amzn-RequestId', 'x-amzn-ErrorType', 'x-amzn-ErrorMessage']
const PREFLIGHT_SECONDS = 600

/** Whose page a request comes from: the portal's own, one of the tenant's apps, or neither. */
export type OriginVerdict = 'none' | 'own' | 'allowed' | 'foreign'

export function judgeOrigin(
  origin: string | null,
  own: readonly string[],
  allowed: readonly string[],
): OriginVerdict {
  if (origin === null) return 'none'
  if (allowed.includes(origin)) return 'allowed'
  return own.includes(origin) ? 'own' : 'foreign'
}

/**
 * For every answer that a page of another origin may read: exactly that origin, never `*`, no credentials (Fetch §3.2).
 */
export function corsHeaders(origin: string | null, verdict: OriginVerdict): Record<string, string> {
  if (verdict !== 'allowed' || origin === null) return { Vary: 'Origin' }
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': EXPOSED_HEADERS.join(', '),
  }
}

/** For the answer to a preflight from an allowed origin. */
export const preflightHeaders: Record<string, string> = {
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': ALLOWED_HEADERS.join(', '),
  'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
}
