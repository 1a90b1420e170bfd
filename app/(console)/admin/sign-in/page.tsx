import { redirect } from 'next/navigation'
import { currentAdmin } from '@/app/(console)/current-admin'
import { adminProvider } from '@/lib/console/auth/provider'
import { Mark } from '../_ui/mark'
import { SignInForm } from './sign-in-form'

export const metadata = { title: 'Sign in' }

/** Only addresses of the console itself are accepted. */
function ownAddress(to: string | string[] | undefined): string {
  return typeof to === 'string' && /^\/admin(\/[\w/-]*)?$/.test(to) ? to : '/admin'
}

const errors: Record<string, string> = {
  TooManyTries: 'Too many tries. Wait a quarter of an hour, then try again.',
  Unavailable: 'The sign-in service does not answer. Try again in a minute.',
  AccessDenied: 'Your account isn’t in any of the console’s groups. Ask whoever runs this portal.',
  CredentialsSignin: 'The user name or password is wrong.',
}
const otherError = 'Signing in didn’t work. Start again from here.'

export default async function SignInPage({ searchParams }: PageProps<'/admin/sign-in'>) {
  const { to, again, error } = await searchParams
  const provider = adminProvider()
  const admin = provider === null ? null : await currentAdmin()
  const returnTo = ownAddress(to)
  if (admin !== null && again === undefined) redirect(returnTo)
  const message = typeof error === 'string' ? (errors[error] ?? otherError) : null
  return (
    <main className="grid min-h-dvh place-content-center bg-ground p-6">
      <div className="grid w-[min(22rem,calc(100vw-3rem))] gap-6 rounded-xl border border-rule bg-panel p-7 shadow-sm">
        <Mark />
        <div className="grid gap-1">
          <h1 className="text-[18px] font-semibold">
            {again === undefined ? 'Sign in to the console' : 'Sign in again'}
          </h1>
          <p className="text-[13px] text-soft">
            {again === undefined
              ? 'For the people who run the reset pages.'
              : 'This change affects everybody’s sign-in, so it needs a sign-in from the last five minutes.'}
          </p>
        </div>
        {provider === null ? (
          <p className="text-[13px] text-soft">
            The console is not set up here. Set ADMIN_COGNITO_ISSUER, ADMIN_COGNITO_CLIENT_ID and
            ADMIN_COGNITO_CLIENT_SECRET.
          </p>
        ) : (
          <SignInForm kind={provider.signIn} returnTo={returnTo} error={message} errors={errors} />
        )}
      </div>
    </main>
  )
}
