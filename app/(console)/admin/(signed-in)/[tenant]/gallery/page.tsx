import { requireTenant } from '@/app/(console)/access'
import { loadDraft } from '@/app/(console)/console-store'
import {
  JOURNEY_STATES,
  OTHER_STATES,
  otherPages,
  type PreviewState,
  previewStates,
} from '@/lib/brand/preview'
import { say } from '@/lib/console/words/generated/gallery'
import { say as sayState } from '@/lib/console/words/generated/states'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { nameOf } from '@/lib/i18n/languages'
import { ButtonLink } from '../../../_ui/button'
import { ConsolePage } from '../../../_ui/page'
import { WholeFrame } from './whole-frame'

export const generateMetadata = () => ({ title: say('gallery.title') })

const modes = ['light', 'dark'] as const
type Group = { id: string; title: string; states: readonly PreviewState[] }

const groups = (): readonly Group[] => [
  { id: 'journey', title: sayState('states.journey'), states: JOURNEY_STATES },
  ...otherPages.map((id) => ({ id, title: sayState(`states.pages.${id}`), states: OTHER_STATES[id] })),
]

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
      title={say('gallery.titleOf', { name: tenant.name })}
      isWide
      lead={say('gallery.lead', { count: previewStates.length })}
      actions={<ButtonLink href={`/admin/${slug}/brand`}>{say('common.backToEditor')}</ButtonLink>}
    >
      <nav aria-label={say('gallery.choices')} className="flex flex-wrap gap-4 text-[13px]">
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
      <nav aria-label={say('gallery.pagesLabel')} className="flex flex-wrap gap-x-4 gap-y-2 text-[13px]">
        {groups().map(({ id, title }) => (
          <a key={id} href={`#${id}`} className="underline underline-offset-4">
            {title}
          </a>
        ))}
      </nav>
      {groups().map(({ id, title, states }) => (
        <section key={id} id={id} aria-label={title} className="grid gap-3">
          <h2 className="text-[15px] font-semibold">{title}</h2>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))] gap-6">
            {states.map((state) => (
              <li key={state} className="grid min-w-0 grid-cols-1 content-start gap-2">
                <h3 className="text-[13px] font-semibold">
                  <a
                    href={`/admin/${slug}/brand?state=${state}`}
                    className="underline-offset-4 hover:underline"
                  >
                    {sayState(`states.names.${state}`)}
                  </a>
                </h3>
                <WholeFrame
                  title={say('gallery.frame', { page: title, state: sayState(`states.names.${state}`) })}
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
