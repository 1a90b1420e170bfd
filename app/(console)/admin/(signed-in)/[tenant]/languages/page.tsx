import { requireTenant } from '@/app/(console)/access'
import { loadDraft } from '@/app/(console)/console-store'
import { ownWords } from '@/lib/brand/own-words'
import { isAtLeast } from '@/lib/console/auth/roles'
import { say } from '@/lib/console/words/generated/languages'
import { wordTitle } from '@/lib/console/words/word-label'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { LOCALES, type Locale, nameOf } from '@/lib/i18n/languages'
import { findReview } from '@/lib/i18n/reviews'
import { ButtonLink } from '../../../_ui/button'
import { CardCell, CardRow, CardTable, CardTitle } from '../../../_ui/card-table'
import { Pill } from '../../../_ui/notice'
import { ConsolePage } from '../../../_ui/page'

export const generateMetadata = () => ({ title: say('languages.title') })

/** How far the portal's texts were checked; every doubt that was noted can be unfolded. */
function Review({ locale }: { locale: Locale }) {
  const review = findReview(locale)
  if (review === null) return say('languages.madeForTests')
  const level = say(`languages.levels.${review.level}`)
  if (review.doubts.length === 0) return level
  return (
    <details>
      <summary className="min-h-6 cursor-pointer" title={say('languages.notes')}>
        {level}
      </summary>
      <p className="mt-1 max-w-prose">{review.doubts.join(' ')}</p>
    </details>
  )
}

const MOST_NAMED = 4

const firstOf = (names: readonly string[]): string => {
  const first = names.slice(0, MOST_NAMED).join(', ')
  const count = names.length - MOST_NAMED
  return count > 0 ? say('languages.andMore', { names: first, count }) : first
}

/**
 * The languages of the pages, how many texts are the tenant's own, and which texts one language has that another lacks.
 */
export default async function LanguagesPage({ params }: PageProps<'/admin/[tenant]/languages'>) {
  const { tenant: slug } = await params
  const { tenant, role } = await requireTenant(slug)
  const { brand } = await loadDraft(tenant.id)
  const offered = offeredLocales(tenant.locales)
  const own = (locale: string) => Object.keys(ownWords(brand, locale))
  const everywhere = new Set(offered.flatMap(own))
  const rows = [...offered, ...LOCALES.filter((locale) => !offered.includes(locale))]
  return (
    <ConsolePage
      isWide
      title={say('languages.titleOf', { name: tenant.name })}
      lead={say('languages.lead')}
      actions={
        isAtLeast(role, 'owner') && (
          <ButtonLink href={`/admin/${slug}/settings`}>{say('languages.choose')}</ButtonLink>
        )
      }
    >
      <CardTable
        cards="lg"
        label={say('languages.title')}
        heads={[
          say('common.language'),
          say('languages.offered'),
          { head: say('languages.yourTexts'), isNumber: true },
          say('languages.missingLong'),
          say('languages.portalsTexts'),
          say('languages.edit'),
        ]}
      >
        {rows.map((locale) => {
          const isOffered = offered.includes(locale)
          const missing = isOffered ? [...everywhere].filter((key) => !own(locale).includes(key)) : []
          return (
            <CardRow key={locale}>
              <CardTitle>
                <span lang={locale}>{nameOf(locale)}</span> <span className="text-faint">{locale}</span>
              </CardTitle>
              <CardCell head={say('languages.offered')}>
                {isOffered ? (
                  <Pill tone="good">{say('languages.offered')}</Pill>
                ) : (
                  <Pill>
                    <span className="whitespace-nowrap">{say('languages.notOffered')}</span>
                  </Pill>
                )}
              </CardCell>
              <CardCell head={say('languages.yourTexts')} isNumber>
                {own(locale).length}
              </CardCell>
              <CardCell head={say('languages.missing')} isSoft>
                {missing.length > 0 && firstOf(missing.map(wordTitle))}
              </CardCell>
              <CardCell head={say('languages.portalsTexts')} isSoft>
                <Review locale={locale} />
              </CardCell>
              <CardCell head={say('languages.edit')}>
                {isOffered && (
                  <a
                    className="font-medium whitespace-nowrap underline underline-offset-4"
                    href={`/admin/${slug}/brand?lang=${locale}`}
                  >
                    {say('languages.editWords')}
                  </a>
                )}
              </CardCell>
            </CardRow>
          )
        })}
      </CardTable>
    </ConsolePage>
  )
}
