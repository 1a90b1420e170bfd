import 'server-only'
import type { Check } from './check'
import * as ofClient from './check-client'
import * as ofDeployment from './check-deployment'
import * as ofPasswords from './check-passwords'
import * as ofPool from './check-pool'
import { replicaRole } from './check-replica'
import { sessionTracking, tokenLives } from './check-sessions'
import { verifiedUsers } from './check-users'
import * as ofWords from './check-words'
import type { Facts } from './facts'

/** What has to be looked up before a check can be made. */
export type Part = Exclude<keyof Facts, 'tenant' | 'now'>

/** A check with the parts that it waits for; `judge` is pure. */
export type WaitingCheck = { readonly parts: readonly Part[]; readonly judge: (facts: Facts) => Check }

/** The compiler holds the parts to what the check looks at. */
const after = <Needed extends Part = never>(
  parts: readonly Needed[],
  judge: (facts: Pick<Facts, Needed | 'tenant' | 'now'>) => Check,
): WaitingCheck => ({ parts, judge })

/** Every check, in the order in which a reset depends on it. */
export const CHECKS: readonly WaitingCheck[] = [
  after([], ofDeployment.tenantOpen),
  after(['deployment'], ofDeployment.baseAddress),
  after(['deployment', 'hosts'], ofDeployment.hostNames),
  after(['deployment', 'hosts'], ofDeployment.certificates),
  after(['deployment'], ofDeployment.databaseReady),
  after(['deployment'], ofDeployment.redisReady),
  after(['deployment'], ofDeployment.secretStrength),
  after(['deployment'], ofDeployment.secretRotation),
  after(['deployment'], ofDeployment.secretOpens),
  after(['probe'], ofClient.reachable),
  after(['probe'], ofClient.firewall),
  after(['probe'], ofClient.clock),
  after(['probe'], ofClient.clientExists),
  after(['probe'], ofClient.secretAccepted),
  after(['probe'], ofClient.rotation),
  after(['probe', 'client'], ofClient.enumeration),
  after(['probe', 'client'], ofClient.userContext),
  after(['probe', 'client'], ofClient.tokenRevocation),
  after(['replica'], replicaRole),
  after(['pool'], ofPool.threatProtection),
  after(['pool', 'mfa'], ofPool.recovery),
  after(['pool'], ofPool.autoVerified),
  after(['pool'], ofPool.caseSensitivity),
  after(['pool'], ofPool.signInNames),
  after(['pool'], ofPool.mailSender),
  after(['pool'], ofPool.triggers),
  after(['pool'], ofPool.template),
  after(['pool'], ofPasswords.passwordPolicy),
  after(['deployment'], ofPasswords.breachedPasswords),
  after(['sessionTracking'], sessionTracking),
  after(['tokenLives'], tokenLives),
  after(['users'], verifiedUsers),
  after(['telling'], ofPool.cannotResetNotice),
  after([], ofWords.wordLengths),
  after([], ofWords.wordLanguages),
]
