'use client'

import { type FormEvent, useState } from 'react'
import { say } from '@/lib/console/words/generated/settings'
import { Button } from '../../../_ui/button'
import { TextField } from '../../../_ui/field'
import { Notice, Pill } from '../../../_ui/notice'
import { addHost, checkHost, letHostGo } from './actions'
import { SignInAgain } from './sign-in-again'

type Claim = { host: string; name: string; text: string }
type Props = {
  slug: string
  proven: readonly string[]
  claims: readonly Claim[]
  /** The host that a CNAME leads to. */
  target: string
  usesVercel: boolean
}

type Checked = NonNullable<Extract<Awaited<ReturnType<typeof checkHost>>, { ok: true }>['value']>

function Records({ claim, target, usesVercel }: { claim: Claim; target: string; usesVercel: boolean }) {
  const rows = [
    { type: 'TXT', name: claim.name, value: claim.text },
    {
      type: 'CNAME',
      name: claim.host,
      value: usesVercel ? 'cname.vercel-dns.com' : target,
    },
  ]
  return (
    <table className="w-full text-[12px]">
      <thead className="text-soft">
        <tr>
          {[say('settings.hosts.type'), say('common.name'), say('settings.hosts.value')].map((head) => (
            <th key={head} scope="col" className="py-1 pe-3 text-start font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="font-mono">
        {rows.map(({ type, name, value }) => (
          <tr key={type}>
            <td className="py-1 pe-3">{type}</td>
            <td className="py-1 pe-3 break-all">{name}</td>
            <td className="py-1 break-all select-all">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Answer({ checked }: { checked: Checked }) {
  const { result, answer, vercel } = checked
  const list = (values: readonly string[]) => (values.length > 0 ? values.join(', ') : 'nothing')
  return (
    <Notice tone={result === 'proven' ? 'good' : 'warn'} role="status">
      <p>{say(`settings.hosts.results.${result}`)}</p>
      <p className="break-all">
        {say('settings.hosts.dns', {
          texts: list(answer.texts),
          cname: list(answer.cname),
          addresses: list(answer.addresses),
        })}
      </p>
      {vercel?.kind === 'added' &&
        (vercel.isVerified ? (
          <p>{say('settings.hosts.vercel.serves')}</p>
        ) : (
          vercel.records.map(({ type, name, value }) => (
            <p key={value} className="break-all">
              {say('settings.hosts.vercel.wants', { type, name, value })}
            </p>
          ))
        ))}
      {vercel?.kind === 'refused' && <p>{say('settings.hosts.vercel.refuses', { code: vercel.code })}</p>}
      {vercel?.kind === 'unreachable' && <p>{say('settings.hosts.vercel.away')}</p>}
    </Notice>
  )
}

/** Hosts that are proven, hosts that are claimed with the records to set, and a new claim. */
export function Hosts({ slug, proven, claims, target, usesVercel }: Props) {
  const [host, setHost] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [asksSignIn, setAsksSignIn] = useState(false)
  const [checked, setChecked] = useState<{ host: string; value: Checked } | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function run(act: typeof addHost | typeof letHostGo, of: string) {
    setBusy(true)
    setFault(null)
    try {
      const answer = await act({ tenant: slug, host: of })
      if (answer.ok) return location.reload()
      if (answer.reason === 'invalid') setFault(answer.faults.map(({ message }) => message).join(' '))
      else setAsksSignIn(true)
    } catch {
      setFault(say('common.notSentTryAgain'))
    }
    setBusy(false)
  }

  async function check(of: string) {
    setBusy(true)
    setFault(null)
    try {
      const answer = await checkHost({ tenant: slug, host: of })
      if (answer.ok) setChecked({ host: of, value: answer.value })
      else setAsksSignIn(true)
    } catch {
      setFault(say('settings.hosts.notChecked'))
    }
    setBusy(false)
  }

  return (
    <div id="hosts" className="grid grid-cols-1 gap-4">
      {asksSignIn && <SignInAgain />}
      <ul className="grid grid-cols-1 gap-2">
        {proven.map((each) => (
          <li
            key={each}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-lg border border-rule p-3"
          >
            <span className="flex min-w-0 flex-wrap items-center gap-2 font-medium wrap-anywhere">
              {each} <Pill tone="good">{say('settings.hosts.verified')}</Pill>
            </span>
            <Button look="ghost" disabled={isBusy} onClick={() => void run(letHostGo, each)}>
              {say('settings.hosts.release')}
            </Button>
          </li>
        ))}
        {claims.map((claim) => (
          <li key={claim.host} className="grid grid-cols-1 gap-3 rounded-lg border border-rule p-3">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <span className="flex min-w-0 flex-wrap items-center gap-2 font-medium wrap-anywhere">
                {claim.host} <Pill tone="warn">{say('settings.hosts.notVerified')}</Pill>
              </span>
              <span className="flex flex-wrap gap-2">
                <Button disabled={isBusy} onClick={() => void check(claim.host)}>
                  {say('settings.hosts.check')}
                </Button>
                <Button look="ghost" disabled={isBusy} onClick={() => void run(letHostGo, claim.host)}>
                  {say('settings.hosts.cancel')}
                </Button>
              </span>
            </div>
            <Records claim={claim} target={target} usesVercel={usesVercel} />
            {checked?.host === claim.host && <Answer checked={checked.value} />}
          </li>
        ))}
      </ul>
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void run(addHost, host.trim().toLowerCase())
        }}
      >
        <div className="w-72 max-w-full">
          <TextField
            label={say('settings.hosts.newDomain')}
            placeholder="reset.example.com"
            value={host}
            error={fault ?? undefined}
            onChange={(event) => setHost(event.target.value)}
          />
        </div>
        <Button type="submit" disabled={isBusy || host === ''}>
          {say('settings.hosts.claim')}
        </Button>
      </form>
    </div>
  )
}
