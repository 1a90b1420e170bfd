import { say } from '@/lib/console/words/generated/access'
import { ButtonLink } from './_ui/button'

/** Says the same for a page that doesn't exist and for one that is somebody else's. */
export function NotFound() {
  return (
    <main className="grid min-h-[70dvh] place-content-center justify-items-center gap-3 p-6 text-center">
      <h1 className="text-[20px] font-semibold">{say('access.notFound.title')}</h1>
      <p className="text-soft">{say('access.notFound.lead')}</p>
      <ButtonLink href="/admin">{say('access.notFound.goOn')}</ButtonLink>
    </main>
  )
}

export default NotFound
