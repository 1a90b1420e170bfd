import { MOST_CLIENTS } from '../cognito/token-life'
import { say } from '../console/words/generated/checks'
import { lifeText } from '../console/words/life-text'
import { settingNamed } from '../console/words/setting-labels'
import { trackSessions } from './aws-commands'
import { byCommand, type Check, ok, unknown, warning } from './check'
import type { Facts } from './facts'

const signsNobodyOut = () => say('checks.pool.signsNobodyOut', { setting: settingNamed('signOut') })

/** Whether the pool's functions can list what they end: what is not tracked can't be ended one by one, nor named. */
export function sessionTracking({
  sessionTracking: tracking,
  tenant,
}: Pick<Facts, 'sessionTracking' | 'tenant'>): Check {
  const id = 'pool.session_tracking'
  if (tracking === null) return ok(id, signsNobodyOut())
  if (!tracking.known) return unknown(id, tracking.why)
  const { isOn, mostPerUser } = tracking.value
  if (isOn) return ok(id, say('checks.pool.session_tracking.on'))
  return warning(
    id,
    say('checks.pool.session_tracking.off'),
    say('checks.pool.session_tracking.fix'),
    byCommand(trackSessions(tenant.cognito, mostPerUser)),
  )
}

/** How long apps that check tokens by themselves let somebody in after a reset; nothing that has to be mended. */
export function tokenLives({ tokenLives: lives }: Pick<Facts, 'tokenLives'>): Check {
  const id = 'pool.token_life'
  if (lives === null) return ok(id, signsNobodyOut())
  if (!lives.known) return unknown(id, lives.why)
  if (lives.value === 'more') return ok(id, say('checks.pool.token_life.more', { most: MOST_CLIENTS }))
  const { tokenMinutes, refreshMinutes } = lives.value
  return ok(
    id,
    say('checks.pool.token_life.lives', {
      life: lifeText(tokenMinutes),
      refresh: lifeText(refreshMinutes),
    }),
  )
}
