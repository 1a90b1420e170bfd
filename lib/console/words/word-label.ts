import { pathLabel } from '../../brand/path-label'
import { ERROR_LABELS } from './error-labels'
import type { Label } from './label'
import { MAIL_LABELS } from './mail-labels'
import { PAGE_LABELS } from './page-labels'

/** The pages and mails that texts are grouped by, in the order of a person's journey. */
export const WORD_GROUPS = {
  forgot: 'Forgot page',
  sent: 'Sent page',
  reset: 'New password page',
  done: 'Done page',
  unknown: 'Unknown page',
  errors: 'Errors',
  linkProblem: 'Link problem page',
  unavailable: 'Not available page',
  notFound: 'Not found page',
  common: 'Every page',
  'mail.reset': 'Mail: reset code',
  'mail.changed': 'Mail: password changed',
  'mail.cannotReset': 'Mail: can’t be reset',
  'mail.footer': 'Every mail',
  sms: 'SMS',
} as const
export type WordGroup = keyof typeof WORD_GROUPS

export const wordGroups = Object.keys(WORD_GROUPS) as WordGroup[]

const LABELS: unknown = { ...PAGE_LABELS, errors: ERROR_LABELS, mail: MAIL_LABELS }

const isBranch = (node: unknown): node is Readonly<Record<string, unknown>> =>
  typeof node === 'object' && node !== null && !Array.isArray(node)

function findLabel(key: string): Label | null {
  const found = key
    .split('.')
    .reduce<unknown>(
      (node, step) => (isBranch(node) && Object.hasOwn(node, step) ? node[step] : null),
      LABELS,
    )
  return Array.isArray(found) ? (found as unknown as Label) : null
}

/** The page or mail that a text belongs to; null for a key that is no text of this portal. */
export function groupOf(key: string): WordGroup | null {
  if (findLabel(key) === null) return null
  if (key === 'mail.reset.sms') return 'sms'
  const steps = key.split('.')
  const name = steps.slice(0, steps[0] === 'mail' ? 2 : 1).join('.')
  return wordGroups.find((group) => group === name) ?? null
}

/** What people call a text, and where it stands; one that this release doesn't know is called by its key. */
export function labelOf(key: string): { readonly name: string; readonly where: string } {
  const [name, where] = findLabel(key) ?? [key, 'No longer shown']
  return { name, where }
}

/** A text in one line, as `Forgot page: heading`. */
export function wordTitle(key: string): string {
  const group = groupOf(key)
  const { name } = labelOf(key)
  if (group === null || group === 'sms') return name
  return `${WORD_GROUPS[group]}: ${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

/** What people call a changed value of a brand, from its path: texts by their label, all others as `pathLabel` does. */
export function changeTitle(path: string): string {
  const [, locale, key] = /^words\/([^/]+)\/(.+)$/.exec(path) ?? []
  const [, mailLocale, name] = /^mail\/texts\/reset\/([^/]+)\/(.+)$/.exec(path) ?? []
  if (key !== undefined) return `Words, ${locale}: ${wordTitle(key)}`
  return name === undefined ? pathLabel(path) : `Words, ${mailLocale}: ${wordTitle(`mail.reset.${name}`)}`
}

/** How many texts a tenant can change, in any language. */
export const WORD_COUNT = count(LABELS)

function count(node: unknown): number {
  if (Array.isArray(node)) return 1
  return isBranch(node) ? Object.values(node).reduce<number>((sum, each) => sum + count(each), 0) : 0
}
