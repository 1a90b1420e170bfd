import { type MailWords, mailWords } from '../../i18n/generated/mail'
import type { Locale } from '../../i18n/languages'

/** The texts of the mails; `{name}` is the brand's, other braces are filled in when a mail is sent. */
export type { MailWords }

/** The texts of one language, whose file is read on first use. */
export const loadMailWords = async (locale: Locale): Promise<MailWords> => (await mailWords[locale]()).default
