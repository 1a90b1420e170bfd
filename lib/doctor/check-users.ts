import { say } from '../console/words/generated/checks'
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
  if (withoutVerifiedAddress === 0) return ok(id, say('checks.users.verified_address.none', { whole }))
  return warning(
    id,
    say('checks.users.verified_address.canGetNo', { withoutVerifiedAddress, whole }),
    say('checks.users.verified_address.fix'),
    byCommand(verifyAddress(tenant)),
  )
}
