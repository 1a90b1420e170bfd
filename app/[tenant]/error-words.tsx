'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { type ErrorWords, keepErrorWords } from './kept-error-words'

const Words = createContext<ErrorWords | null>(null)

/** Hands the words of the error page to the browser with every page: after an error it may not get them any more. */
export function ErrorWordsProvider({ words, children }: { words: ErrorWords; children: ReactNode }) {
  keepErrorWords(words)
  return <Words value={words}>{children}</Words>
}

/** @throws Error outside of a tenant's frame, where the last resort takes over */
export function useErrorWords(): ErrorWords {
  const words = useContext(Words)
  if (words === null) throw new Error('There is no frame around this page')
  return words
}
