'use client'

import { useEffect, useRef, useState } from 'react'
import type { ActionResult, Faults } from '@/lib/console/auth/action-result'
import type { SettingsToEdit } from '@/lib/console/edited-settings'
import type { SettingsAuthor } from '@/lib/console/settings-author'
import {
  changesInWords,
  type Edited,
  isConnectionChanged,
  isConnectionField,
  isStoredAlike,
  mineOnTop,
} from '@/lib/console/settings-changes'
import { configOf, type SettingsForm } from '@/lib/console/settings-form'
import { hasFaults, type Tested } from '../../tenants/new/connection-test'
import { checkConnection, saveTenant } from './actions'

/** How the last try to save or to test ended, as far as the bar says it. */
export type Answer =
  | { kind: 'idle' | 'saved' | 'lost' | 'not-tested' | 'gone' | 'sign-in-again' | 'signed-out' }
  | { kind: 'conflict'; theirs: SettingsToEdit; author: SettingsAuthor | null }

const idle: Answer = { kind: 'idle' }
const notYet: Tested = { kind: 'not-yet' }

type Refused = Exclude<ActionResult<unknown>, { ok: true }>

/** The settings of a tenant while somebody edits them: nothing that was typed is lost, whatever becomes of saving it. */
export function useSettings(slug: string, first: SettingsToEdit) {
  const [start, setStart] = useState(first)
  const [edited, setEdited] = useState<Edited>(first)
  const [faults, setFaults] = useState<Faults>([])
  const [answer, setAnswer] = useState<Answer>(idle)
  const [tested, setTested] = useState<Tested>(notYet)
  const [busy, setBusy] = useState<'saving' | 'testing' | null>(null)
  // A second press comes before the button is drawn as busy.
  const isUnderWay = useRef(false)
  /** What was sent when no answer came: each of it may be stored. */
  const lost = useRef<readonly Edited[]>([])
  const changes = changesInWords(start, edited)
  const isChanged = changes.length > 0

  useEffect(() => {
    if (!isChanged) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isChanged])

  const put = <Key extends keyof SettingsForm>(key: Key, value: SettingsForm[Key]) => {
    setEdited((last) => ({ ...last, form: { ...last.form, [key]: value } }))
    setAnswer((last) => (last.kind === 'conflict' ? last : idle))
    if (isConnectionField(key)) setTested(notYet)
  }

  function begin({ form, kept }: Edited) {
    setEdited({ form, kept })
    setFaults([])
    setTested(notYet)
    setAnswer(idle)
  }

  function refuse(result: Refused) {
    if (result.reason === 'invalid') return setFaults(result.faults)
    setAnswer({ kind: result.reason === 'not-there' ? 'gone' : result.reason })
  }

  /** The form as it is stored; null, and the faults are shown, where it can't be. */
  function read() {
    setAnswer(idle)
    const config = configOf(edited.form, edited.kept)
    setFaults('faults' in config ? config.faults : [])
    return 'faults' in config ? null : config
  }

  async function oneAtATime(what: 'saving' | 'testing', work: () => Promise<void>) {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setBusy(what)
    try {
      await work()
    } finally {
      isUnderWay.current = false
      setBusy(null)
    }
  }

  /** What the doctor says of the connection as it is typed; null where nothing came back. */
  async function askDoctor(): Promise<Tested | null> {
    const config = read()
    if (config === null) return null
    const { clientSecret } = edited.form
    try {
      const result = await checkConnection({ tenant: slug, clientSecret, ...config })
      if (result.ok) {
        setTested(result.value)
        return result.value
      }
      refuse(result)
    } catch {
      setAnswer({ kind: 'not-tested' })
    }
    return null
  }

  /** Whether a changed connection may be saved: it works, or this person has seen that it doesn't. */
  async function isConnectionSeen(): Promise<boolean> {
    if (!isConnectionChanged(start.form, edited.form) || tested.kind !== 'not-yet') return true
    setBusy('testing')
    const found = await askDoctor()
    setBusy('saving')
    return found !== null && found.kind === 'tried' && !hasFaults(found)
  }

  function wasSaved({ form, kept }: Edited, version: string) {
    lost.current = []
    setStart({ form: { ...form, clientSecret: '' }, kept, version })
    // What was typed meanwhile is still to be saved.
    setEdited((last) =>
      last.form.clientSecret === form.clientSecret
        ? { ...last, form: { ...last.form, clientSecret: '' } }
        : last,
    )
    setAnswer({ kind: 'saved' })
  }

  async function trySave(from: SettingsToEdit = start): Promise<void> {
    const config = read()
    if (config === null || !(await isConnectionSeen())) return
    const { name, clientSecret } = edited.form
    try {
      const { version } = from
      const result = await saveTenant({ tenant: slug, name, clientSecret, version, ...config })
      if (!result.ok) return refuse(result)
      if (result.value.kind === 'saved') return wasSaved(edited, result.value.version)
      const { theirs } = result.value
      const isMine = lost.current.some((each) => isStoredAlike(each, theirs))
      if (!isMine) return setAnswer(result.value)
      // What is stored is one's own earlier try, whose answer was lost.
      lost.current = []
      setStart(theirs)
      await trySave(theirs)
    } catch {
      lost.current = [...lost.current, edited]
      setAnswer({ kind: 'lost' })
    }
  }

  return {
    ...edited,
    start,
    changes,
    faults,
    answer,
    tested,
    busy,
    put,
    edit: setEdited,
    discard: () => begin(start),
    test: () => oneAtATime('testing', async () => void (await askDoctor())),
    save: () => oneAtATime('saving', () => trySave()),
    /** After a conflict: goes on from what the other person saved, with or without one's own changes. */
    goOnFrom(theirs: SettingsToEdit, keepsMine: boolean) {
      begin(keepsMine ? mineOnTop(start, edited, theirs) : theirs)
      setStart(theirs)
    },
  }
}

export type Settings = ReturnType<typeof useSettings>
