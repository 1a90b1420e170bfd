import { say } from './generated/fields'

/** The settings that others than the form speak of, by their key in a tenant file, and the field that each stands in. */
export const SETTING_FIELDS = {
  signInWith: 'signInWith',
  signOut: 'signOut',
  'cognito.region': 'region',
  'cognito.clientId': 'clientId',
  'cognito.clientSecret': 'clientSecret',
  'cognito.propagateUserContext': 'propagateUserContext',
  'cognito.usernames': 'isCaseSensitive',
  'cognito.passwordPolicy': 'passwordPolicy',
  'cognito.passwordPolicy.minimumLength': 'minimumLength',
  'cognito.passwordPolicy.requireUppercase': 'requireUppercase',
  'cognito.passwordPolicy.requireLowercase': 'requireLowercase',
  'cognito.passwordPolicy.requireNumbers': 'requireNumbers',
  'cognito.passwordPolicy.requireSymbols': 'requireSymbols',
  'cognito.passwordPolicy.historySize': 'historySize',
  'passwords.refusesBreached': 'refusesBreached',
  'mail.explainsRefusals': 'explainsRefusals',
} as const
export type SettingKey = keyof typeof SETTING_FIELDS

export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(SETTING_FIELDS, key)

/** What the console calls a setting. */
export const settingLabel = (key: SettingKey): string => say(`fields.${SETTING_FIELDS[key]}`)

/** A setting in a sentence, its key beside it in backticks. */
export const settingNamed = (key: SettingKey): string => `“${settingLabel(key)}” (\`${key}\`)`
