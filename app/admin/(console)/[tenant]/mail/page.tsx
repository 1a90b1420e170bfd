import { requireTenant } from '@/lib/admin/access'
import { loadDraft } from '@/lib/admin/console-store'
import { nameOf } from '@/lib/i18n/catalogues'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { ButtonLink } from '../../../_ui/button'
import { Card, ConsolePage } from '../../../_ui/page'

export const metadata = { title: 'Mail' }

const parts = [
  ['subject', 'Subject'],
  ['preheader', 'Line after the subject'],
  ['heading', 'Heading'],
  ['intro', 'Text before the button'],
  ['button', 'Button'],
  ['closing', 'Text after the button'],
] as const

/** What the tenant's own words for the mail are, language by language; they are edited with the brand. */
export default async function MailPage({ params }: PageProps<'/admin/[tenant]/mail'>) {
  const { tenant: slug } = await params
  const { tenant } = await requireTenant(slug)
  const { brand } = await loadDraft(tenant.id)
  return (
    <ConsolePage
      title={`Mail of ${tenant.name}`}
      lead={`The words of the draft for the message with the link, sent as “${brand.mail?.senderName ?? tenant.name}”. Whatever is empty is said in the mail’s own words.`}
      actions={<ButtonLink href={`/admin/${slug}/brand?section=mail`}>Edit in the brand</ButtonLink>}
    >
      {offeredLocales(tenant.locales).map((locale) => {
        const texts = brand.mail?.texts?.[locale]
        return (
          <Card key={locale} title={nameOf(locale)}>
            <dl className="grid gap-x-6 gap-y-2 text-[13px] sm:grid-cols-[12rem_1fr]">
              {parts.map(([key, label]) => (
                <div key={key} className="contents">
                  <dt className="text-soft">{label}</dt>
                  <dd lang={locale} dir="auto" className={texts?.[key] ? '' : 'text-faint italic'}>
                    {texts?.[key] ?? 'the mail’s own words'}
                  </dd>
                </div>
              ))}
            </dl>
          </Card>
        )
      })}
    </ConsolePage>
  )
}
