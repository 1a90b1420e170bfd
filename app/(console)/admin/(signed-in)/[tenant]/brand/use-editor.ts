'use client'

import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { type Difference, differences, merged, valueAt, withValue } from '@/lib/brand/difference'
import { wordFaults } from '@/lib/brand/own-words'
import { type BrandOverrides, BrandSchema } from '@/lib/brand/schema'
import { type Faults, faultsOf } from '@/lib/console/auth/action-result'
import type { Author } from '@/lib/console/author'
import { readInWords, wordFaultsInWords } from '@/lib/console/words/refusals'
import { saveBrand } from './actions'
import { type History, historyOf, historyReducer } from './history'

const AUTOSAVE_MS = 600
const RETRY_MS = 5_000

export type Saved = { brand: BrandOverrides; version: number; at: string | null }
export type Conflict = { theirs: BrandOverrides; version: number; changes: Difference[]; author: Author }
export type SaveStatus =
  | { kind: 'saved' | 'waiting' | 'saving' | 'offline' | 'signed-out' | 'conflict' }
  | { kind: 'invalid'; faults: Faults }

/** What somebody else changed that isn't what one has changed it to oneself. */
const foreign = (changes: readonly Difference[], mine: BrandOverrides) =>
  changes.filter(({ path, after }) => differences(valueAt(mine, path), after).length > 0)

export type Editor = ReturnType<typeof useEditor>

/**
 * The brand that is being edited: every change shows at once and is saved automatically a moment later; a conflict, a
 * lost connection or an expired session loses nothing that was typed. Every save says which editor sends it and the how
 * many-th it is, so that the server knows one's own save again whose answer was lost.
 *
 * @param id this open editor's own, made anew for each page
 */
export function useEditor(tenant: string, id: string, start: Saved, canEdit: boolean) {
  const [history, dispatch] = useReducer(historyReducer, start.brand, historyOf<BrandOverrides>)
  const [saved, setSaved] = useState(start)
  const [status, setStatus] = useState<SaveStatus>({ kind: 'saved' })
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const isSaving = useRef(false)
  const sent = useRef(0)
  const { present: brand } = history as History<BrandOverrides>

  const set = useCallback(
    (path: string, value: unknown) =>
      dispatch({ kind: 'change', key: path, at: Date.now(), change: (last) => withValue(last, path, value) }),
    [],
  )
  const replace = useCallback(
    (next: BrandOverrides) => dispatch({ kind: 'change', key: null, at: Date.now(), change: () => next }),
    [],
  )

  const save = useCallback(async () => {
    if (isSaving.current || conflict !== null) return
    const read = readInWords(BrandSchema, brand)
    if (!read.ok) return setStatus({ kind: 'invalid', faults: faultsOf(read.refusals) })
    const { value: wanted } = read
    if (differences(saved.brand, wanted).length === 0) return setStatus({ kind: 'saved' })
    const faults = wordFaults(wanted, saved.brand)
    if (faults.length > 0) return setStatus({ kind: 'invalid', faults: wordFaultsInWords(faults) })
    isSaving.current = true
    setStatus({ kind: 'saving' })
    sent.current += 1
    try {
      const answer = await saveBrand({
        tenant,
        brand: wanted,
        version: saved.version,
        known: saved.brand,
        save: { editor: id, number: sent.current },
      })
      if (!answer.ok) {
        return setStatus(
          answer.reason === 'invalid' ? { kind: 'invalid', faults: answer.faults } : { kind: 'signed-out' },
        )
      }
      const { value } = answer
      if (value.kind === 'conflict') {
        const changes = foreign(value.changes, wanted)
        // Where both say the same, there is nothing to decide.
        if (changes.length > 0) {
          setStatus({ kind: 'conflict' })
          return setConflict({ ...value, changes })
        }
        setSaved({ brand: value.theirs, version: value.version, at: value.author.at })
      } else setSaved({ brand: wanted, version: value.version, at: value.at })
      setStatus({ kind: 'saved' })
    } catch {
      setStatus({ kind: 'offline' })
    } finally {
      isSaving.current = false
    }
  }, [brand, saved, conflict, tenant, id])

  // Compared as it would be saved: a trailing space in a text that is being typed is no change yet.
  const isDirty = useMemo(() => {
    const parsed = BrandSchema.safeParse(brand)
    return differences(saved.brand, parsed.success ? parsed.data : brand).length > 0
  }, [brand, saved])
  useEffect(() => {
    if (!canEdit || conflict !== null) return
    // Taken back before it was saved, or while it could not be: there is nothing left to do.
    if (!isDirty)
      return setStatus((last) =>
        last.kind === 'waiting' || last.kind === 'invalid' ? { kind: 'saved' } : last,
      )
    setStatus((last) => (last.kind === 'saving' ? last : { kind: 'waiting' }))
    const timer = setTimeout(() => void save(), AUTOSAVE_MS)
    return () => clearTimeout(timer)
  }, [canEdit, isDirty, save, conflict])

  useEffect(() => {
    if (status.kind !== 'offline') return
    const timer = setTimeout(() => void save(), RETRY_MS)
    return () => clearTimeout(timer)
  }, [status, save])

  useEffect(() => {
    if (!isDirty) return
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', onLeave)
    return () => removeEventListener('beforeunload', onLeave)
  }, [isDirty])

  /** Resolves a conflict: takes what the other person saved, or applies one's own changes to it. */
  const resolve = useCallback(
    (choice: 'mine-on-top' | 'theirs') => {
      if (conflict === null) return
      const { theirs, version } = conflict
      const mine = differences(saved.brand, brand)
      setSaved({ brand: theirs, version, at: new Date().toISOString() })
      replace(choice === 'theirs' ? theirs : merged(theirs, mine))
      setConflict(null)
      setStatus({ kind: 'waiting' })
    },
    [conflict, saved, brand, replace],
  )

  return {
    brand,
    set,
    replace,
    undo: useCallback(() => dispatch({ kind: 'undo' }), []),
    redo: useCallback(() => dispatch({ kind: 'redo' }), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    saved,
    status,
    isDirty,
    saveNow: save,
    conflict,
    resolve,
    canEdit,
  }
}
