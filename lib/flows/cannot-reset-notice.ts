import 'server-only'
import { lookUpMailbox } from '../cognito/look-up-user'
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

type Services = Pick<FlowServices, 'audit'>

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

async function explain(
  { audit }: Services,
  tenant: Tenant,
  username: string,
  caller: Caller,
  from: string,
): Promise<void> {
  const signal = AbortSignal.timeout(LIMIT_MS)
  const { lookUp, mailbox: to } = await lookUpMailbox(tenant.cognito, username)
  if (lookUp.kind === 'unknown') {
    log.warn('forgot.not_explained', { tenant: tenant.slug, reason: lookUp.because })
    return
  }
  const state = resetStateOf(lookUp)
  const step = nextStepIn(state)
  if (step === null) return

  let mail = 'no-address'
  if (to !== null) {
    mail = await send(tenant, { to, from, step, locale: caller.locale }, signal).then(
      () => 'sent',
      (error: unknown) => {
        // The error's name alone: the message from SES contains the address.
        log.warn('forgot.not_explained', {
          tenant: tenant.slug,
          error: error instanceof Error ? error.name : '',
        })
        return 'failed'
      },
    )
  }
  await audit.record({
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
 * Tells somebody whom Cognito refused a reset what helps instead, by mail to the address that the pool has verified or
 * that an administrator invited: never to what was typed, and never on a page, which would show strangers who has an
 * account. Does nothing unless the tenant wants it and the deployment has a sender and credentials.
 *
 * To be called after the answer, so that neither its time nor its words depend on it. Never throws; ends within 5
 * seconds.
 */
export async function sendCannotResetNotice(
  services: Services,
  tenant: Tenant,
  username: string,
  caller: Caller,
): Promise<void> {
  try {
    const from = portalSender()
    if (!tenant.mail.explainsRefusals || from === null) return
    await within(LIMIT_MS, 'Explaining a refusal', explain(services, tenant, username, caller, from))
  } catch (error) {
    log.warn('forgot.not_explained', { tenant: tenant.slug, error: error instanceof Error ? error.name : '' })
  }
}
