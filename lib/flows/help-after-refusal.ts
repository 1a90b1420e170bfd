import 'server-only'
import { type ResetState, resetStateOf } from '../cognito/reset-state'
import { usernameTag } from '../crypto/keyed-hash'
import { chooseLocale, offeredLocales } from '../i18n/choose-locale'
import { normaliseUsername } from '../input/username-key'
import type { NextStep } from '../mail/kinds/cannot-reset'
import { portalSender, sendFromPortal } from '../mail/portal-mail'
import { renderCannotResetNotice } from '../mail/render'
import { within } from '../platform/deadline'
import { log } from '../platform/log'
import { portalOf } from '../tenants/portal-address'
import type { Tenant } from '../tenants/tenant'
import type { Caller } from './caller'
import type { FlowServices } from './flow-services'
import { requestCodeAfterwards } from './request-code'
import { signUpFlow } from './sign-up'

const LIMIT_MS = 5_000

/** What helps in a state that Cognito refused; null where no notice is to be sent. */
function nextStepIn(state: ResetState): NextStep | null {
  switch (state) {
    case 'no-such-user':
    case 'unknown':
    // Cognito answers these as if it had sent a mail, and an administrator meant them to be kept out.
    case 'disabled':
      return null
    case 'never-signed-in':
      return 'invited'
    case 'external':
      return 'external'
    default:
      return 'helpDesk'
  }
}

type Mail = { to: string; from: string; step: NextStep; locale: string }

async function send(tenant: Tenant, { to, from, step, locale }: Mail, signal: AbortSignal): Promise<void> {
  const language = chooseLocale(offeredLocales(tenant.locales), { chosen: locale, acceptLanguage: null })
  const mail = await renderCannotResetNotice(tenant, language, portalOf(tenant), step)
  await sendFromPortal(tenant, mail, { from, to }, signal)
}

/** How the notice's mail went, in a word for the audit. */
async function notify(tenant: Tenant, mail: Mail, signal: AbortSignal): Promise<'sent' | 'failed'> {
  try {
    await send(tenant, mail, signal)
    return 'sent'
  } catch (error) {
    // The error's name alone: the message from SES contains the address.
    log.warn('forgot.not_explained', {
      tenant: tenant.slug,
      error: error instanceof Error ? error.name : '',
    })
    return 'failed'
  }
}

async function explain(
  services: FlowServices,
  tenant: Tenant,
  username: string,
  caller: Caller,
  from: string | null,
): Promise<void> {
  // AWS's SDK comes with it, which no page waits for.
  const { lookUpMailbox } = await import('../cognito/look-up-user')
  const signal = AbortSignal.timeout(LIMIT_MS)
  const { lookUp, mailbox: to } = await within(
    LIMIT_MS,
    'Explaining a refusal',
    lookUpMailbox(tenant.cognito, username),
  )
  if (lookUp.kind === 'unknown') {
    log.warn('forgot.not_explained', { tenant: tenant.slug, reason: lookUp.because })
    return
  }
  const state = resetStateOf(lookUp)
  const step = nextStepIn(state)
  if (step === null) return

  let mail: string | null = null
  if (state === 'unconfirmed' && tenant.confirmsSignUps) {
    await requestCodeAfterwards(services, signUpFlow, tenant, username, caller)
    mail = 'sign-up'
  } else if (from !== null) {
    mail =
      to === null ? 'no-address' : await notify(tenant, { to, from, step, locale: caller.locale }, signal)
  }
  if (mail === null) return
  await services.audit.record({
    event: 'forgot.explained',
    tenantId: tenant.id,
    usernameTag: usernameTag(tenant.id, normaliseUsername(username)),
    address: caller.address,
    outcome: state,
    details: { mail },
    brandRevision: tenant.brandRevision,
    locale: caller.locale,
  })
}

/**
 * Tells somebody whom Cognito refused a reset what helps instead, where the tenant wants that. Who never confirmed the
 * sign-up gets the mail that confirms it, where the tenant does that here: from Cognito, at the address that is to be
 * proven. Everybody else gets a notice, where the deployment has a sender: at the address that the pool has verified or
 * that an administrator invited, never at what was typed. Neither shows on a page, which would tell strangers who has an
 * account, and neither is sent where IAM doesn't let the portal look: nothing is tried blindly.
 *
 * To be called after the answer, so that neither its time nor its words depend on it. Never throws.
 */
export async function helpAfterRefusal(
  services: FlowServices,
  tenant: Tenant,
  username: string,
  caller: Caller,
): Promise<void> {
  try {
    const from = portalSender()
    if (!tenant.mail.explainsRefusals || (from === null && !tenant.confirmsSignUps)) return
    await explain(services, tenant, username, caller, from)
  } catch (error) {
    log.warn('forgot.not_explained', { tenant: tenant.slug, error: error instanceof Error ? error.name : '' })
  }
}
