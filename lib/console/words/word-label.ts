import { placeOf } from '../../brand/word-places'
import { say, texts } from './generated/texts'
import { pathLabel } from './path-label'

/** The pages and mails that texts are grouped by, in the order of a person's journey. */
export const wordGroups = [
  'forgot',
  'sent',
  'reset',
  'done',
  'unknown',
  'errors',
  'linkProblem',
  'confirm',
  'unavailable',
  'standby',
  'notFound',
  'common',
  'mail.reset',
  'mail.changed',
  'mail.cannotReset',
  'mail.signUp',
  'mail.invitation',
  'mail.verification',
  'mail.secondFactor',
  'mail.footer',
  'sms',
] as const
export type WordGroup = (typeof wordGroups)[number]

export const groupTitle = (group: WordGroup): string => say(`texts.groups.${group}`)

const nameOf = (key: string): string | null => say.find('texts.labels', `${key}.name`)

/** The page or mail that a text belongs to; null for a key that is no text of this portal. */
export function groupOf(key: string): WordGroup | null {
  if (nameOf(key) === null) return null
  if (key.startsWith('mail.') && key.endsWith('.sms')) return 'sms'
  const steps = key.split('.')
  const name = steps.slice(0, steps[0] === 'mail' ? 2 : 1).join('.')
  return wordGroups.find((group) => group === name) ?? null
}

/** What people call a text, and where it stands; one that this release doesn't know is called by its key. */
export function labelOf(key: string): { readonly name: string; readonly where: string } {
  return {
    name: nameOf(key) ?? key,
    where: say.find('texts.labels', `${key}.where`) ?? say('texts.noLongerShown'),
  }
}

/** A text in one line, as `Forgot page: heading`. */
export function wordTitle(key: string): string {
  const group = groupOf(key)
  const { name } = labelOf(key)
  if (group === null || group === 'sms') return name
  return say('texts.title', { group: groupTitle(group), name: name.charAt(0).toLowerCase() + name.slice(1) })
}

/** What people call a changed value of a brand, from its path: texts by their label, all others as `pathLabel` does. */
export function changeTitle(path: string): string {
  const [, locale, key] = /^words\/([^/]+)\/(.+)$/.exec(path) ?? []
  const [, mailLocale, name] = /^mail\/texts\/reset\/([^/]+)\/(.+)$/.exec(path) ?? []
  if (key !== undefined && locale !== undefined)
    return say('texts.change', { language: locale, text: wordTitle(key) })
  if (name === undefined || mailLocale === undefined) return pathLabel(path)
  return say('texts.change', { language: mailLocale, text: wordTitle(`mail.reset.${name}`) })
}

/** How many texts a tenant can change, in any language. */
export const WORD_COUNT = Object.keys(texts).filter((key) => /^texts\.labels\..*\.where$/.test(key)).length

/** What a text of this key is on its page or in its mail: `Button or link`. */
export const placeName = (key: string): string => say(`texts.room.${placeOf(key)}`)
