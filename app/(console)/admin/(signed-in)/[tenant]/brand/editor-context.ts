'use client'

import { createContext, use } from 'react'
import type { PairCheck, Palette } from '@/lib/brand/palette'
import type { PreviewState } from '@/lib/brand/preview'
import type { Brand, BrandOverrides } from '@/lib/brand/schema'
import type { Messages } from '@/lib/i18n/catalogues'
import type { Locale } from '@/lib/i18n/languages'

/** What every section of the editor reads and changes. */
export type EditorView = {
  slug: string
  /** The tenant's own overrides. */
  brand: BrandOverrides
  /** The same with every default filled in. */
  resolved: Brand
  palette: Palette
  /** Every pair of tones that the pages use, computed once per change and read by every row. */
  pairs: readonly PairCheck[]
  /** Sets a value by its path, or resets it to the default where the value is undefined. */
  set: (path: string, value: unknown) => void
  canEdit: boolean
  side: 'light' | 'dark'
  setSide: (side: 'light' | 'dark') => void
  locale: Locale
  /** The portal's own words in that language. */
  messages: Messages
  locales: readonly { locale: Locale; name: string }[]
  state: PreviewState
  faultAt: (path: string) => string | undefined
}

const EditorContext = createContext<EditorView | null>(null)

export const EditorProvider = EditorContext

/** Throws outside of the editor. */
export function useEditorView(): EditorView {
  const view = use(EditorContext)
  if (view === null) throw new Error('This component belongs into the brand editor')
  return view
}
