/** The texts of a file of `messages/`: by key, in branches. */
export type Texts = { readonly [key: string]: Texts | string }

/**
 * The texts of a region: its parent's, except where the region has its own.
 *
 * @param own only what differs
 * @param where the file, for faults
 * @throws naming a key that the parent lacks, or whose text is the parent's
 */
export function overParent(parent: Texts, own: Texts, where: string): Texts {
  const differing = new Map(Object.entries(own))
  const merged = Object.entries(parent).map(([key, text]): [string, Texts | string] => {
    const mine = differing.get(key)
    differing.delete(key)
    if (mine === undefined) return [key, text]
    if (typeof mine === 'string' && typeof text === 'string') {
      if (mine === text) throw new Error(`${where}: ${key} says what its parent says; leave it out`)
      return [key, mine]
    }
    if (typeof mine === 'string' || typeof text === 'string')
      throw new Error(`${where}: ${key} is a text here and a branch there`)
    return [key, overParent(text, mine, `${where}: ${key}`)]
  })
  const [strange] = differing.keys()
  if (strange !== undefined) throw new Error(`${where}: its parent has no ${strange}`)
  return Object.fromEntries(merged)
}

/** Each text of a file made anew. */
export function mapTexts(texts: Texts, change: (text: string) => string): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? change(text) : mapTexts(text, change),
    ]),
  )
}

/** The texts of a file by dotted key, which starts with `prefix`. */
export const flatTexts = (texts: Texts, prefix: string): (readonly [key: string, text: string])[] =>
  Object.entries(texts).flatMap(([step, text]) => {
    const key = `${prefix}.${step}`
    return typeof text === 'string' ? [[key, text] as const] : flatTexts(text, key)
  })
