import { requireTenant } from '@/app/(console)/access'
import { loadDraft } from '@/app/(console)/console-store'
import { JOURNEY_STATES, OTHER_STATES, previewStates } from '@/lib/brand/preview'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { nameOf } from '@/lib/i18n/languages'
import { ButtonLink } from '../../../_ui/button'
import { ConsolePage } from '../../../_ui/page'
import { WholeFrame } from './whole-frame'

export const metadata = { title: 'All states' }

const modes = ['light', 'dark'] as const
const groups = { 'The journey': JOURNEY_STATES, ...OTHER_STATES }
const idOf = (page: string) => page.toLowerCase().replaceAll(' ', '-')

/** Every state of the draft side by side, at the size of a phone. */
export default async function GalleryPage({ params, searchParams }: PageProps<'/admin/[tenant]/gallery'>) {
  const { tenant: slug } = await params
  const { tenant } = await requireTenant(slug)
  const query = await searchParams
  const offered = offeredLocales(tenant.locales)
  const locale = offered.find((each) => each === query.lang) ?? offered[0]
  // The side that people see, unless the other is asked for.
  const own = (await loadDraft(tenant.id)).brand.colour?.mode === 'dark' ? 'dark' : 'light'
  const mode = modes.find((each) => each === query.mode) ?? own
  const here = (change: { lang?: string; mode?: string }) =>
    `?${new URLSearchParams({ lang: locale, mode, ...change })}`
  return (
    <ConsolePage
      title={`All states of ${tenant.name}`}
      isWide
      lead={`The draft as a phone shows it, in all ${previewStates.length} states.`}
      actions={<ButtonLink href={`/admin/${slug}/brand`}>Back to the editor</ButtonLink>}
    >
      <nav aria-label="Language and side" className="flex flex-wrap gap-4 text-[13px]">
        {offered.map((each) => (
          <a
            key={each}
            lang={each}
            href={here({ lang: each })}
            aria-current={each === locale ? 'true' : undefined}
            className="underline underline-offset-4 aria-[current]:font-semibold aria-[current]:no-underline"
          >
            {nameOf(each)}
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
      <nav aria-label="Pages" className="flex flex-wrap gap-x-4 gap-y-2 text-[13px]">
        {Object.keys(groups).map((page) => (
          <a key={page} href={`#${idOf(page)}`} className="underline underline-offset-4">
            {page}
          </a>
        ))}
      </nav>
      {Object.entries(groups).map(([page, states]) => (
        <section key={page} id={idOf(page)} aria-label={page} className="grid gap-3">
          <h2 className="text-[15px] font-semibold">{page}</h2>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))] gap-6">
            {Object.entries(states).map(([state, name]) => (
              <li key={state} className="grid min-w-0 grid-cols-1 content-start gap-2">
                <h3 className="text-[13px] font-semibold">
                  <a
                    href={`/admin/${slug}/brand?state=${state}`}
                    className="underline-offset-4 hover:underline"
                  >
                    {name}
                  </a>
                </h3>
                <WholeFrame
                  title={`${page}: ${name}`}
                  src={`/preview/${slug}?${new URLSearchParams({ state, lang: locale, mode })}`}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </ConsolePage>
  )
}
