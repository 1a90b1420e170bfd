'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { Found } from '@/lib/console/found'
import { SEARCH_PAGE } from '@/lib/console/pages'

const Answer = z.object({
  entry: z.object({ href: z.string(), label: z.string() }).nullable(),
  unknownCode: z.string().nullable(),
  tenants: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      role: z.enum(['viewer', 'editor', 'owner', 'operator']),
    }),
  ),
}) satisfies z.ZodType<Found>

/** Long enough not to ask for every letter of somebody who types on. */
const TYPING_MS = 120

const nothing: Found = { entry: null, unknownCode: null, tenants: [] }
export type Search = { found: Found; state: 'asking' | 'there' | 'signed-out' | 'not-reached' }

/** Asks the server for what is typed while `isOn`; the last answer stays until the next is there. */
export function useFound(text: string, isOn: boolean): Search {
  const [search, setSearch] = useState<Search>({ found: nothing, state: 'asking' })
  useEffect(() => {
    if (!isOn) return
    const ending = new AbortController()
    const ask = async () => {
      setSearch(({ found }) => ({ found, state: 'asking' }))
      try {
        const answer = await fetch(`${SEARCH_PAGE}/find`, {
          method: 'POST',
          body: new URLSearchParams({ text }),
          signal: ending.signal,
        })
        if (answer.status === 401) return setSearch({ found: nothing, state: 'signed-out' })
        setSearch({ found: Answer.parse(await answer.json()), state: 'there' })
      } catch {
        if (!ending.signal.aborted) setSearch({ found: nothing, state: 'not-reached' })
      }
    }
    const timer = setTimeout(ask, text === '' ? 0 : TYPING_MS)
    return () => {
      clearTimeout(timer)
      ending.abort()
    }
  }, [text, isOn])
  return search
}
