/** Whether the console is light or dark: its own choice, which no brand's side depends on. */

export const SIDES = ['system', 'light', 'dark'] as const
export type Side = (typeof SIDES)[number]

export const SIDE_COOKIE = 'rekey-console-side'
export const SIDE_COOKIE_SECONDS = 365 * 86_400

/** A choice as a cookie or a form has it; what can't be read means what the system says. */
export const readSide = (text: unknown): Side => SIDES.find((side) => side === text) ?? 'system'
