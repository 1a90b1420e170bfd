import 'server-only'
import { addressTag, usernameTag } from '../crypto/keyed-hash'
import { mailProviderOf } from '../input/mail-provider'
import { normaliseUsername } from '../input/username-key'
import { addressKey } from '../limits/address-key'
import type { Source } from '../limits/ask-limits'
import { labelOfKind } from '../link-kinds'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import type { ReportContext } from './report'

/** What stands for a user and a caller in counters and in the audit log. */
export const tagsOf = (tenant: Tenant, username: string, caller: Caller): ReportContext['tags'] => ({
  user: usernameTag(tenant.id, normaliseUsername(username)),
  mailbox: mailProviderOf(username),
  address: addressTag(tenant.id, addressKey(caller.address)),
})

/** Whom the limits count an ask or an attempt for. */
export const sourceOf = ({
  flow,
  tenant,
  tags,
}: Pick<ReportContext, 'flow' | 'tenant' | 'tags'>): Source => ({
  tenantId: tenant.id,
  userTag: tags.user,
  codeTag: labelOfKind(tags.user, flow),
  addressTag: tags.address,
})
