'use client'

import { createContext, type ReactNode, useContext } from 'react'

type ErrorWords = { pageTitle: string; title: string; again: string; supportCode: string }

const Words = createContext<ErrorWords | null>(null)

/** Hands the words of the error page to the browser with every page: after an error it may not get them any more. */
export function ErrorWordsProvider({ words, children }: { words: ErrorWords; children: ReactNode }) {
  return <Words value={words}>{children}</Words>
}

/** @throws Error outside of a tenant's frame, where the last resort takes over */
export function useErrorWords(): ErrorWords {
  const words = useContext(Words)
  if (words === null) throw new Error('There is no frame around this page')
  return words
}
