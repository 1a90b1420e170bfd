import type { Tenant } from '../tenants/tenant'
import { byCommand, type Check, ok, unknown, warning } from './check'
import type { Facts } from './facts'

/** For one user, whose name stands in no result. */
const verifyAddress = ({ cognito: { region, userPoolId } }: Tenant) =>
  [
    `aws cognito-idp admin-update-user-attributes --region ${region} --user-pool-id ${userPoolId} \\`,
    '  --username USERNAME --user-attributes Name=email_verified,Value=true',
  ].join('\n')

/** Looks at real people, so no schedule makes this check. */
export function verifiedUsers({ users, tenant }: Pick<Facts, 'users' | 'tenant'>): Check {
  const id = 'users.verified_address'
  if (!users.known) return unknown(id, users.why)
  const { looked, withoutVerifiedAddress, isAll } = users.value
  const whole = isAll ? `all ${looked} users` : `a sample of ${looked} users`
  if (withoutVerifiedAddress === 0) return ok(id, `nobody of ${whole} is without one`)
  return warning(
    id,
    `${withoutVerifiedAddress} of ${whole} can get no code`,
    'Verify their e-mail or telephone number (AdminUpdateUserAttributes: email_verified).',
    byCommand(verifyAddress(tenant)),
  )
}
