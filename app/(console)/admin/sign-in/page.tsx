import { redirect } from 'next/navigation'
import { currentAdmin } from '@/app/(console)/current-admin'
import { adminProvider } from '@/lib/console/auth/provider'
import { say } from '@/lib/console/words/generated/access'
import { Mark } from '../_ui/mark'
import { SignInForm } from './sign-in-form'

export const generateMetadata = () => ({ title: say('access.signIn') })

/** Only addresses of the console itself are accepted. */
function ownAddress(to: string | string[] | undefined): string {
  return typeof to === 'string' && /^\/admin(\/[\w/-]*)?$/.test(to) ? to : '/admin'
}

/** What next-auth calls a sign-in that failed. */
const ERRORS = ['TooManyTries', 'Unavailable', 'AccessDenied', 'CredentialsSignin'] as const

export default async function SignInPage({ searchParams }: PageProps<'/admin/sign-in'>) {
  const { to, again, error } = await searchParams
  const provider = adminProvider()
  const admin = provider === null ? null : await currentAdmin()
  const returnTo = ownAddress(to)
  if (admin !== null && again === undefined) redirect(returnTo)
  const errors: Record<string, string> = Object.fromEntries(
    ERRORS.map((name) => [name, say(`access.refused.${name}`)]),
  )
  const message = typeof error === 'string' ? (errors[error] ?? say('access.refused.other')) : null
  return (
    <main className="grid min-h-dvh place-content-center bg-ground p-6">
      <div className="grid w-[min(22rem,calc(100vw-3rem))] gap-6 rounded-xl border border-rule bg-panel p-7 shadow-sm">
        <Mark />
        <div className="grid gap-1">
          <h1 className="text-[18px] font-semibold">
            {again === undefined ? say('access.title') : say('access.titleAgain')}
          </h1>
          <p className="text-[13px] text-soft">
            {again === undefined ? say('access.lead') : say('access.leadAgain')}
          </p>
        </div>
        {provider === null ? (
          <p className="text-[13px] text-soft">{say('access.notSetUp')}</p>
        ) : (
          <SignInForm kind={provider.signIn} returnTo={returnTo} error={message} errors={errors} />
        )}
      </div>
    </main>
  )
}
