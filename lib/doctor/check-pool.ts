import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider'
import type { CheckId } from '../console/words/check-titles'
import { say } from '../console/words/generated/checks'
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
    if (mode !== 'OFF') return ok(id, say('checks.pool.threat_protection.on', { mode }))
    if (!tenant.cognito.propagateUserContext) return ok(id, say('checks.pool.threat_protection.off'))
    return warning(
      id,
      say('checks.pool.threat_protection.addressesOnly'),
      say('checks.pool.threat_protection.fix', { setting: settingNamed('cognito.propagateUserContext') }),
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
  verified_phone_number: { factor: 'sms', other: 'verified_email' },
  verified_email: { factor: 'email', other: 'verified_phone_number' },
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
        say('checks.pool.recovery.adminOnly'),
        say('checks.pool.recovery.fix'),
        recoverBy(tenant, 'verified_email'),
      )
    }
    const seen = mechanisms.length > 0 ? mechanisms.join(', then ') : say('checks.pool.recovery.byDefault')
    const [only] = mechanisms
    if (mechanisms.length !== 1 || (only !== 'verified_phone_number' && only !== 'verified_email'))
      return ok(id, seen)
    if ((settings.MfaConfiguration ?? 'OFF') === 'OFF')
      return ok(id, say('checks.pool.recovery.noMfa', { seen }))
    if (!mfa.known) return unknown(id, mfa.why)
    const { factor, other } = factors[only]
    if (!mfa.value[factor]) return ok(id, say('checks.pool.recovery.noMfaByIt', { seen }))
    // Cognito never sends both to one address: a person's MFA factor can't be their way to recover.
    return fault(
      id,
      say('checks.pool.recovery.oneChannel', { name: say(`checks.channels.${factor}`) }),
      say('checks.pool.recovery.fixOneChannel', { other }),
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
    if (isCovered) return ok(id, say('checks.pool.auto_verified.verified', { verified: verified.join(', ') }))
    return warning(
      id,
      say('checks.pool.auto_verified.none'),
      say('checks.pool.auto_verified.fix'),
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
    if (actual === tenant.cognito.usernames)
      return ok(id, say('checks.pool.case_sensitivity.same', { actual }))
    return warning(
      id,
      say('checks.pool.case_sensitivity.differs', { actual, usernames: tenant.cognito.usernames }),
      say('checks.pool.case_sensitivity.fix', { setting: settingNamed('cognito.usernames'), actual }),
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
    if (names.length === 1 && names[0] === 'username') return ok(id, say('checks.pool.sign_in_names.any'))
    if (names.includes(tenant.signInWith))
      return ok(id, say('checks.pool.sign_in_names.same', { names: names.join(' or ') }))
    return warning(
      id,
      say('checks.pool.sign_in_names.differs', {
        signInWith: tenant.signInWith,
        names: names.join(' or '),
      }),
      say('checks.pool.sign_in_names.fix', {
        setting: settingNamed('signInWith'),
        value: names.map((name) => JSON.stringify(name)).join(' or '),
      }),
      atSetting('signInWith'),
    )
  })
}

export function mailSender({ pool }: Pick<Facts, 'pool'>): Check {
  const id = 'pool.mail_sender'
  return ofPool(id, pool, ({ EmailConfiguration }) => {
    if (EmailConfiguration?.EmailSendingAccount === 'DEVELOPER')
      return ok(id, say('checks.pool.mail_sender.ses'))
    return warning(id, say('checks.pool.mail_sender.cognito'), say('checks.pool.mail_sender.fix'))
  })
}

export function triggers({ pool, tenant }: Pick<Facts, 'pool' | 'tenant'>): Check {
  const id = 'pool.triggers'
  return ofPool(id, pool, ({ LambdaConfig }) => {
    const custom = LambdaConfig?.CustomEmailSender
    if (custom !== undefined && LambdaConfig?.KMSKeyID === undefined) {
      return fault(id, say('checks.pool.triggers.noKey'), say('checks.pool.triggers.fix'))
    }
    if (custom !== undefined && custom.LambdaVersion !== 'V1_0') {
      return fault(
        id,
        say('checks.pool.triggers.version', { LambdaVersion: String(custom.LambdaVersion) }),
        say('checks.pool.triggers.fixVersion'),
        byCommand(changePool(tenant.cognito, '.LambdaConfig.CustomEmailSender.LambdaVersion = "V1_0"')),
      )
    }
    if (LambdaConfig?.UserMigration !== undefined) {
      return warning(id, say('checks.pool.triggers.migration'), say('checks.pool.triggers.fixMigration'))
    }
    const names = Object.keys(LambdaConfig ?? {}).filter((name) => name !== 'KMSKeyID')
    if (custom === undefined && LambdaConfig?.CustomMessage === undefined) {
      return warning(id, say('checks.pool.triggers.noMessage'), say('checks.pool.triggers.fixMissing'))
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
        mail !== undefined && !mail.includes(CODE) && say('checks.channels.email'),
        sms !== undefined && !sms.includes(CODE) && say('checks.channels.sms'),
      ].filter(Boolean)
      if (without.length > 0)
        return fault(
          id,
          say('checks.pool.template.noText', { code: CODE, without: without.join(', ') }),
          say('checks.pool.template.fix', { code: CODE }),
        )
      if ((mail?.length ?? 0) > LONGEST_MAIL || (sms?.length ?? 0) > LONGEST_SMS)
        return fault(
          id,
          say('checks.pool.template.tooLong'),
          say('checks.pool.template.fixTooLong', { longestMail: LONGEST_MAIL, longestSms: LONGEST_SMS }),
        )
      return ok(
        id,
        mail === undefined && sms === undefined
          ? say('checks.pool.template.none')
          : say('checks.pool.template.codeThere', { code: CODE }),
      )
    },
  )
}

export function cannotResetNotice({ telling }: Pick<Facts, 'telling'>): Check {
  const id = 'mail.refusals'
  const notice = settingNamed('mail.explainsRefusals')
  if (telling === null) return ok(id, say('checks.mail.refusals.off', { notice }))
  if (!telling.known) return unknown(id, telling.why)
  const { hasSender, mayLookUp } = telling.value
  if (!hasSender)
    return warning(id, say('checks.mail.refusals.noSender', { notice }), say('checks.mail.refusals.fix'))
  if (!mayLookUp)
    return warning(
      id,
      say('checks.mail.refusals.noUserCan', { notice }),
      say('checks.mail.refusals.fixLookUp'),
    )
  return ok(id, say('checks.mail.refusals.works'))
}
