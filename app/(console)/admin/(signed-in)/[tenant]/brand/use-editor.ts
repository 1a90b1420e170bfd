'use client'

import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { type Difference, differences, merged, withValue } from '@/lib/brand/difference'
import { wordFaults } from '@/lib/brand/own-words'
import { type BrandOverrides, BrandSchema } from '@/lib/brand/schema'
import type { Faults } from '@/lib/console/auth/action-result'
import { saveBrand } from './actions'
import { type History, historyOf, historyReducer } from './history'

const AUTOSAVE_MS = 600
const RETRY_MS = 5_000

export type Saved = { brand: BrandOverrides; version: number; at: string | null }
export type Conflict = { theirs: BrandOverrides; version: number; changes: Difference[] }
export type SaveStatus =
  | { kind: 'saved' | 'waiting' | 'saving' | 'offline' | 'signed-out' }
  | { kind: 'invalid'; faults: Faults }

export type Editor = ReturnType<typeof useEditor>

/**
 * The brand that is being edited: every change shows at once and is saved automatically a moment later; a conflict, a
 * lost connection or an expired session loses nothing that was typed.
 */
export function useEditor(tenant: string, start: Saved, canEdit: boolean) {
  const [history, dispatch] = useReducer(historyReducer, start.brand, historyOf<BrandOverrides>)
  const [saved, setSaved] = useState(start)
  const [status, setStatus] = useState<SaveStatus>({ kind: 'saved' })
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const isSaving = useRef(false)
  /** Saves that were sent but not answered: they may have succeeded, and then are not somebody else's changes. */
  const unanswered = useRef<BrandOverrides[]>([])
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
    const parsed = BrandSchema.safeParse(brand)
    if (!parsed.success) {
      const faults = parsed.error.issues.map(({ path, message }) => ({ path: path.join('/'), message }))
      return setStatus({ kind: 'invalid', faults })
    }
    if (differences(saved.brand, parsed.data).length === 0) return setStatus({ kind: 'saved' })
    const faults = wordFaults(parsed.data, saved.brand)
    if (faults.length > 0) return setStatus({ kind: 'invalid', faults })
    isSaving.current = true
    setStatus({ kind: 'saving' })
    const before = unanswered.current
    unanswered.current = [...before, parsed.data]
    try {
      const answer = await saveBrand({
        tenant,
        brand: parsed.data,
        version: saved.version,
        known: saved.brand,
      })
      if (!answer.ok) {
        unanswered.current = before
        setStatus(
          answer.reason === 'invalid' ? { kind: 'invalid', faults: answer.faults } : { kind: 'signed-out' },
        )
        return
      }
      const { value } = answer
      if (value.kind === 'conflict') {
        const isOwn = before.some((sent) => differences(value.theirs, sent).length === 0)
        unanswered.current = []
        if (!isOwn) return setConflict(value)
        setSaved({ brand: value.theirs, version: value.version, at: new Date().toISOString() })
      } else {
        unanswered.current = []
        setSaved({ brand: parsed.data, version: value.version, at: value.at })
      }
      setStatus({ kind: 'saved' })
    } catch {
      setStatus({ kind: 'offline' })
    } finally {
      isSaving.current = false
    }
  }, [brand, saved, conflict, tenant])

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
