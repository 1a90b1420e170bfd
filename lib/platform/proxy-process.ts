/**
 * Vercel runs `proxy.ts` as a function of its own, and Next starts the instrumentation in it as well. That process reads
 * no tenant and no database, so nothing has to be prepared for it. Elsewhere one process does everything.
 */
const key = Symbol.for('rekey.proxy-process')

/** Called when `proxy.ts` is loaded, which is before the instrumentation runs in its function. */
export function markProxyProcess(): void {
  Reflect.set(globalThis, key, true)
}

export function isProxyProcess(): boolean {
  return Reflect.get(globalThis, key) === true
}
