'use client'

import { type FormEvent, useState } from 'react'
import type { ResetAnswer } from '@/lib/console/reset-advice'
import { say } from '@/lib/console/words/generated/users'
import { Button } from '../../../_ui/button'
import { TextField } from '../../../_ui/field'
import { Pill } from '../../../_ui/notice'
import { lookUp } from './actions'

const tones: Partial<Record<ResetAnswer['state'], 'good' | 'warn' | 'plain'>> = {
  'gets-a-mail': 'good',
  'gets-a-text-message': 'good',
  unknown: 'plain',
}

function Answer({ answer }: { answer: ResetAnswer }) {
  return (
    <div className="grid gap-3 border-t border-rule pt-4" data-state={answer.state}>
      <p>
        <Pill tone={tones[answer.state] ?? 'warn'}>{answer.title}</Pill>
      </p>
      <dl className="grid gap-x-6 gap-y-2 text-[13px] sm:grid-cols-[7rem_1fr]">
        <dt className="text-soft">{say('users.details')}</dt>
        <dd>{answer.what}</dd>
        <dt className="text-soft">{say('users.nextStep')}</dt>
        <dd className="font-medium">{answer.next}</dd>
        {answer.command !== null && (
          <>
            <dt className="text-soft">{say('users.awsCli')}</dt>
            <dd>
              <code className="block rounded-md bg-ground p-2 font-mono text-[12px] wrap-anywhere">
                {answer.command}
              </code>
            </dd>
          </>
        )}
      </dl>
    </div>
  )
}

/** Asks about one user. The name is sent in the body and kept in no address. */
export function LookUpForm({ slug }: { slug: string }) {
  const [answer, setAnswer] = useState<ResetAnswer | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const username = new FormData(event.currentTarget).get('username')
    setBusy(true)
    setFault(null)
    setAnswer(null)
    try {
      const result = await lookUp({ tenant: slug, username })
      if (result.ok) setAnswer(result.value)
      else if (result.reason === 'invalid')
        setFault(say('users.faultyName', { value: result.faults[0]?.message ?? say('users.notRight') }))
      else setFault(say('common.signInAgainFirst'))
    } catch {
      setFault(say('users.failed'))
    }
    setBusy(false)
  }

  return (
    <div className="grid gap-4">
      <form method="post" onSubmit={(event) => void ask(event)} className="flex flex-wrap items-end gap-3">
        <div className="w-full sm:w-80">
          <TextField
            label={say('users.label')}
            name="username"
            required
            maxLength={128}
            autoComplete="off"
            spellCheck={false}
            error={fault ?? undefined}
          />
        </div>
        <Button type="submit" look="primary" disabled={isBusy}>
          {say('users.lookUp')}
        </Button>
      </form>
      <div role="status">{answer !== null && <Answer answer={answer} />}</div>
    </div>
  )
}
