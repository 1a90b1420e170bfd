'use client'

import { changesInWords, faultInWords } from '@/lib/console/settings-changes'
import { say } from '@/lib/console/words/generated/settings'
import { Button } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { useTimeText } from '../../../_ui/when'
import { hasFaults } from '../../tenants/new/connection-test'
import { SignInAgain } from './sign-in-again'
import type { Answer, Settings } from './use-settings'

const troubles: Partial<Record<Answer['kind'], 'lost' | 'notTested' | 'gone'>> = {
  lost: 'lost',
  'not-tested': 'notTested',
  gone: 'gone',
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
  const changed = changesInWords(settings.start, theirs)
  const what = changed.length > 0 ? say('settings.conflict.what', { labels: changed.join(', ') }) : ''
  return (
    <Notice tone="warn" role="alert">
      <p>
        {author === null
          ? say('settings.conflict.bySomebody', { what })
          : say('settings.conflict.by', { who: author.who, at: time(author.at, 'clock'), what })}
      </p>
      <p className="flex flex-wrap gap-2">
        <Button onClick={() => settings.goOnFrom(theirs, true)}>{say('settings.saving.keepBoth')}</Button>
        <Button onClick={() => settings.goOnFrom(theirs, false)}>{say('settings.saving.takeTheirs')}</Button>
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
  const trouble = troubles[answer.kind]
  if (trouble !== undefined) {
    return (
      <Notice tone="bad" role="alert">
        {say(`settings.saving.${trouble}`)}
      </Notice>
    )
  }
  if (changes.length === 0 || (tested.kind !== 'too-soon' && !hasFaults(tested))) return null
  return (
    <Notice tone="warn" role="alert">
      {tested.kind === 'too-soon' ? say('settings.saving.tooSoon') : say('settings.saving.faulty')}
    </Notice>
  )
}

/** Stays in view while something is changed: what it is, what became of saving it, and the way on or back. */
export function ChangesBar({ settings }: { settings: Settings }) {
  const { answer, busy, changes, tested } = settings
  const isShown = changes.length > 0 || answer.kind !== 'idle'
  const isDoubted = tested.kind === 'too-soon' || hasFaults(tested)
  const text =
    answer.kind === 'saved' && changes.length === 0
      ? say('settings.saving.saved')
      : changes.length === 0
        ? ''
        : say('settings.saving.notSaved', { count: changes.length, labels: changes.join(', ') })
  const working = { testing: say('settings.saving.testing'), saving: say('settings.saving.saving') }
  return (
    <section
      aria-label={isShown ? say('settings.saving.bar') : undefined}
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
              {say('settings.saving.discard')}
            </Button>
            <Button look="primary" type="submit" aria-disabled={busy !== null}>
              {busy === null
                ? isDoubted
                  ? say('settings.saving.saveAnyway')
                  : say('settings.saving.save')
                : working[busy]}
            </Button>
          </span>
        )}
      </div>
    </section>
  )
}
