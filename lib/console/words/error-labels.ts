import type { Messages } from '../../i18n/catalogues'
import type { Label, Labels } from './label'

const AT_NAME = 'At the name field'
const AT_CODE = 'At the code field'
const AT_PASSWORD = 'At the password field'
const SUMMARY = 'In the box above the form'

const title = (what: string): Label => [`${what}: title`, 'Title of the box above the form']
const text = (what: string): Label => [`${what}: text`, SUMMARY]
const both = (what: string) => ({ title: title(what), text: text(what) })

/** The texts of the errors. */
export const ERROR_LABELS: Labels<Messages['errors']> = {
  'username-missing': ['Name missing', AT_NAME],
  'username-invalid': ['Name not usable', AT_NAME],
  'username-offered': ['Number to be checked', AT_NAME],
  'code-missing': ['Code missing', AT_CODE],
  'code-invalid': ['Code not usable', AT_CODE],
  'password-missing': ['Password missing', AT_PASSWORD],
  check: both('Fields to check'),
  stale: both('Page too old'),
  unproven: both('Sent from an unknown page'),
  'code-rejected': {
    ...both('Code refused'),
    check: ['Code refused: check', AT_CODE],
    action: ['Code refused: button', 'On the button that sends a new code'],
  },
  'password-rejected': {
    title: title('Password refused'),
    length: ['Password too short', AT_PASSWORD],
    longer: ['Password not longer than a limit', AT_PASSWORD],
    long: ['Password too long', AT_PASSWORD],
    uppercase: ['Password without upper case', AT_PASSWORD],
    lowercase: ['Password without lower case', AT_PASSWORD],
    number: ['Password without a number', AT_PASSWORD],
    symbol: ['Password without a symbol', AT_PASSWORD],
    characters: ['Password with forbidden characters', AT_PASSWORD],
    policy: ['Password against the rules', AT_PASSWORD],
    breached: ['Password from a data leak', AT_PASSWORD],
    kept: ['Password refused: text', SUMMARY],
  },
  'password-reused': {
    ...both('Password used before'),
    last: ['Password among the last ones: text', SUMMARY],
  },
  'easy-to-guess': {
    ...both('Easy to guess'),
    names: ['Easy to guess: names', AT_PASSWORD],
    patterns: ['Easy to guess: patterns', AT_PASSWORD],
  },
  'too-many-attempts': {
    ...both('Too many tries'),
    until: ['Too many tries: known wait', SUMMARY],
    code: ['Too many tries: this code', SUMMARY],
    network: ['Too many tries: this network', SUMMARY],
    ask: ['Too many messages: this network', SUMMARY],
  },
  busy: both('Very busy'),
  unavailable: both('Not available'),
  blocked: both('Blocked by a filter'),
  misconfigured: both('Misconfigured'),
  lost: {
    ...both('Connection broke'),
    form: ['Connection broke: form kept', SUMMARY],
  },
  'no-answer': both('No usable answer'),
  offline: both('Offline'),
  expired: both('Link’s code too old'),
}
