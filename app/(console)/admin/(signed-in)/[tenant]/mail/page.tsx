import { requireTenant } from '@/app/(console)/access'
import { drawMail } from '@/app/(console)/console-store'
import { isAtLeast } from '@/lib/console/auth/roles'
import { isSwitchedOff, shownMail } from '@/lib/console/shown-mails'
import { say } from '@/lib/console/words/generated/mail'
import { offeredLocales } from '@/lib/i18n/choose-locale'
import { directionOf } from '@/lib/i18n/languages'
import { maximumOf } from '@/lib/mail/message-limits'
import { portalSender } from '@/lib/mail/portal-mail'
import { ButtonLink } from '../../../_ui/button'
import { Notice } from '../../../_ui/notice'
import { Card, ConsolePage } from '../../../_ui/page'
import { MailChoices } from './mail-choices'
import { TestButton } from './mail-to-self-button'

export const generateMetadata = () => ({ title: say('mail.title') })

const frames = [
  { device: 'phone', width: 360, className: 'w-[362px]' },
  { device: 'desktop', width: 570, className: 'w-[572px]' },
] as const

/** `length` and `most` where Cognito counts; `isOurs` where the words are the console's own. */
type Fact = { label: string; value: string; length?: number; most?: number; isOurs?: boolean }

/** The mails as they arrive, in every language, light and dark, with a button that sends oneself a test. */
export default async function MailPage({ params, searchParams }: PageProps<'/admin/[tenant]/mail'>) {
  const { tenant: slug } = await params
  const { tenant, role } = await requireTenant(slug)
  const query = await searchParams
  const mail = shownMail(tenant, query)
  const choice = { ...mail, side: query.side === 'dark' ? 'dark' : 'light' } as const
  const { senderName, subject, text, counted } = await drawMail(tenant, mail)
  const words = { lang: mail.locale, dir: directionOf(mail.locale) }
  const facts: Fact[] = [
    { label: say('mail.from'), value: senderName },
    {
      label: say('mail.subject'),
      value: subject,
      length: [...subject].length,
      most: maximumOf('emailSubject'),
    },
    ...(counted !== null
      ? [
          {
            label: say('mail.textMessage'),
            value: counted.sms,
            length: counted.smsMessage,
            most: maximumOf('smsMessage'),
          },
          {
            label: say('mail.title'),
            value: say('mail.htmlValue'),
            length: counted.emailMessage,
            most: maximumOf('emailMessage'),
            isOurs: true,
          },
        ]
      : []),
  ]
  return (
    <ConsolePage
      title={say('mail.titleOf', { name: tenant.name })}
      lead={say('mail.lead')}
      actions={<ButtonLink href={`/admin/${slug}/brand?section=mail`}>{say('mail.editWords')}</ButtonLink>}
    >
      <MailChoices choice={choice} offered={offeredLocales(tenant.locales)} />
      {isSwitchedOff(tenant, mail.kind) && (
        <Notice tone="warn">
          {say.rich('mail.off', {
            name: tenant.name,
            settings: (words) =>
              isAtLeast(role, 'owner') ? (
                <a href={`/admin/${slug}/settings`} className="underline underline-offset-4">
                  {words}
                </a>
              ) : (
                words
              ),
          })}
        </Notice>
      )}
      <Card>
        <dl className="grid grid-cols-1 gap-x-6 gap-y-2 text-[13px] sm:grid-cols-[7rem_1fr_auto]">
          {facts.map(({ label, value, length, most, isOurs }) => (
            <div key={label} className="contents">
              <dt className="text-soft">{label}</dt>
              <dd {...(isOurs ? {} : words)} className="min-w-0 font-medium wrap-anywhere">
                {value}
              </dd>
              <dd className="text-faint tabular-nums">
                {length !== undefined && most !== undefined && say('mail.lengthOf', { length, most })}
              </dd>
            </div>
          ))}
        </dl>
        {isAtLeast(role, 'editor') ? (
          <TestButton slug={slug} mail={mail} isReady={portalSender() !== null} />
        ) : (
          <p className="text-[13px] text-soft">{say('mail.test.onlyEditors')}</p>
        )}
      </Card>
      <div className="flex min-w-0 flex-wrap items-start gap-5">
        {frames.map(({ device, width, className }) => (
          <figure key={device} className="grid max-w-full min-w-0 grid-cols-1 gap-1.5">
            <div className={`max-w-full overflow-x-auto rounded-xl border border-rule bg-white ${className}`}>
              <iframe
                title={say(`mail.frames.${device}`)}
                src={`/admin/${slug}/mail/shown?${new URLSearchParams(choice)}`}
                sandbox=""
                width={width}
                height={760}
                className="block border-0"
              />
            </div>
            <figcaption className="text-[12px] text-faint">{say('mail.pixelsWide', { width })}</figcaption>
          </figure>
        ))}
      </div>
      <Card title={say('mail.plainText')} lead={say('mail.plainTextLead')}>
        <pre
          {...words}
          className="rounded-lg border border-rule bg-ground p-4 font-mono text-[12px] leading-5 wrap-anywhere whitespace-pre-wrap"
        >
          {text}
        </pre>
      </Card>
    </ConsolePage>
  )
}
