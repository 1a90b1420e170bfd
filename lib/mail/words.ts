import ar from '../../messages/mail/ar.json'
import da from '../../messages/mail/da.json'
import en from '../../messages/mail/en.json'
import es from '../../messages/mail/es.json'
import fr from '../../messages/mail/fr.json'
import ja from '../../messages/mail/ja.json'
import type { Locale } from '../i18n/catalogues'

/** The texts of the mails; `{name}` is the brand's, other braces are filled in when a mail is sent. */
export type MailWords = typeof en

const words: Record<Locale, MailWords> = { en, da, es, ja, fr, ar }

export const mailWordsOf = (locale: Locale): MailWords => words[locale]
