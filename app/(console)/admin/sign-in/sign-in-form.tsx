'use client'

import { signIn } from 'next-auth/react'
import { type FormEvent, useState } from 'react'
import { say } from '@/lib/console/words/generated/access'
import { Button } from '../_ui/button'
import { TextField } from '../_ui/field'
import { Notice } from '../_ui/notice'

type Props = {
  kind: 'oidc' | 'password'
  returnTo: string
  error: string | null
  errors: Record<string, string>
}

/** Either a button to the pool's own pages or, with an emulator, the two fields. */
export function SignInForm({ kind, returnTo, error, errors }: Props) {
  const [shown, setShown] = useState(error)
  const [isBusy, setBusy] = useState(false)

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setBusy(true)
    setShown(null)
    if (kind === 'oidc') {
      await signIn('cognito', { callbackUrl: returnTo })
      return
    }
    const form = new FormData(event.currentTarget)
    const answer = await signIn('password', {
      username: form.get('username'),
      password: form.get('password'),
      redirect: false,
    })
    if (answer?.ok) return location.assign(returnTo)
    setShown(errors[answer?.error ?? ''] ?? say('access.refused.tryAgain'))
    setBusy(false)
  }

  return (
    <form onSubmit={onSubmit} className="grid gap-4" method="post">
      {shown !== null && (
        <Notice tone="bad" role="alert">
          {shown}
        </Notice>
      )}
      {kind === 'password' && (
        <>
          <TextField
            label={say('access.userName')}
            name="username"
            type="text"
            autoComplete="username"
            autoCapitalize="none"
            required
          />
          <TextField
            label={say('access.password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        </>
      )}
      <Button look="primary" type="submit" disabled={isBusy}>
        {isBusy ? say('access.signingIn') : kind === 'oidc' ? say('access.continue') : say('access.signIn')}
      </Button>
    </form>
  )
}
