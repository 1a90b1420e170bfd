'use client'

import { createContext, use } from 'react'
import type { PairCheck, Palette } from '@/lib/brand/palette'
import type { Brand, BrandOverrides } from '@/lib/brand/schema'
import type { Locale } from '@/lib/i18n/languages'

/** A language of the tenant, with its own name. */
export type OfferedLanguage = { locale: Locale; name: string; direction: 'ltr' | 'rtl' }

/** What every section of the editor reads and changes. */
export type EditorView = {
  slug: string
  /** The tenant's own overrides. */
  brand: BrandOverrides
  /** What people see now. */
  live: BrandOverrides
  /** The tenant's own overrides with every default filled in. */
  resolved: Brand
  palette: Palette
  /** Every pair of tones that the pages use, computed once per change and read by every row. */
  pairs: readonly PairCheck[]
  /** Sets a value by its path, or resets it to the default where the value is undefined. */
  set: (path: string, value: unknown) => void
  /** Puts a whole brand into the draft, as one step that can be undone. */
  replace: (brand: BrandOverrides) => void
  canEdit: boolean
  side: 'light' | 'dark'
  setSide: (side: 'light' | 'dark') => void
  locale: Locale
  locales: readonly OfferedLanguage[]
  faultAt: (path: string) => string | undefined
  /** Leads to the control of a value. */
  reach: (path: string) => void
}

const EditorContext = createContext<EditorView | null>(null)

export const EditorProvider = EditorContext

/** Throws outside of the editor. */
export function useEditorView(): EditorView {
  const view = use(EditorContext)
  if (view === null) throw new Error('This component belongs into the brand editor')
  return view
}
