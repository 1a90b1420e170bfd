import type { ReactNode } from 'react'
import { ButtonLink } from '@/app/_ui/button-link'
import { Heading, Lead, Note } from '@/app/_ui/heading'
import { Page } from '@/app/_ui/main'
import { Notice } from '@/app/_ui/notice'
import { Links, TextLink } from '@/app/_ui/text-link'
import { browserTexts } from '../alerts'
import { emptyForm, type FormAction, type FormState } from '../form-state'
import type { PageContext } from '../page-context'
import { CodeForm } from './code-form'
import { ResendForm } from './resend-form'

type Props = {
  page: PageContext
  onCode: FormAction
  onAsk: FormAction
  initial: FormState
  nextAskAt: Date | null
  returnTo: string | null
  now: Date
}

export function SentView({ page, onCode, onAsk, initial, nextAskAt, returnTo, now }: Props) {
  const { t, tenant, path, locale } = page
  const { username } = initial
  const name = (chunks: ReactNode) => <strong dir="auto">{chunks}</strong>
  return (
    <Page name="sent">
      <Notice tone={username === '' ? 'info' : 'mail'} />
      <Heading>{t(username === '' ? 'sent.forgottenTitle' : 'sent.title')}</Heading>
      <Lead>{username === '' ? t('sent.forgottenLead') : t.rich('sent.lead', { username, name })}</Lead>
      <hr />
      <CodeForm
        action={onCode}
        initial={initial}
        stalePath={path('/forgot')}
        browser={browserTexts(page, false, t('sent.pageTitle'))}
        asksForName={username === ''}
        returnTo={returnTo}
        signInWith={tenant.signInWith}
        texts={{
          // On the page that no longer knows the name, the heading already says what to do.
          code: t(username === '' ? 'reset.codeLabel' : 'sent.codeLabel'),
          username: t('reset.usernameLabel'),
          submit: t('sent.continue'),
          busy: t('sent.continuing'),
        }}
      />
      {username !== '' && <Note>{t('sent.hint')}</Note>}
      {username === '' ? (
        <ButtonLink href={path('/forgot')} variant="secondary">
          {t('linkProblem.ask')}
        </ButtonLink>
      ) : (
        <Links>
          <ResendForm
            action={onAsk}
            initial={emptyForm({ username })}
            username={username}
            returnTo={returnTo}
            stalePath={path('/forgot')}
            browser={browserTexts(page, false, t('sent.pageTitle'))}
            nextAskAt={nextAskAt?.toISOString() ?? null}
            renderedAt={now.toISOString()}
            locale={locale}
            texts={{
              submit: t('sent.resend'),
              busy: t('sent.resending'),
              // The countdown fills in the one placeholder every second.
              wait: t('sent.waitFor', { duration: '{duration}' }),
              waitOver: t('sent.waitOver'),
            }}
          />
          <TextLink href={path('/forgot')}>{t('sent.otherAddress')}</TextLink>
        </Links>
      )}
    </Page>
  )
}
