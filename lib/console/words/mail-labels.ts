import type { MailWords } from '../../i18n/generated/mail'
import type { Label, Labels } from './label'

const TABLE = 'In the table of facts'
const PREHEADER: Label = ['Line after the subject', 'In the list of mails']
const SUBJECT: Label = ['Subject', 'Subject line']
const HEADING: Label = ['Heading', 'At the top of the mail']
const BUTTON: Label = ['Button', 'On the button']

/** The texts of the mails and of the text message. */
export const MAIL_LABELS: Labels<MailWords> = {
  reset: {
    subject: SUBJECT,
    preheader: PREHEADER,
    heading: HEADING,
    intro: ['Introduction', 'Before the button'],
    button: BUTTON,
    once: ['How long it works', 'Below the button'],
    codeLead: ['Words before the code’s address', 'Above the code'],
    closing: ['Closing', 'Below the code'],
    sms: ['Text message', 'The whole message'],
  },
  changed: {
    subject: SUBJECT,
    preheader: PREHEADER,
    heading: HEADING,
    intro: ['Introduction', 'Below the heading'],
    when: ['Time, label', TABLE],
    device: ['Device, label', TABLE],
    address: ['IP address, label', TABLE],
    sessions: ['Other devices, label', TABLE],
    onSystem: ['Browser and system', TABLE],
    unknown: ['Fact that is not known', TABLE],
    signedOut: ['Signed out within a day', TABLE],
    signedOutWithin: ['Signed out within a time', TABLE],
    stillSignedIn: ['Still signed in', TABLE],
    notYou: ['If it was somebody else', 'Above the button'],
    button: BUTTON,
  },
  cannotReset: {
    subject: SUBJECT,
    preheader: PREHEADER,
    heading: HEADING,
    intro: ['Introduction', 'Below the heading'],
    invited: ['Next step: invited', 'Above the button, for people who never signed in'],
    external: ['Next step: another provider', 'Above the button, for people who sign in elsewhere'],
    helpDesk: ['Next step: help desk', 'Above the button, for everybody else'],
    button: BUTTON,
    notYou: ['If it was somebody else', 'Below the button'],
  },
  footer: {
    help: ['Link to help', 'At the end of the mail'],
    privacy: ['Link to privacy', 'At the end of the mail'],
    questions: ['Words before the contacts', 'At the end of the mail'],
  },
}
