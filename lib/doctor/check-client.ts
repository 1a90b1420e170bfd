import {
  classifyConfirm,
  isContextRefusal,
  isFirewallRefusal,
  isMissingUser,
  isSecretHashFault,
  isSecretHashMismatch,
  isUnknownClient,
} from '../cognito/exceptions'
import type { CognitoFailure } from '../cognito/failure'
import { say } from '../console/words/generated/checks'
import { settingNamed } from '../console/words/setting-labels'
import { changeClient } from './aws-commands'
import { atSetting, byCommand, type Check, fault, ok, unknown, warning } from './check'
import type { Facts, ProbeFacts } from './facts'

/** What these checks look at: also of a tenant that is not stored yet. */
type Looked = Pick<Facts, 'tenant' | 'probe' | 'client'>

const SKEW_LIMIT_MS = 5 * 60_000

type Probed = { probe: { known: true; value: ProbeFacts } }
const isProbed = <Given extends Pick<Looked, 'probe'>>(facts: Given): facts is Given & Probed =>
  facts.probe.known

const isServiceAnswer = ({ status, name }: CognitoFailure): boolean =>
  status !== null && name !== 'SyntaxError' && !name.startsWith('Unknown')

/** Whether the service looked further into a call than the app client it comes from. */
const gotThatFar = (answer: CognitoFailure): boolean =>
  isServiceAnswer(answer) && !isUnknownClient(answer) && !isSecretHashFault(answer)

/** Checks that need one call to the service, which every deployment may make. */
export function reachable({ probe, tenant }: Pick<Looked, 'tenant' | 'probe'>): Check {
  const id = 'cognito.reachable'
  if (!probe.known) return unknown(id, probe.why)
  const { name, code, status, neverSent } = probe.value.first
  if (status !== null)
    return ok(id, say('checks.cognito.reachable.answeredStatus', { region: tenant.cognito.region, status }))
  return fault(
    id,
    say(neverSent ? 'checks.cognito.reachable.noConnection' : 'checks.cognito.reachable.noAnswer', {
      because: code ?? name,
    }),
    say('checks.cognito.reachable.fix', { region: tenant.cognito.region }),
  )
}

export function firewall({ probe }: Pick<Looked, 'probe'>): Check {
  const id = 'cognito.firewall'
  if (!probe.known || probe.value.first.status === null) return unknown(id, say('checks.serviceSilent'))
  const { first } = probe.value
  if (isFirewallRefusal(first) || !isServiceAnswer(first)) {
    return fault(
      id,
      say('checks.cognito.firewall.between', {
        name: first.name,
        status: String(first.status),
      }),
      say('checks.cognito.firewall.fix'),
    )
  }
  return ok(id, say('checks.cognito.firewall.none'))
}

export function clock({ probe }: Pick<Looked, 'probe'>): Check {
  const id = 'clock.skew'
  const skewMs = probe.known ? probe.value.skewMs : null
  if (skewMs === null) return unknown(id, say('checks.clock.skew.unknown'))
  const seconds = Math.round(Math.abs(skewMs) / 1_000)
  if (Math.abs(skewMs) > SKEW_LIMIT_MS)
    return fault(id, say('checks.clock.skew.off', { seconds }), say('checks.clock.skew.fix'))
  return ok(id, say('checks.clock.skew.within', { seconds }))
}

export function clientExists({ probe, tenant }: Pick<Looked, 'tenant' | 'probe'>): Check {
  const id = 'client.exists'
  if (!probe.known || !isServiceAnswer(probe.value.first)) return unknown(id, say('checks.serviceSilent'))
  if (isUnknownClient(probe.value.first))
    return fault(
      id,
      say('checks.client.exists.none'),
      say('checks.client.exists.fix', {
        setting: settingNamed('cognito.clientId'),
        setting2: settingNamed('cognito.region'),
      }),
      atSetting('cognito.clientId'),
    )
  return ok(id, say('checks.client.exists.known', { clientId: tenant.cognito.clientId }))
}

export function secretAccepted(facts: Pick<Looked, 'tenant' | 'probe'>): Check {
  const id = 'client.secret'
  if (!isProbed(facts) || !isServiceAnswer(facts.probe.value.first))
    return unknown(id, say('checks.serviceSilent'))
  const { first, second } = facts.probe.value
  if (isUnknownClient(first)) return unknown(id, say('checks.client.secret.noSuchApp'))
  if (isSecretHashMismatch(first) && second !== null && !isSecretHashFault(second)) {
    return warning(
      id,
      say('checks.client.secret.secondOnly'),
      say('checks.client.secret.fix', { setting: settingNamed('cognito.clientSecret') }),
      atSetting('cognito.clientSecret'),
    )
  }
  if (isSecretHashMismatch(first))
    return fault(
      id,
      say('checks.client.secret.refused'),
      say('checks.client.secret.fixValue', { setting: settingNamed('cognito.clientSecret') }),
      atSetting('cognito.clientSecret'),
    )
  if (isSecretHashFault(first))
    return fault(
      id,
      say('checks.client.secret.missing'),
      say('checks.client.secret.fixMissing', { setting: settingNamed('cognito.clientSecret') }),
      atSetting('cognito.clientSecret'),
    )
  return ok(
    id,
    facts.tenant.isPublicClient
      ? say('checks.client.secret.publicClient')
      : say('checks.client.secret.accepted'),
  )
}

/**
 * Whether the tenant holds the secret of an app client in the pool that it names: the service accepted a hash made with
 * it and went on to look for the user. Without this check anybody could name somebody else's pool.
 */
export function provesPool({ tenant, probe, client }: Looked): boolean {
  if (tenant.isPublicClient || !probe.known || !client.known) return false
  const { first, second } = probe.value
  const isTaken = [first, second].some(
    (answer) =>
      answer !== null && isServiceAnswer(answer) && classifyConfirm(answer).kind === 'code-rejected',
  )
  return isTaken && client.value.ClientSecret !== undefined
}

export function rotation(facts: Pick<Looked, 'probe'>): Check {
  const id = 'client.rotation'
  if (!isProbed(facts)) return unknown(id, say('checks.serviceSilent'))
  const { first, second } = facts.probe.value
  if (second === null) return ok(id, say('checks.client.rotation.none'))
  if (isSecretHashFault(second) && !isSecretHashFault(first))
    return warning(
      id,
      say('checks.client.rotation.secondRefused'),
      say('checks.client.rotation.fix', { setting: settingNamed('cognito.clientSecret') }),
      atSetting('cognito.clientSecret'),
    )
  return ok(id, say('checks.client.rotation.underWay'))
}

export function enumeration({ client, probe, tenant }: Looked): Check {
  const id = 'client.enumeration'
  const fix = say('checks.client.enumeration.fix')
  const remedy = byCommand(changeClient(tenant.cognito, '.PreventUserExistenceErrors = "ENABLED"'))
  const found = () => warning(id, say('checks.client.enumeration.told'), fix, remedy)
  if (client.known) {
    return client.value.PreventUserExistenceErrors === 'ENABLED'
      ? ok(id, say('checks.client.enumeration.enabled'))
      : found()
  }
  if (probe.known && isMissingUser(probe.value.first)) return found()
  if (
    probe.known &&
    gotThatFar(probe.value.first) &&
    classifyConfirm(probe.value.first).kind === 'code-rejected'
  )
    return ok(id, say('checks.client.enumeration.hidden'))
  return unknown(id, say('checks.client.enumeration.notReached'))
}

export function userContext({ client, probe, tenant }: Looked): Check {
  const id = 'client.user_context'
  const sends = tenant.cognito.propagateUserContext
  const takesThem = byCommand(
    changeClient(tenant.cognito, '.EnablePropagateAdditionalUserContextData = true'),
  )
  if (sends && probe.known && isContextRefusal(probe.value.first)) {
    return fault(
      id,
      say('checks.client.user_context.refused'),
      say('checks.client.user_context.fix', { setting: settingNamed('cognito.propagateUserContext') }),
      takesThem,
    )
  }
  if (!client.known)
    return sends && probe.known && gotThatFar(probe.value.first)
      ? ok(id, say('checks.client.user_context.notRefused'))
      : unknown(id, client.why)
  const takes = client.value.EnablePropagateAdditionalUserContextData === true
  if (sends === takes)
    return ok(id, sends ? say('checks.client.user_context.taken') : say('checks.client.user_context.neither'))
  return sends
    ? fault(
        id,
        say('checks.client.user_context.notTaken'),
        say('checks.client.user_context.fixClient'),
        takesThem,
      )
    : warning(
        id,
        say('checks.client.user_context.notSent'),
        say('checks.client.user_context.fixSetting', {
          setting: settingNamed('cognito.propagateUserContext'),
        }),
        atSetting('cognito.propagateUserContext'),
      )
}

export function tokenRevocation({ client, tenant }: Looked): Check {
  const id = 'client.token_revocation'
  if (!client.known) return unknown(id, client.why)
  if (client.value.EnableTokenRevocation === true) return ok(id, say('checks.client.token_revocation.on'))
  return warning(
    id,
    say('checks.client.token_revocation.off'),
    say('checks.client.token_revocation.fix'),
    byCommand(changeClient(tenant.cognito, '.EnableTokenRevocation = true')),
  )
}
