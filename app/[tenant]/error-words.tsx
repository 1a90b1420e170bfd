'use client'

import { createContext, type ReactNode, useContext } from 'react'

export type ErrorWords = { pageTitle: string; title: string; again: string; supportCode: string }

const Words = createContext<ErrorWords | null>(null)

/** Those of the page that this browser shows; never set on the server, where pages of many tenants are drawn. */
let lastWords: ErrorWords | null = null

/** The words for when not even the page's frame is left; null where no tenant's page was drawn in this browser. */
export const lastErrorWords = (): ErrorWords | null => lastWords

/** Hands the words of the error page to the browser with every page: after an error it may not get them any more. */
export function ErrorWordsProvider({ words, children }: { words: ErrorWords; children: ReactNode }) {
  if (typeof document !== 'undefined') lastWords = words
  return <Words value={words}>{children}</Words>
}

/** @throws Error outside of a tenant's frame, where the last resort takes over */
export function useErrorWords(): ErrorWords {
  const words = useContext(Words)
  if (words === null) throw new Error('There is no frame around this page')
  return words
}
