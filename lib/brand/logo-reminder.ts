import type { BrandOverrides } from './schema'

/**
 * What to remind of after the logo changed and the one for dark pages didn't: the old one is still shown there, or the new
 * one, which was drawn for light. Null where dark pages are seen by nobody, and where nothing was forgotten. Pure.
 */
export function logoReminder(
  live: BrandOverrides,
  draft: BrandOverrides,
): 'old-on-dark' | 'same-on-dark' | null {
  const [before, after] = [live.identity?.logo, draft.identity?.logo]
  const isChanged = after?.light !== undefined && after.light.hash !== before?.light?.hash
  if (!isChanged || draft.colour?.mode === 'light') return null
  if (after.dark === undefined) return 'same-on-dark'
  return after.dark.hash === before?.dark?.hash ? 'old-on-dark' : null
}
