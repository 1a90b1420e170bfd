'use client'

import { type FormEvent, type ReactNode, useActionState, useState } from 'react'
import type { ShownResult } from '@/lib/console/shown-result'
import { say } from '@/lib/console/words/generated/doctor'
import { type Check, VERDICTS } from '@/lib/doctor/check'
import { Button } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { Card, Empty } from '../../../_ui/page'
import { When } from '../../../_ui/when'
import { examine } from './actions'
import { AsJson } from './as-json'
import { Changes } from './changes'
import { CheckTable } from './check-table'
import { followRun, type Run } from './follow-run'
import { Progress } from './progress'

type Answer = Awaited<ReturnType<typeof examine>>

function summary(checks: readonly Check[]): string {
  const counts = VERDICTS.map((verdict) => {
    const count = checks.filter((check) => check.verdict === verdict).length
    return say(`doctor.summary.${verdict}`, { count })
  })
  return say('doctor.summary.whole', { count: checks.length, counts: counts.join(', ') })
}

const linkTo = (href: string) => (text: ReactNode) => (
  <a href={href} className="font-semibold underline">
    {text}
  </a>
)

/** Why there is no new result. */
function Refused({ run, slug }: { run: Run; slug: string }) {
  if (run.kind === 'examined') return null
  return (
    <Notice tone="warn" role="alert">
      <p>
        {run.kind === 'signed-out' &&
          say.rich('doctor.refused.signedOut', { link: linkTo(`/admin/sign-in?to=/admin/${slug}/health`) })}
        {run.kind === 'too-soon' &&
          say.rich('doctor.refused.tooSoon', { when: () => <When at={new Date(run.retryAt)} /> })}
        {run.kind === 'lost' && say.rich('doctor.refused.lost', { link: linkTo(`/admin/${slug}/health`) })}
      </p>
    </Notice>
  )
}

function Result({ result, slug, isNew }: { result: ShownResult; slug: string; isNew: boolean }) {
  const { at, checks } = result
  return (
    <Card>
      <p role={isNew ? 'status' : undefined} className="font-semibold">
        {summary(checks)}
        <span className="block text-[13px] font-normal text-soft">
          {say.rich(isNew ? 'doctor.checkedNow' : 'doctor.lastChecked', {
            when: () => <When at={new Date(at)} />,
          })}
        </span>
      </p>
      <Changes result={result} />
      <CheckTable checks={checks} slug={slug} />
      {!checks.some(({ id }) => id === 'users.verified_address') && (
        <p className="max-w-prose text-[13px] text-soft">{say('doctor.ranOnSchedule')}</p>
      )}
      <AsJson slug={slug} checks={checks} />
    </Card>
  )
}

const runOf = (answer: Answer | null): Run | null =>
  answer === null ? null : answer.ok ? answer.value : { kind: 'signed-out' }

type Props = {
  slug: string
  seesDeployment: boolean
  /** What the checks came to when they were last run; null where they never were. */
  last: ShownResult | null
}

/**
 * Shows the last examination and starts another, which is followed check by check. Without JavaScript the browser posts
 * the form, waits, and gets the page with the result.
 */
export function Examination({ slug, seesDeployment, last }: Props) {
  const [answer, post, isPosting] = useActionState<Answer | null, FormData>(examine, null)
  const [run, setRun] = useState<Run | null>(null)
  const [result, setResult] = useState<ShownResult | null>(null)
  /** What was heard of the examination under way; null where none is. */
  const [heard, setHeard] = useState<readonly Check[] | null>(null)
  const ended = run ?? runOf(answer)
  const fresh = ended?.kind === 'examined' ? ended.result : result
  const shown = fresh ?? last

  async function follow(event: FormEvent) {
    event.preventDefault()
    if (heard !== null) return
    setRun(null)
    setHeard([])
    const came = await followRun(slug, (check) => setHeard((before) => [...(before ?? []), check]))
    if (came.kind === 'examined') setResult(came.result)
    setRun(came)
    setHeard(null)
  }

  const isBusy = heard !== null || isPosting
  return (
    <>
      <form
        action={post}
        onSubmit={(event) => void follow(event)}
        className="flex flex-wrap items-center gap-4"
      >
        <input type="hidden" name="tenant" value={slug} />
        <Button type="submit" look="primary" aria-disabled={isBusy}>
          {isBusy ? say('doctor.running') : shown === null ? say('doctor.run') : say('doctor.runAgain')}
        </Button>
        {isBusy && (
          <span role="status" className="text-[13px] text-soft">
            {say('doctor.asking')}
          </span>
        )}
      </form>
      {heard !== null && (
        <Card>
          <Progress heard={heard} seesDeployment={seesDeployment} />
        </Card>
      )}
      {heard === null && ended !== null && <Refused run={ended} slug={slug} />}
      {heard === null && shown !== null && <Result result={shown} slug={slug} isNew={shown === fresh} />}
      {heard === null && shown === null && ended === null && (
        <Empty title={say('doctor.notYet.title')}>{say('doctor.notYet.lead')}</Empty>
      )}
      {!seesDeployment && (
        <p className="max-w-prose text-[13px] text-soft">{say('doctor.operatorsSeeMore')}</p>
      )}
    </>
  )
}
