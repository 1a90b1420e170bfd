import { Heading, Lead, Note } from '@/app/_ui/heading'
import { Notice } from '@/app/_ui/notice'
import { Page } from '@/app/_ui/shell'
import { Links, TextLink } from '@/app/_ui/text-link'
import { browserTexts, staleAlert } from '../alerts'
import { askForMail } from '../forgot/actions'
import { emptyForm } from '../form-state'
import { getPortal, readStep } from '../portal'
import { enterCode } from './actions'
import { CodeForm } from './code-form'
import { ResendForm } from './resend-form'

/** The same page for every account and for none: it repeats what was typed and promises nothing. */
export default async function SentPage({ searchParams }: PageProps<'/[tenant]/sent'>) {
  const portal = await getPortal()
  const { t, tenant, path, locale } = portal
  const ask = await readStep(portal, 'ask')
  const username = ask?.username ?? ''
  const initial = emptyForm({ username })
  if ((await searchParams).stale !== undefined) initial.alert = staleAlert(portal)
  const name = (chunks: React.ReactNode) => <strong dir="auto">{chunks}</strong>
  return (
    <Page name="sent">
      <title>{`${t('sent.pageTitle')} · ${tenant.name}`}</title>
      <Notice tone="mail" />
      <Heading>{t('sent.title')}</Heading>
      <Lead>{username === '' ? t('sent.leadWithoutName') : t.rich('sent.lead', { username, name })}</Lead>
      <hr />
      <CodeForm
        action={enterCode}
        initial={initial}
        stalePath={path('/forgot')}
        browser={browserTexts(portal, false)}
        asksForName={username === ''}
        texts={{
          code: t('sent.codeLabel'),
          username: t('reset.usernameLabel'),
          submit: t('sent.continue'),
          busy: t('sent.continuing'),
        }}
      />
      <Note>{t('sent.hint')}</Note>
      <Links>
        {username !== '' && (
          <ResendForm
            action={askForMail}
            initial={emptyForm({ username })}
            stalePath={path('/forgot')}
            browser={browserTexts(portal, false)}
            nextAskAt={ask?.nextAskAt.toISOString() ?? null}
            renderedAt={new Date().toISOString()}
            locale={locale}
            texts={{
              submit: t('sent.resend'),
              busy: t('sent.resending'),
              // The one placeholder is filled in by the countdown, each second anew.
              wait: t('sent.waitFor', { duration: '{duration}' }),
            }}
          />
        )}
        <TextLink href={path('/forgot')}>
          {t(username === '' ? 'common.startAgain' : 'sent.otherAddress')}
        </TextLink>
      </Links>
    </Page>
  )
}
