import { processWide } from './process-wide'

/**
 * Vercel runs `proxy.ts` as a function of its own, and Next starts the instrumentation in it as well. That process reads
 * no tenant and no database, so nothing has to be prepared for it. Elsewhere one process does everything.
 */
const shared = () => processWide('proxy-process', () => ({ isProxy: false }))

/** Called when `proxy.ts` is loaded, which is before the instrumentation runs in its function. */
export function markProxyProcess(): void {
  shared().isProxy = true
}

export function isProxyProcess(): boolean {
  return shared().isProxy
}
