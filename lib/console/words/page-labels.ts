import type { Messages } from '../../i18n/catalogues'
import type { Labels } from './label'

const TAB = 'In the browser’s tab'
const HEADING = 'At the top of the page'
const LEAD = 'Below the heading'
const ON_BUTTON = 'On the button'
const BUSY = 'On the button, while it is sent'
const LAST_LINKS = 'Below the form'
const RULES = 'Below the password field'
const PASSWORD_EYE = 'The eye in the password field'
const READ_OUT = 'Read out by screen readers'

/** The texts of the pages, but for the errors. */
export const PAGE_LABELS: Labels<Omit<Messages, 'errors'>> = {
  common: {
    language: ['Name of the language menu', 'Footer'],
    help: ['Link to help', 'Footer'],
    privacy: ['Link to privacy', 'Footer'],
    terms: ['Link to terms', 'Footer'],
    imprint: ['Link to imprint', 'Footer'],
    accessibility: ['Link to accessibility', 'Footer'],
    backToSignIn: ['Link back to sign-in', LAST_LINKS],
    supportCode: ['Label of the support code', 'Below an error'],
    startAgain: ['Link to start again', LAST_LINKS],
    footer: ['Name of the footer’s links', READ_OUT],
    errorTitle: ['Title after an error', TAB],
  },
  forgot: {
    pageTitle: ['Page title', TAB],
    title: ['Heading', HEADING],
    lead: ['Introduction', LEAD],
    usernameLabel: ['Name field', 'Above the field'],
    submit: ['Send button', ON_BUTTON],
    busy: ['Send button, sending', BUSY],
    haveCode: ['Link for people with a code', LAST_LINKS],
  },
  sent: {
    pageTitle: ['Page title', TAB],
    title: ['Heading', HEADING],
    lead: ['Introduction', LEAD],
    hint: ['Hint if nothing came', 'Below the code field'],
    codeLabel: ['Code field', 'Above the field'],
    continue: ['Continue button', ON_BUTTON],
    continuing: ['Continue button, sending', BUSY],
    resend: ['Send again', LAST_LINKS],
    resending: ['Send again, sending', LAST_LINKS],
    waitFor: ['Wait before asking again', LAST_LINKS],
    waitOver: ['Wait is over', READ_OUT],
    otherAddress: ['Link to use another address', LAST_LINKS],
    forgottenTitle: ['Heading, name not known', HEADING],
    forgottenLead: ['Introduction, name not known', LEAD],
  },
  reset: {
    pageTitle: ['Page title', TAB],
    title: ['Heading', HEADING],
    forLabel: ['Word before the name', LEAD],
    usernameLabel: ['Name field', 'Above the field, where no link brought the name'],
    codeLabel: ['Code field', 'Above the field, where no link brought the code'],
    codeHelp: ['Help for the code', 'Below the code field'],
    passwordLabel: ['Password field', 'Above the field'],
    show: ['Show the password', PASSWORD_EYE],
    hide: ['Hide the password', PASSWORD_EYE],
    shown: ['Password is shown', READ_OUT],
    hidden: ['Password is hidden', READ_OUT],
    capsLock: ['Caps lock hint', RULES],
    submit: ['Change button', ON_BUTTON],
    busy: ['Change button, sending', BUSY],
    linkTimes: ['Age of the link', 'Below the button, for a link of a known time'],
    notYou: ['Link for another person', LAST_LINKS],
    rules: ['Name of the rules', READ_OUT],
    ruleLength: ['Rule: length', RULES],
    ruleCase: ['Rule: both cases', RULES],
    ruleUppercase: ['Rule: upper case', RULES],
    ruleLowercase: ['Rule: lower case', RULES],
    ruleNumber: ['Rule: number', RULES],
    ruleSymbol: ['Rule: symbol', RULES],
    hintName: ['Link lost the name', 'Above the name field'],
    hintCode: ['Link lost the code', 'Above the code field'],
    ruleMet: ['Rule is met', READ_OUT],
    linkUntil: ['Time left for the code', 'Below the button, after a link'],
    correctName: ['Link to correct the name', LAST_LINKS],
    hintLost: ['Link lost everything', 'Above the fields'],
    changedAt: ['Changed here before', 'Below the heading, on a later visit'],
  },
  done: {
    pageTitle: ['Page title', TAB],
    title: ['Heading', HEADING],
    lead: ['Introduction', LEAD],
    continue: ['Sign-in button', ON_BUTTON],
    changedAt: ['Time of the change', 'Below the button'],
    alreadyTitle: ['Heading, changed before', HEADING],
    alreadyLead: ['Introduction, changed before', LEAD],
  },
  unknown: {
    pageTitle: ['Page title', TAB],
    title: ['Heading', HEADING],
    lead: ['Introduction', LEAD],
    earlier: ['Introduction, code used before', LEAD],
    notLookedUp: ['Introduction, code not looked up', LEAD],
    stepSignIn: ['Step: sign in', 'In the list of steps'],
    stepAsk: ['Step: ask again', 'In the list of steps'],
    stepFirst: ['Step: the first password', 'In the list of steps'],
    signIn: ['Sign-in button', ON_BUTTON],
    ask: ['New-message button', ON_BUTTON],
    forgottenTitle: ['Heading, result not kept', HEADING],
    forgottenLead: ['Introduction, result not kept', LEAD],
  },
  linkProblem: {
    pageTitle: ['Page title', TAB],
    title: ['Heading, incomplete link', HEADING],
    lead: ['Introduction, incomplete link', LEAD],
    ask: ['New-message button', ON_BUTTON],
    enterCode: ['Link to enter the code', LAST_LINKS],
    expired: {
      title: ['Heading, expired link', HEADING],
      lead: ['Introduction, expired link', LEAD],
    },
    changed: {
      title: ['Heading, altered link', HEADING],
      lead: ['Introduction, altered link', LEAD],
    },
    foreign: {
      title: ['Heading, another tenant’s link', HEADING],
      lead: ['Introduction, another tenant’s link', LEAD],
      go: ['Button to the other page', ON_BUTTON],
    },
    replaced: {
      title: ['Heading, newer message', HEADING],
      lead: ['Introduction, newer message', LEAD],
    },
    forgotten: {
      title: ['Heading, problem not kept', HEADING],
      lead: ['Introduction, problem not kept', LEAD],
    },
  },
  unavailable: {
    pageTitle: ['Page title', TAB],
    title: ['Heading', HEADING],
    lead: ['Introduction', LEAD],
    again: ['Try-again button', ON_BUTTON],
  },
  notFound: {
    title: ['Heading', HEADING],
    lead: ['Introduction', LEAD],
  },
}
