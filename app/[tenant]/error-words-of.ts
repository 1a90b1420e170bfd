import type { ErrorWords } from './kept-error-words'
import type { PageContext } from './page-context'

/** The words of the error page, in the tenant's own way of saying them. */
export const errorWordsOf = ({ t, tenant }: Pick<PageContext, 't' | 'tenant'>): ErrorWords => ({
  pageTitle: `${t('unavailable.pageTitle')} · ${tenant.name}`,
  title: t('unavailable.title'),
  again: t('unavailable.again'),
  supportCode: t('common.supportCode'),
})
