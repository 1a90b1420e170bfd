/** Cookies of the end-user pages: HttpOnly, host-only, scoped to the tenant's own paths, sealed where they carry facts. */

/** Where a tenant's pages are, which is the scope of its cookies. */
export type CookieScope = {
  /** `` on a tenant's own host, `/acme` on the portal's. */
  basePath: string
  isSecure: boolean
}

/** `__Host-` would demand the path `/`, and tenants on one host must not see each other's cookies. */
export const cookieName = (name: string, isSecure: boolean): string => (isSecure ? `__Secure-${name}` : name)

/** @param page a page below the tenant's base, such as `/reset`; empty for all of the tenant's pages */
export function cookieAttributes(scope: CookieScope, page: string, maxAgeSeconds: number) {
  return {
    path: `${scope.basePath}${page}` || '/',
    httpOnly: true,
    secure: scope.isSecure,
    sameSite: 'lax' as const,
    maxAge: maxAgeSeconds,
  }
}
