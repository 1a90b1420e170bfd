import { ButtonLink } from './_ui/button'

/** Says the same for a page that doesn't exist and for one that is somebody else's. */
export function NotFound() {
  return (
    <main className="grid min-h-[70dvh] place-content-center justify-items-center gap-3 p-6 text-center">
      <h1 className="text-[20px] font-semibold">Not found</h1>
      <p className="text-soft">There is nothing here, or your role doesn’t give you access.</p>
      <ButtonLink href="/admin">Go to the console</ButtonLink>
    </main>
  )
}

export default NotFound
