import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider'
import type { CheckId } from '../console/words/check-titles'
import { settingNamed } from '../console/words/setting-labels'
import type { Tenant } from '../tenants/tenant'
import { changePool } from './aws-commands'
import { atSetting, byCommand, type Check, fault, ok, unknown, warning } from './check'
import type { Facts, Finding } from './facts'

const CODE = '{####}'
/** AWS's limits for the two texts, in characters. */
const LONGEST_MAIL = 20_000
const LONGEST_SMS = 140

/** A check of the pool's settings; unknown where they could not be read. */
export function ofPool(id: CheckId, pool: Finding<UserPoolType>, look: (pool: UserPoolType) => Check): Check {
  return pool.known ? look(pool.value) : unknown(id, pool.why)
}

/** Checks of what only an administrator may read: the pool's own settings. */
export function threatProtection({ pool, tenant }: Pick<Facts, 'pool' | 'tenant'>): Check {
  const id = 'pool.threat_protection'
  return ofPool(id, pool, ({ UserPoolAddOns }) => {
    const mode = UserPoolAddOns?.AdvancedSecurityMode ?? 'OFF'
    if (mode !== 'OFF') return ok(id, `threat protection is ${mode}`)
    if (!tenant.cognito.propagateUserContext)
      return ok(id, 'threat protection is off, and no address is sent')
    return warning(
      id,
      'addresses are sent and threat protection is off',
      `Turn on threat protection (Plus tier), or switch off ${settingNamed('cognito.propagateUserContext')}.`,
      atSetting('cognito.propagateUserContext'),
    )
  })
}

const mechanismsOf = (pool: UserPoolType): string[] =>
  (pool.AccountRecoverySetting?.RecoveryMechanisms ?? []).flatMap(({ Name }) =>
    Name === undefined ? [] : [Name],
  )

/** The MFA factor that each way of recovery corresponds to. */
const factors = {
  verified_phone_number: { factor: 'sms', name: 'SMS', other: 'verified_email' },
  verified_email: { factor: 'email', name: 'e-mail', other: 'verified_phone_number' },
} as const

/** The ways of recovery in the order in which Cognito tries them. */
const recoverBy = ({ cognito }: Tenant, ...names: string[]) =>
  byCommand(
    changePool(
      cognito,
      `.AccountRecoverySetting.RecoveryMechanisms = ${JSON.stringify(names.map((Name, at) => ({ Priority: at + 1, Name })))}`,
    ),
  )

export function recovery({ pool, mfa, tenant }: Pick<Facts, 'pool' | 'mfa' | 'tenant'>): Check {
  const id = 'pool.recovery'
  return ofPool(id, pool, (settings) => {
    const mechanisms = mechanismsOf(settings)
    if (mechanisms.includes('admin_only')) {
      return fault(
        id,
        'only administrators may reset a password (admin_only)',
        'Set AccountRecoverySetting to verified_email or verified_phone_number.',
        recoverBy(tenant, 'verified_email'),
      )
    }
    const seen = mechanisms.length > 0 ? mechanisms.join(', then ') : 'the default: SMS, then e-mail'
    const [only] = mechanisms
    if (mechanisms.length !== 1 || (only !== 'verified_phone_number' && only !== 'verified_email'))
      return ok(id, seen)
    if ((settings.MfaConfiguration ?? 'OFF') === 'OFF') return ok(id, `${seen}, and no MFA`)
    if (!mfa.known) return unknown(id, mfa.why)
    const { factor, name, other } = factors[only]
    if (!mfa.value[factor]) return ok(id, `${seen}, and no MFA by it`)
    // Cognito never sends both to one address: a person's MFA factor can't be their way to recover.
    return fault(
      id,
      `recovery is by ${name} alone, which people with MFA by ${name} cannot use`,
      `Add ${other} to AccountRecoverySetting.`,
      recoverBy(tenant, only, other),
    )
  })
}

export function autoVerified({ pool, tenant }: Pick<Facts, 'pool' | 'tenant'>): Check {
  const id = 'pool.auto_verified'
  return ofPool(id, pool, (settings) => {
    const verified: string[] = settings.AutoVerifiedAttributes ?? []
    const wanted = mechanismsOf(settings).flatMap((name) => /^verified_(.+)$/.exec(name)?.[1] ?? [])
    const isCovered =
      wanted.length === 0 ? verified.length > 0 : wanted.some((name) => verified.includes(name))
    if (isCovered) return ok(id, `verified by themselves: ${verified.join(', ')}`)
    return warning(
      id,
      'no address that recovery uses is verified when people sign up',
      'Add email (or phone_number) to AutoVerifiedAttributes, or verify addresses when users are created.',
      byCommand(
        changePool(
          tenant.cognito,
          `.AutoVerifiedAttributes = ((.AutoVerifiedAttributes // []) + ["${wanted[0] ?? 'email'}"])`,
        ),
      ),
    )
  })
}

export function caseSensitivity({ pool, tenant }: Pick<Facts, 'pool' | 'tenant'>): Check {
  const id = 'pool.case_sensitivity'
  return ofPool(id, pool, ({ UsernameConfiguration }) => {
    const actual = UsernameConfiguration?.CaseSensitive === false ? 'case-insensitive' : 'case-sensitive'
    if (actual === tenant.cognito.usernames) return ok(id, `user names are ${actual} in both`)
    return warning(
      id,
      `the pool is ${actual}, the tenant says ${tenant.cognito.usernames}`,
      `Set ${settingNamed('cognito.usernames')} to ${actual}.`,
      atSetting('cognito.usernames'),
    )
  })
}

/** What people sign in with at a pool; without attributes for it, user names may be anything, addresses included. */
function namesOf({ UsernameAttributes, AliasAttributes }: UserPoolType): string[] {
  const attributes: string[] = [...(UsernameAttributes ?? []), ...(AliasAttributes ?? [])]
  const names = attributes.flatMap((name) =>
    name === 'email' ? ['email'] : name === 'phone_number' ? ['phone'] : [],
  )
  return (UsernameAttributes ?? []).length > 0 ? names : [...names, 'username']
}

export function signInNames({ pool, tenant }: Pick<Facts, 'pool' | 'tenant'>): Check {
  const id = 'pool.sign_in_names'
  return ofPool(id, pool, (settings) => {
    const names = namesOf(settings)
    if (names.length === 1 && names[0] === 'username') return ok(id, 'user names of any form')
    if (names.includes(tenant.signInWith)) return ok(id, `people sign in with ${names.join(' or ')}`)
    return warning(
      id,
      `the pages ask for ${tenant.signInWith}, the pool takes ${names.join(' or ')}`,
      `Set ${settingNamed('signInWith')} to ${names.map((name) => JSON.stringify(name)).join(' or ')}.`,
      atSetting('signInWith'),
    )
  })
}

export function mailSender({ pool }: Pick<Facts, 'pool'>): Check {
  const id = 'pool.mail_sender'
  return ofPool(id, pool, ({ EmailConfiguration }) => {
    if (EmailConfiguration?.EmailSendingAccount === 'DEVELOPER')
      return ok(id, 'mail goes out through Amazon SES')
    return warning(
      id,
      'mail goes out through Cognito’s own account: 50 a day, and no link in it',
      'Set EmailConfiguration to DEVELOPER with a verified Amazon SES identity.',
    )
  })
}

export function triggers({ pool, tenant }: Pick<Facts, 'pool' | 'tenant'>): Check {
  const id = 'pool.triggers'
  return ofPool(id, pool, ({ LambdaConfig }) => {
    const custom = LambdaConfig?.CustomEmailSender
    if (custom !== undefined && LambdaConfig?.KMSKeyID === undefined) {
      return fault(id, 'CustomEmailSender has no key to open codes with', 'Set LambdaConfig.KMSKeyID.')
    }
    if (custom !== undefined && custom.LambdaVersion !== 'V1_0') {
      return fault(
        id,
        `CustomEmailSender has the version ${custom.LambdaVersion}`,
        'Set the version of CustomEmailSender to V1_0.',
        byCommand(changePool(tenant.cognito, '.LambdaConfig.CustomEmailSender.LambdaVersion = "V1_0"')),
      )
    }
    if (LambdaConfig?.UserMigration !== undefined) {
      return warning(
        id,
        'a UserMigration function runs when somebody unknown asks for a reset',
        'Make sure that it answers UserMigration_ForgotPassword within five seconds.',
      )
    }
    const names = Object.keys(LambdaConfig ?? {}).filter((name) => name !== 'KMSKeyID')
    if (custom === undefined && LambdaConfig?.CustomMessage === undefined) {
      return warning(
        id,
        'no CustomMessage function: the mail brings a code and no link',
        'Deploy the function of this project as the pool’s CustomMessage trigger.',
      )
    }
    return ok(id, names.join(', '))
  })
}

export function template({ pool }: Pick<Facts, 'pool'>): Check {
  const id = 'pool.template'
  return ofPool(
    id,
    pool,
    ({ VerificationMessageTemplate: texts, EmailVerificationMessage, SmsVerificationMessage }) => {
      const mail = texts?.EmailMessage ?? EmailVerificationMessage
      const sms = texts?.SmsMessage ?? SmsVerificationMessage
      const without = [
        mail !== undefined && !mail.includes(CODE) && 'e-mail',
        sms !== undefined && !sms.includes(CODE) && 'SMS',
      ].filter(Boolean)
      if (without.length > 0)
        return fault(
          id,
          `no ${CODE} in the text of: ${without.join(', ')}`,
          `Put ${CODE} where the code belongs.`,
        )
      if ((mail?.length ?? 0) > LONGEST_MAIL || (sms?.length ?? 0) > LONGEST_SMS)
        return fault(
          id,
          'a text is longer than the service sends',
          `At most ${LONGEST_MAIL} characters for mail, ${LONGEST_SMS} for SMS.`,
        )
      return ok(
        id,
        mail === undefined && sms === undefined ? 'the service’s own texts' : `${CODE} is in its place`,
      )
    },
  )
}

export function cannotResetNotice({ telling }: Pick<Facts, 'telling'>): Check {
  const id = 'mail.refusals'
  const notice = settingNamed('mail.explainsRefusals')
  if (telling === null) return ok(id, `nobody is told why they are refused: ${notice} is off`)
  if (!telling.known) return unknown(id, telling.why)
  const { hasSender, mayLookUp } = telling.value
  if (!hasSender) return warning(id, `${notice} is on and there is no sender`, 'Set REKEY_MAIL_FROM.')
  if (!mayLookUp)
    return warning(
      id,
      `${notice} is on and no user can be looked up`,
      'Allow cognito-idp:AdminGetUser on the pool to the portal’s credentials.',
    )
  return ok(id, 'there is a sender, and users can be looked up')
}
