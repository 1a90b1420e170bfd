import { requireTenant } from '@/app/(console)/access'
import { loadDraft } from '@/app/(console)/console-store'
import { ownWords } from '@/lib/brand/own-words'
import { isAtLeast } from '@/lib/console/auth/roles'
import { wordTitle } from '@/lib/console/words/word-label'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { LOCALES, type Locale, nameOf } from '@/lib/i18n/languages'
import { findReview } from '@/lib/i18n/reviews'
import { ButtonLink } from '../../../_ui/button'
import { CardCell, CardRow, CardTable, CardTitle } from '../../../_ui/card-table'
import { Pill } from '../../../_ui/notice'
import { ConsolePage } from '../../../_ui/page'

export const metadata = { title: 'Languages' }

/** How far the portal's texts were checked, and every doubt that was noted. */
function reviewOf(locale: Locale): string {
  const review = findReview(locale)
  if (review === null) return 'made for tests'
  const { level, doubts } = review
  return `${level}. ${doubts.length > 0 ? doubts.join(' ') : 'No doubts were noted.'}`
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
      title={`Languages of ${tenant.name}`}
      lead="Every page is complete in each language. Your own texts replace the portal’s."
      actions={
        isAtLeast(role, 'owner') && <ButtonLink href={`/admin/${slug}/settings`}>Choose languages</ButtonLink>
      }
    >
      <CardTable
        cards="lg"
        label="Languages"
        heads={[
          'Language',
          'Offered',
          { head: 'Your texts', isNumber: true },
          'Missing compared with other languages',
          'Portal’s texts',
          'Edit',
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
              <CardCell head="Offered">
                {isOffered ? <Pill tone="good">Offered</Pill> : <Pill>Not&nbsp;offered</Pill>}
              </CardCell>
              <CardCell head="Your texts" isNumber>
                {own(locale).length}
              </CardCell>
              <CardCell head="Missing" isSoft>
                {missing.length > 0 &&
                  `${missing.slice(0, 4).map(wordTitle).join(', ')}${missing.length > 4 ? ` and ${missing.length - 4} more` : ''}`}
              </CardCell>
              <CardCell head="Portal’s texts" isSoft>
                {reviewOf(locale)}
              </CardCell>
              <CardCell head="Edit">
                {isOffered && (
                  <a
                    className="font-medium whitespace-nowrap underline underline-offset-4"
                    href={`/admin/${slug}/brand?lang=${locale}`}
                  >
                    Edit words
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
