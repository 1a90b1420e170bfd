import { codeMail } from '../frame/code-mail'

/** The code that proves an address or a number which somebody entered in the app. */
export const verificationMail = codeMail(({ words }) => words.verification)
