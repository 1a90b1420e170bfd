import { type Catalogue, catalogues } from './generated/pages'
import type { Locale } from './languages'

/** What the pages of a tenant say in one language. */
export type Messages = Omit<Catalogue, 'signIn' | 'start'>

/** What people sign in with; the catalogue itself speaks of e-mail addresses. */
export type SignInWith = 'email' | 'phone' | 'username'

const loaded = new Map<`${Locale} ${SignInWith}`, Promise<Messages>>()

function inTheWordsOf({ signIn, start: _, ...messages }: Catalogue, signInWith: SignInWith): Messages {
  if (signInWith === 'email') return messages
  const { forgot, sent, reset, errors } = signIn[signInWith]
  return {
    ...messages,
    forgot: { ...messages.forgot, ...forgot },
    sent: { ...messages.sent, ...sent },
    reset: { ...messages.reset, ...reset },
    errors: { ...messages.errors, ...errors },
  }
}

async function load(locale: Locale, signInWith: SignInWith): Promise<Messages> {
  return inTheWordsOf((await catalogues[locale]()).default, signInWith)
}

/**
 * The messages of a language, worded for what people sign in with; always the same object. Each language is a file of
 * its own, read on first use.
 *
 * @throws what loading that file throws; the next call tries again
 */
export function loadMessages(locale: Locale, signInWith: SignInWith = 'email'): Promise<Messages> {
  const name = `${locale} ${signInWith}` as const
  const known = loaded.get(name)
  if (known !== undefined) return known
  const messages = load(locale, signInWith)
  loaded.set(name, messages)
  messages.catch(() => loaded.delete(name))
  return messages
}

/** What only the portal's own start page says. */
export async function loadStartWords(locale: Locale): Promise<Catalogue['start']> {
  return (await catalogues[locale]()).default.start
}
