import ar from '../../messages/ar/mail.json'
import da from '../../messages/da/mail.json'
import en from '../../messages/en/mail.json'
import es from '../../messages/es/mail.json'
import fr from '../../messages/fr/mail.json'
import ja from '../../messages/ja/mail.json'
import type { Locale } from '../i18n/catalogues'

/** The texts of the mails; `{name}` is the brand's, other braces are filled in when a mail is sent. */
export type MailWords = typeof en

const words: Record<Locale, MailWords> = { en, da, es, ja, fr, ar }

export const mailWordsOf = (locale: Locale): MailWords => words[locale]
