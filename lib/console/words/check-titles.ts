/** What the console calls the doctor's checks, in the order in which a reset depends on them. */
export const CHECK_TITLES = {
  'tenant.open': 'Status of the tenant',
  'host.base': 'Address in links',
  'host.dns': 'DNS of the custom domains',
  'host.tls': 'Certificates of the custom domains',
  'deployment.database': 'Database',
  'deployment.redis': 'Redis',
  'deployment.secret': 'Length of the deployment’s secret',
  'deployment.secret_rotation': 'Rotation of the deployment’s secret',
  'tenant.secret_opens': 'Stored client secret',
  'cognito.reachable': 'Connection to Cognito',
  'cognito.firewall': 'Firewalls in front of Cognito',
  'clock.skew': 'Clock',
  'client.exists': 'App client',
  'client.secret': 'App client secret',
  'client.rotation': 'Rotation of the client secret',
  'client.enumeration': 'Hiding who has an account',
  'client.user_context': 'People’s IP addresses',
  'client.token_revocation': 'Ending old sessions',
  'pool.threat_protection': 'Threat protection',
  'pool.recovery': 'Account recovery',
  'pool.auto_verified': 'Verification at sign-up',
  'pool.case_sensitivity': 'Case of user names',
  'pool.sign_in_names': 'What people sign in with',
  'pool.mail_sender': 'Sender of the emails',
  'pool.triggers': 'Functions of the user pool',
  'pool.template': 'Message texts of the user pool',
  'pool.password_policy': 'Password policy',
  'passwords.breached': 'Passwords known from breaches',
  'users.verified_address': 'Users with a verified address',
  'mail.refusals': 'Emails to people who can’t reset',
  'words.lengths': 'Length of the brand’s texts',
  'words.languages': 'Brand texts in every language',
} as const
export type CheckId = keyof typeof CHECK_TITLES

const isCheckId = (id: string): id is CheckId => Object.hasOwn(CHECK_TITLES, id)

/** A check's title; its identifier where another release made it. */
export const checkTitle = (id: string): string => (isCheckId(id) ? CHECK_TITLES[id] : id)
