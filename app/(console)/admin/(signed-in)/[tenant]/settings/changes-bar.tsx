'use client'

import { changesInWords, faultInWords } from '@/lib/console/settings-changes'
import { Button } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { useTimeText } from '../../../_ui/when'
import { hasFaults } from '../../tenants/new/connection-test'
import { SignInAgain } from './sign-in-again'
import type { Answer, Settings } from './use-settings'
import { notSaved, SAVING } from './words'

const troubles: Partial<Record<Answer['kind'], string>> = {
  lost: SAVING.lost,
  'not-tested': SAVING.notTested,
  gone: SAVING.gone,
}

/** Who saved meanwhile, and what; the choice loses nothing without being asked for. */
function Conflict({
  settings,
  answer,
}: {
  settings: Settings
  answer: Extract<Answer, { kind: 'conflict' }>
}) {
  const time = useTimeText()
  const { theirs, author } = answer
  const what = changesInWords(settings.start, theirs).join(', ')
  return (
    <Notice tone="warn" role="alert">
      <p>
        {author === null
          ? 'Somebody else, or a tenant file, has changed these settings since you opened them'
          : `${author.who} saved these settings at ${time(author.at, 'clock')}, after you opened them`}
        {what !== '' && `: ${what}`}. Yours are not saved.
      </p>
      <p className="flex flex-wrap gap-2">
        <Button onClick={() => settings.goOnFrom(theirs, true)}>{SAVING.keepBoth}</Button>
        <Button onClick={() => settings.goOnFrom(theirs, false)}>{SAVING.takeTheirs}</Button>
      </p>
    </Notice>
  )
}

function Trouble({ settings }: { settings: Settings }) {
  const { answer, faults, tested, changes } = settings
  if (answer.kind === 'conflict') return <Conflict settings={settings} answer={answer} />
  if (answer.kind === 'sign-in-again' || answer.kind === 'signed-out')
    return <SignInAgain because={answer.kind} />
  if (faults.length > 0) {
    return (
      <Notice tone="bad" role="alert">
        {faults.map((fault) => (
          <p key={fault.path + fault.message}>{faultInWords(fault)}</p>
        ))}
      </Notice>
    )
  }
  const text = troubles[answer.kind]
  if (text !== undefined) {
    return (
      <Notice tone="bad" role="alert">
        {text}
      </Notice>
    )
  }
  if (changes.length === 0 || (tested.kind !== 'too-soon' && !hasFaults(tested))) return null
  return (
    <Notice tone="warn" role="alert">
      {tested.kind === 'too-soon' ? SAVING.tooSoon : SAVING.faulty}
    </Notice>
  )
}

/** Stays in view while something is changed: what it is, what became of saving it, and the way on or back. */
export function ChangesBar({ settings }: { settings: Settings }) {
  const { answer, busy, changes, tested } = settings
  const isShown = changes.length > 0 || answer.kind !== 'idle'
  const isDoubted = tested.kind === 'too-soon' || hasFaults(tested)
  const text = answer.kind === 'saved' && changes.length === 0 ? SAVING.saved : notSaved(changes)
  const working = { testing: SAVING.testing, saving: SAVING.saving }
  return (
    <section
      aria-label={isShown ? SAVING.bar : undefined}
      className={
        isShown
          ? 'sticky bottom-0 z-10 grid max-h-[70dvh] grid-cols-1 gap-3 overflow-auto rounded-t-xl border border-b-0 border-rule bg-raised p-4 shadow-[0_-8px_24px_-12px_rgb(0_0_0/0.25)]'
          : undefined
      }
    >
      <Trouble settings={settings} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="min-w-0 flex-1 basis-48 text-[13px] wrap-anywhere">
          {text}
        </p>
        {changes.length > 0 && (
          <span className="flex flex-wrap gap-2">
            <Button look="ghost" disabled={busy !== null} onClick={settings.discard}>
              {SAVING.discard}
            </Button>
            <Button look="primary" type="submit" aria-disabled={busy !== null}>
              {busy === null ? (isDoubted ? SAVING.saveAnyway : SAVING.save) : working[busy]}
            </Button>
          </span>
        )}
      </div>
    </section>
  )
}
