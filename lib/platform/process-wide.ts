/**
 * One value for the whole process, however many bundles hold a copy of the module that asks: Next builds pages, routes
 * and instrumentation separately, and the thin server around them, so a module's own variable exists several times.
 */
export function processWide<T>(name: string, create: () => T): T {
  const key = Symbol.for(`rekey.${name}`)
  const known: T | undefined = Reflect.get(globalThis, key)
  if (known !== undefined) return known
  const made = create()
  Reflect.set(globalThis, key, made)
  return made
}
