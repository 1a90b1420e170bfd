'use client'

import { type FormEvent, useActionState, useState } from 'react'
import type { ShownResult } from '@/lib/console/shown-result'
import { type Check, VERDICTS, type Verdict } from '@/lib/doctor/check'
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

const plural: Record<Verdict, [one: string, many: string]> = {
  fault: ['fault', 'faults'],
  warning: ['warning', 'warnings'],
  unknown: ['unknown', 'unknown'],
  ok: ['OK', 'OK'],
}

function summary(checks: readonly Check[]): string {
  const counts = VERDICTS.map((verdict) => {
    const count = checks.filter((check) => check.verdict === verdict).length
    return `${count} ${plural[verdict][count === 1 ? 0 : 1]}`
  })
  return `${checks.length} checks: ${counts.join(', ')}`
}

/** Why there is no new result. */
function Refused({ run, slug }: { run: Run; slug: string }) {
  if (run.kind === 'examined') return null
  return (
    <Notice tone="warn" role="alert">
      {run.kind === 'signed-out' && (
        <p>
          You are signed out.{' '}
          <a href={`/admin/sign-in?to=/admin/${slug}/health`} className="font-semibold underline">
            Sign in again
          </a>
        </p>
      )}
      {run.kind === 'too-soon' && (
        <p>
          Checked too often for now. Try again after <When at={new Date(run.retryAt)} />.
        </p>
      )}
      {run.kind === 'lost' && (
        <p>
          The answer didn’t come to its end. The checks may have been made all the same:{' '}
          <a href={`/admin/${slug}/health`} className="font-semibold underline">
            show the last result
          </a>
          .
        </p>
      )}
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
          {isNew ? 'Checked now, ' : 'Last checked '}
          <When at={new Date(at)} />
        </span>
      </p>
      <Changes result={result} />
      <CheckTable checks={checks} slug={slug} />
      {!checks.some(({ id }) => id === 'users.verified_address') && (
        <p className="max-w-prose text-[13px] text-soft">
          These checks ran on a schedule, which asks for nobody’s account. Run them here to look at a sample
          of users, too.
        </p>
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
          {isBusy ? 'Running checks…' : shown === null ? 'Run checks' : 'Run checks again'}
        </Button>
        {isBusy && (
          <span role="status" className="text-[13px] text-soft">
            Asking Cognito, the database and the DNS. This takes fifteen seconds at most.
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
        <Empty title="Not checked yet">This takes a few seconds and is recorded in the activity log.</Empty>
      )}
      {!seesDeployment && (
        <p className="max-w-prose text-[13px] text-soft">
          Operators also see the checks of the deployment itself: its database, counters and secrets.
        </p>
      )}
    </>
  )
}
