import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isForMachines } from '../lib/http/page-address'
import { tenantAddress } from '../lib/http/tenant-address'

/** Where an address leads, for the log and for traces: the pattern of a route, never a path or a query. */
export type PatternOf = (host: string, url: string) => string

const ManifestSchema = z.object({
  staticRoutes: z.array(z.object({ page: z.string() })),
  dynamicRoutes: z.array(z.object({ page: z.string(), regex: z.string() })),
})

const FILES = /^\/(_next\/static|fonts)\/|^\/favicon\.ico$/
/** What no route of the portal answers. */
const NONE = 'none'

/** @param manifest the build's own list of its routes, in the order in which they are tried */
export function routePatterns(manifest: unknown, baseUrl: string): PatternOf {
  const { staticRoutes, dynamicRoutes } = ManifestSchema.parse(manifest)
  const fixed = new Set(staticRoutes.map(({ page }) => page).filter((page) => !page.startsWith('/_')))
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, regex: new RegExp(regex) }))
  return (host, url) => {
    const path = url.split('?', 1)[0] ?? ''
    if (FILES.test(path)) return 'file'
    const address = isForMachines(path)
      ? { form: 'portal' as const, pathname: path }
      : tenantAddress(host, path, baseUrl)
    if (address.form === 'none') return NONE
    const inner = address.form === 'portal' ? path : `/-${address.pathname === '/' ? '' : address.pathname}`
    if (fixed.has(inner)) return inner
    return patterns.find(({ regex }) => regex.test(inner))?.page ?? NONE
  }
}

/** The patterns of the build in this folder. */
export const builtRoutes = (directory: string, baseUrl: string): PatternOf =>
  routePatterns(JSON.parse(readFileSync(join(directory, '.next/routes-manifest.json'), 'utf8')), baseUrl)
