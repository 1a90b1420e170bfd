import { LINK_KINDS } from '../../link-kinds'
import { linkMail } from '../frame/link-mail'

/** The link that confirms an account. */
export const signUpMail = linkMail({
  texts: ({ words: { signUp, reset } }) => ({
    ...signUp,
    preheader: signUp.once,
    heading: signUp.subject,
    codeLead: reset.codeLead,
  }),
  sms: ({ words }) => words.signUp.sms,
  page: LINK_KINDS['sign-up'].page,
})
