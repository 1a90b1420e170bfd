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
  if (status !== null) return ok(id, `${tenant.cognito.region} answered with status ${status}`)
  const why = neverSent ? 'no connection' : 'no answer'
  return fault(
    id,
    `${why} (${code ?? name})`,
    `Let this host reach https://cognito-idp.${tenant.cognito.region}.amazonaws.com, and check the region and AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER.`,
  )
}

export function firewall({ probe }: Pick<Looked, 'probe'>): Check {
  const id = 'cognito.firewall'
  if (!probe.known || probe.value.first.status === null) return unknown(id, 'the service did not answer')
  const { first } = probe.value
  if (isFirewallRefusal(first) || !isServiceAnswer(first)) {
    return fault(
      id,
      `something in between answered (${first.name}, status ${first.status})`,
      'Allow this deployment’s addresses in the pool’s AWS WAF web ACL, and any proxy on the way out.',
    )
  }
  return ok(id, 'the answer is the service’s own')
}

export function clock({ probe }: Pick<Looked, 'probe'>): Check {
  const id = 'clock.skew'
  const skewMs = probe.known ? probe.value.skewMs : null
  if (skewMs === null) return unknown(id, 'no answer told the time')
  const seconds = Math.round(Math.abs(skewMs) / 1_000)
  if (Math.abs(skewMs) > SKEW_LIMIT_MS)
    return fault(
      id,
      `this clock is ${seconds} s off the service’s`,
      'Synchronise the clock of this host (NTP).',
    )
  return ok(id, `within ${seconds} s of the service’s clock`)
}

export function clientExists({ probe, tenant }: Pick<Looked, 'tenant' | 'probe'>): Check {
  const id = 'client.exists'
  if (!probe.known || !isServiceAnswer(probe.value.first)) return unknown(id, 'the service did not answer')
  if (isUnknownClient(probe.value.first))
    return fault(
      id,
      'the service knows no such app client',
      `Correct ${settingNamed('cognito.clientId')} and ${settingNamed('cognito.region')}.`,
      atSetting('cognito.clientId'),
    )
  return ok(id, `the service knows ${tenant.cognito.clientId}`)
}

export function secretAccepted(facts: Pick<Looked, 'tenant' | 'probe'>): Check {
  const id = 'client.secret'
  if (!isProbed(facts) || !isServiceAnswer(facts.probe.value.first))
    return unknown(id, 'the service did not answer')
  const { first, second } = facts.probe.value
  if (isUnknownClient(first)) return unknown(id, 'there is no such app client')
  if (isSecretHashMismatch(first) && second !== null && !isSecretHashFault(second)) {
    return warning(
      id,
      'only the second secret is accepted',
      `Finish the rotation: put the second secret of ${settingNamed('cognito.clientSecret')} first.`,
      atSetting('cognito.clientSecret'),
    )
  }
  if (isSecretHashMismatch(first))
    return fault(
      id,
      'the secret hash is refused',
      `Set ${settingNamed('cognito.clientSecret')} to the app client’s secret.`,
      atSetting('cognito.clientSecret'),
    )
  if (isSecretHashFault(first))
    return fault(
      id,
      'the app client has a secret and the tenant has none',
      `Set ${settingNamed('cognito.clientSecret')}.`,
      atSetting('cognito.clientSecret'),
    )
  return ok(
    id,
    facts.tenant.isPublicClient ? 'a public client, none is needed' : 'the secret hash is accepted',
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
  if (!isProbed(facts)) return unknown(id, 'the service did not answer')
  const { first, second } = facts.probe.value
  if (second === null) return ok(id, 'one secret at most')
  if (isSecretHashFault(second) && !isSecretHashFault(first))
    return warning(
      id,
      'the second secret is refused',
      `Remove the second secret of ${settingNamed('cognito.clientSecret')}.`,
      atSetting('cognito.clientSecret'),
    )
  return ok(id, 'a rotation is under way')
}

export function enumeration({ client, probe, tenant }: Looked): Check {
  const id = 'client.enumeration'
  const fix = 'Set PreventUserExistenceErrors to ENABLED on the app client.'
  const remedy = byCommand(changeClient(tenant.cognito, '.PreventUserExistenceErrors = "ENABLED"'))
  const found = () =>
    warning(id, 'missing users are told apart (PreventUserExistenceErrors LEGACY)', fix, remedy)
  if (client.known) {
    return client.value.PreventUserExistenceErrors === 'ENABLED'
      ? ok(id, 'PreventUserExistenceErrors is ENABLED')
      : found()
  }
  if (probe.known && isMissingUser(probe.value.first)) return found()
  if (
    probe.known &&
    gotThatFar(probe.value.first) &&
    classifyConfirm(probe.value.first).kind === 'code-rejected'
  )
    return ok(id, 'a missing user looks like a wrong code')
  return unknown(id, 'the probe did not get that far')
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
      'IpAddress is sent and refused',
      `Turn on EnablePropagateAdditionalUserContextData on the app client, or switch off ${settingNamed('cognito.propagateUserContext')}.`,
      takesThem,
    )
  }
  if (!client.known)
    return sends && probe.known && gotThatFar(probe.value.first)
      ? ok(id, 'IpAddress was sent and not refused')
      : unknown(id, client.why)
  const takes = client.value.EnablePropagateAdditionalUserContextData === true
  if (sends === takes)
    return ok(id, sends ? 'IpAddress is sent and taken' : 'IpAddress is neither sent nor taken')
  return sends
    ? fault(
        id,
        'IpAddress is sent and the app client does not take it',
        'Turn on EnablePropagateAdditionalUserContextData on the app client.',
        takesThem,
      )
    : warning(
        id,
        'the app client takes IpAddress and it is not sent',
        `Switch on ${settingNamed('cognito.propagateUserContext')}: threat protection then sees people instead of this server.`,
        atSetting('cognito.propagateUserContext'),
      )
}

export function tokenRevocation({ client, tenant }: Looked): Check {
  const id = 'client.token_revocation'
  if (!client.known) return unknown(id, client.why)
  if (client.value.EnableTokenRevocation === true) return ok(id, 'refresh tokens can be revoked')
  return warning(
    id,
    'refresh tokens cannot be revoked, so old sessions outlive a reset',
    'Turn on EnableTokenRevocation on the app client.',
    byCommand(changeClient(tenant.cognito, '.EnableTokenRevocation = true')),
  )
}
