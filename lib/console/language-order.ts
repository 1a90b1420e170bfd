/** A list with one of its items moved up (−1) or down (1) by a place; at the end of the list it stays. Pure. */
export function moved<Item>(list: readonly Item[], item: Item, by: -1 | 1): readonly Item[] {
  const from = list.indexOf(item)
  const to = from + by
  if (from < 0 || to < 0 || to >= list.length) return list
  const without = list.filter((_, index) => index !== from)
  return [...without.slice(0, to), item, ...without.slice(to)]
}
