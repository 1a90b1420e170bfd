import { codeMail } from '../frame/code-mail'

/** The code that finishes a sign-in. */
export const secondFactorMail = codeMail(({ words }) => words.secondFactor)
