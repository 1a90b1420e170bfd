/** What the console calls a tenant's settings that others speak of, by their key in a tenant file. */
export const SETTING_LABELS = {
  signInWith: 'People sign in with',
  'cognito.region': 'Region',
  'cognito.clientId': 'App client ID',
  'cognito.clientSecret': 'App client secret',
  'cognito.propagateUserContext': 'Pass on the person’s IP address',
  'cognito.usernames': 'User names are case-sensitive',
  'cognito.passwordPolicy': 'Password policy',
  'cognito.passwordPolicy.minimumLength': 'Minimum length',
  'cognito.passwordPolicy.requireUppercase': 'Uppercase letter',
  'cognito.passwordPolicy.requireLowercase': 'Lowercase letter',
  'cognito.passwordPolicy.requireNumbers': 'Number',
  'cognito.passwordPolicy.requireSymbols': 'Symbol',
  'cognito.passwordPolicy.historySize': 'Passwords that can’t be used again',
  'passwords.refusesBreached': 'Refuse passwords known from breaches',
  'mail.explainsRefusals': 'Email people who can’t reset what to do instead',
} as const
export type SettingKey = keyof typeof SETTING_LABELS

/** A setting in a sentence, its key beside it in backticks. */
export const settingNamed = (key: SettingKey): string => `“${SETTING_LABELS[key]}” (\`${key}\`)`
