import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { mailWords } from './generated/mail'
import { catalogues } from './generated/pages'
import type { Locale } from './languages'

type Branch = { readonly [key: string]: Branch | string }

const walk = (branch: Branch, path: string): [string, string][] =>
  Object.entries(branch).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : walk(value, `${path}${key}.`),
  )

/** The texts that stand on buttons, for which a phone has one line or two. */
export const BUTTONS: readonly string[] = [
  'common.startAgain',
  'forgot.submit',
  'forgot.busy',
  'sent.continue',
  'sent.continuing',
  'sent.resend',
  'sent.resending',
  'reset.submit',
  'reset.busy',
  'done.continue',
  'unknown.signIn',
  'unknown.ask',
  'linkProblem.ask',
  'linkProblem.enterCode',
  'linkProblem.foreign.go',
  'unavailable.again',
  'errors.code-rejected.action',
  'confirm.submit',
  'confirm.busy',
]

/** Every text of a language by dotted key, in the order of the files; those of the mails below `mail.`. */
export async function textsOf(locale: Locale): Promise<ReadonlyMap<string, string>> {
  const [pages, mails] = await Promise.all([catalogues[locale](), mailWords[locale]()])
  return new Map([...walk(pages.default, ''), ...walk(mails.default, 'mail.')])
}

/** What of a text is set in its own language: without places to fill in, tags and the machinery of plural forms. */
export const proseOf = (text: string): string =>
  text
    .replace(/\{count, plural,/g, ' ')
    .replace(/\b(?:zero|one|two|few|many|other) \{/g, ' ')
    .replace(/\{[#\w]+\}|<\/?\w+>|[{}]/g, ' ')

/** What a language's `meta.json` says, including what only tests and translators read. */
export function metaOf(locale: Locale): { readonly letters?: string } {
  const file = fileURLToPath(new URL(`../../messages/${locale}/meta.json`, import.meta.url))
  return JSON.parse(readFileSync(file, 'utf8'))
}
