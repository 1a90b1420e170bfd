'use client'

import { useActionState, useState } from 'react'
import { type Check, VERDICTS, type Verdict } from '@/lib/doctor/check'
import { Button } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { Card, Empty } from '../../../_ui/page'
import { When } from '../../../_ui/when'
import { examine } from './actions'
import { CheckTable } from './check-table'

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

/** The result as `rekey doctor --json` prints it, for a ticket or a colleague. */
function Json({ slug, checks }: { slug: string; checks: readonly Check[] }) {
  const [said, setSaid] = useState('')
  const text = JSON.stringify([{ tenant: slug, checks }], null, 2)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied.')
    } catch {
      setSaid('Not copied. Select the text and copy it yourself.')
    }
  }
  return (
    <details>
      <summary className="w-fit cursor-pointer text-[13px] font-medium">As JSON</summary>
      <div className="mt-3 grid gap-3">
        <textarea
          readOnly
          aria-label="The checks as JSON"
          rows={12}
          value={text}
          className="w-full rounded-md border border-control bg-ground p-3 font-mono text-[12px]"
        />
        <div className="flex items-center gap-3">
          <Button onClick={() => void copy()}>Copy</Button>
          <span role="status" className="text-[13px] text-soft">
            {said}
          </span>
        </div>
      </div>
    </details>
  )
}

function Result({ answer, slug }: { answer: Answer | null; slug: string }) {
  if (answer === null) {
    return (
      <Empty title="Not checked yet">This takes a few seconds and is recorded in the activity log.</Empty>
    )
  }
  if (!answer.ok) {
    return (
      <Notice tone="warn" role="alert">
        <p>
          You are signed out.{' '}
          <a href={`/admin/sign-in?to=/admin/${slug}/health`} className="font-semibold underline">
            Sign in again
          </a>
        </p>
      </Notice>
    )
  }
  const { value } = answer
  if (value.kind === 'too-soon') {
    return (
      <Notice tone="warn" role="alert">
        <p>
          Checked too often for now. Try again after <When at={new Date(value.retryAt)} />.
        </p>
      </Notice>
    )
  }
  return (
    <Card>
      <p role="status" className="font-semibold">
        {summary(value.checks)}
        <span className="block text-[13px] font-normal text-soft">
          <When at={new Date(value.at)} />
        </span>
      </p>
      <CheckTable checks={value.checks} />
      <Json slug={slug} checks={value.checks} />
    </Card>
  )
}

/**
 * Starts an examination and shows what it found. Without JavaScript the browser posts the form, waits, and gets the
 * page with the result.
 */
export function Examination({ slug, seesDeployment }: { slug: string; seesDeployment: boolean }) {
  const [answer, run, isBusy] = useActionState<Answer | null, FormData>(examine, null)
  return (
    <>
      <form action={run} className="flex flex-wrap items-center gap-4">
        <input type="hidden" name="tenant" value={slug} />
        <Button type="submit" look="primary" aria-disabled={isBusy}>
          {isBusy ? 'Running checks…' : answer === null ? 'Run checks' : 'Run checks again'}
        </Button>
        {isBusy && (
          <span role="status" className="text-[13px] text-soft">
            Asking Cognito, the database and the DNS. This takes ten seconds at most.
          </span>
        )}
      </form>
      <Result answer={answer} slug={slug} />
      {!seesDeployment && (
        <p className="max-w-prose text-[13px] text-soft">
          Operators also see the checks of the deployment itself: its database, counters and secrets.
        </p>
      )}
    </>
  )
}
