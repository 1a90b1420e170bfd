import 'server-only'
import { lookUpUser } from '../cognito/look-up-user'
import { usernameTag } from '../crypto/keyed-hash'
import { normaliseUsername } from '../input/username-key'
import type { Counters } from '../limits/decision'
import type { Tenant } from '../tenants/tenant'
import type { Admin } from './auth/authorise'
import { type ResetAnswer, resetAnswer } from './reset-advice'

/**
 * Why somebody can't reset, for a person of the console who may know. The name goes to Cognito only; in the audit log
 * `tag` stands for it, the same tag as in the entries of that person's own attempts.
 */
export async function explainUser(
  limits: Pick<Counters, 'take'>,
  admin: Admin,
  tenant: Tenant,
  username: string,
): Promise<(ResetAnswer & { tag: string }) | 'too-many'> {
  const { taken } = await limits.take('lookUpPerAdmin', admin.subject)
  if (!taken) return 'too-many'
  const found = await lookUpUser(tenant.cognito, username)
  return {
    ...resetAnswer(found, tenant.cognito.userPoolId),
    tag: usernameTag(tenant.id, normaliseUsername(username)),
  }
}
