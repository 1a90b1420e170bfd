import { LINK_KINDS } from '../../link-kinds'
import { type MailFacts, ownTexts } from '../frame/facts'
import { type LinkMailTexts, linkMail } from '../frame/link-mail'

/** The texts of the mail: the catalogue's, with the brand's own laid over them. */
function resetTexts(facts: MailFacts): LinkMailTexts {
  const own = ownTexts(facts, 'reset')
  const { reset } = facts.words
  return {
    subject: own.subject ?? reset.subject,
    preheader: own.preheader ?? reset.preheader,
    heading: own.heading ?? reset.heading,
    intro: own.intro ?? reset.intro,
    button: own.button ?? reset.button,
    once: reset.once,
    codeLead: reset.codeLead,
    closing: own.closing ?? reset.closing,
  }
}

/** The link that leads to a new password. */
export const resetMail = linkMail({
  texts: resetTexts,
  sms: ({ words }) => words.reset.sms,
  page: LINK_KINDS.reset.page,
})
