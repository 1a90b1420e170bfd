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

/** The same for the fields of the settings form, by their names there. */
export const FIELD_LABELS = {
  name: 'Name',
  slug: 'Slug',
  region: SETTING_LABELS['cognito.region'],
  userPoolId: 'User pool ID',
  clientId: SETTING_LABELS['cognito.clientId'],
  clientSecret: SETTING_LABELS['cognito.clientSecret'],
  isPublicClient: 'The app client has no secret',
  propagateUserContext: SETTING_LABELS['cognito.propagateUserContext'],
  isCaseSensitive: SETTING_LABELS['cognito.usernames'],
  minimumLength: SETTING_LABELS['cognito.passwordPolicy.minimumLength'],
  requireUppercase: SETTING_LABELS['cognito.passwordPolicy.requireUppercase'],
  requireLowercase: SETTING_LABELS['cognito.passwordPolicy.requireLowercase'],
  requireNumbers: SETTING_LABELS['cognito.passwordPolicy.requireNumbers'],
  requireSymbols: SETTING_LABELS['cognito.passwordPolicy.requireSymbols'],
  historySize: SETTING_LABELS['cognito.passwordPolicy.historySize'],
  continueUrl: 'Sign-in page',
  returnOrigins: 'Origins people may return to',
  supportEmail: 'Support email',
  supportUrl: 'Support page',
  supportPhone: 'Support phone',
  explainsRefusals: SETTING_LABELS['mail.explainsRefusals'],
  refusesBreached: SETTING_LABELS['passwords.refusesBreached'],
  givesAdvice: 'Warn about passwords that are easy to guess',
  signInWith: SETTING_LABELS.signInWith,
  dialCode: 'Country code',
  locales: 'Languages',
} as const
