// The names of the service model for ways to sign in, and for what may be asked on the way.

export const authFlow = {
  type: 'string',
  oneOf: [
    'USER_SRP_AUTH',
    'REFRESH_TOKEN_AUTH',
    'REFRESH_TOKEN',
    'CUSTOM_AUTH',
    'ADMIN_NO_SRP_AUTH',
    'USER_PASSWORD_AUTH',
    'ADMIN_USER_PASSWORD_AUTH',
    'USER_AUTH',
  ],
} as const
export const challengeName = {
  type: 'string',
  oneOf: [
    'ADMIN_NO_SRP_AUTH',
    'CUSTOM_CHALLENGE',
    'DEVICE_PASSWORD_VERIFIER',
    'DEVICE_SRP_AUTH',
    'EMAIL_OTP',
    'MFA_SETUP',
    'NEW_PASSWORD_REQUIRED',
    'PASSWORD',
    'PASSWORD_SRP',
    'PASSWORD_VERIFIER',
    'SELECT_CHALLENGE',
    'SELECT_MFA_TYPE',
    'SMS_MFA',
    'SMS_OTP',
    'SOFTWARE_TOKEN_MFA',
    'WEB_AUTHN',
  ],
} as const
