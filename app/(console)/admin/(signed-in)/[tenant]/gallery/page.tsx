import { requireTenant } from '@/app/(console)/access'
import { JOURNEY_STATES, OTHER_STATES } from '@/lib/brand/preview'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { ButtonLink } from '../../../_ui/button'
import { ConsolePage } from '../../../_ui/page'

export const metadata = { title: 'All states' }

const modes = ['light', 'dark'] as const

/** Every state of the draft side by side, at the size of a phone. */
export default async function GalleryPage({ params, searchParams }: PageProps<'/admin/[tenant]/gallery'>) {
  const { tenant: slug } = await params
  const { tenant } = await requireTenant(slug)
  const query = await searchParams
  const offered = offeredLocales(tenant.locales)
  const locale = offered.find((each) => each === query.lang) ?? offered[0]
  const mode = query.mode === 'dark' ? 'dark' : 'light'
  const here = (change: { lang?: string; mode?: string }) =>
    `?${new URLSearchParams({ lang: locale, mode, ...change })}`
  return (
    <ConsolePage
      title={`All states of ${tenant.name}`}
      lead="The draft as a phone shows it."
      actions={<ButtonLink href={`/admin/${slug}/brand`}>Back to the editor</ButtonLink>}
    >
      <nav aria-label="Language and side" className="flex flex-wrap gap-4 text-[13px]">
        {offered.map((each) => (
          <a
            key={each}
            href={here({ lang: each })}
            aria-current={each === locale ? 'true' : undefined}
            className="underline underline-offset-4 aria-[current]:font-semibold aria-[current]:no-underline"
          >
            {each}
          </a>
        ))}
        {modes.map((each) => (
          <a
            key={each}
            href={here({ mode: each })}
            aria-current={each === mode ? 'true' : undefined}
            className="capitalize underline underline-offset-4 aria-[current]:font-semibold aria-[current]:no-underline"
          >
            {each}
          </a>
        ))}
      </nav>
      {Object.entries({ 'The journey': JOURNEY_STATES, ...OTHER_STATES }).map(([page, states]) => (
        <section key={page} aria-label={page} className="grid gap-3">
          <h2 className="text-[15px] font-semibold">{page}</h2>
          <ul className="grid gap-6 sm:grid-cols-2 xl:grid-cols-3">
            {Object.entries(states).map(([state, name]) => (
              <li key={state} className="grid gap-2">
                <h3 className="text-[13px] font-semibold">{name}</h3>
                <iframe
                  title={`${page}: ${name}`}
                  src={`/preview/${slug}?${new URLSearchParams({ state, lang: locale, mode })}`}
                  loading="lazy"
                  className="h-[640px] w-full rounded-lg border border-rule"
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </ConsolePage>
  )
}
