import 'server-only'
import { isBuilding } from '@/lib/platform/env'
import { openOnce } from '@/lib/services'

/** Set by next.config.js. */
declare const BUILT_FOR_VERCEL: boolean

// On a server the instrumentation does this. On Vercel it would carry all services into the function of `proxy.ts` as
// well, which uses none; here they are loaded with the first page that does, which waits for them.
if (BUILT_FOR_VERCEL && !isBuilding()) {
  const { openFunction } = await import('@/lib/open-function')
  await openOnce(openFunction)
}

export { type Services, services } from '@/lib/services'
