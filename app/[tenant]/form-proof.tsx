'use client'

import { createContext, type ReactNode, useContext } from 'react'

/** The name of the field, for `proxy.ts` to find. */
const Token = createContext<string | null>(null)

export function FormProofProvider({ token, children }: { token: string | null; children: ReactNode }) {
  return <Token value={token}>{children}</Token>
}

/**
 * In every form: the token with which old browsers prove where it comes from. Empty for browsers that say so
 * themselves.
 */
export function FormProof() {
  const token = useContext(Token)
  return token === null ? null : <input type="hidden" name="form_token" value={token} />
}
