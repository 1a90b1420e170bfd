import { notFound } from 'next/navigation'
import { after } from 'next/server'
import { requireTenant } from '@/app/(console)/access'
import { hostsOf, secretFacts, settingsToEdit } from '@/app/(console)/console-store'
import { readersTimes } from '@/app/(console)/reader'
import { services } from '@/app/services'
import { isAtLeast } from '@/lib/console/auth/roles'
import { timeText } from '@/lib/console/dates'
import { shownPolicy } from '@/lib/console/shown-policy'
import { say } from '@/lib/console/words/generated/settings'
import { env } from '@/lib/platform/env'
import { proofName, proofText } from '@/lib/tenants/host-claims'
import { vercelProject } from '@/lib/tenants/vercel'
import { Card, ConsolePage } from '../../../_ui/page'
import { DangerZone } from './danger-zone'
import { Hosts } from './hosts'
import { PolicySource } from './policy-source'
import { SettingsEditor } from './settings-editor'

export const generateMetadata = () => ({ title: say('settings.title') })

export default async function SettingsPage({ params }: PageProps<'/admin/[tenant]/settings'>) {
  const { tenant: slug } = await params
  const { tenant, role } = await requireTenant(slug, 'owner')
  const [start, facts, hosts] = await Promise.all([
    settingsToEdit(tenant),
    secretFacts(tenant.id),
    hostsOf(tenant.id),
  ])
  if (start === null) notFound()
  const { policies } = services()
  const known = policies.of(tenant)
  const times = await readersTimes()
  const look = policies.due(tenant)
  if (look !== null) after(look)
  return (
    <ConsolePage title={say('settings.titleOf', { name: tenant.name })} lead={say('settings.lead')}>
      <SettingsEditor
        slug={slug}
        start={start}
        shownPolicy={<PolicySource shown={shownPolicy(known, tenant.cognito.userPoolId)} />}
        poolPolicy={known.from === 'pool' ? known.policy : null}
        mayMovePool={isAtLeast(role, 'operator')}
        secrets={facts.map(({ endsWith, setAt, position }) =>
          say(position === 0 ? 'settings.secretSet' : 'settings.secretBefore', {
            date: timeText(setAt, times, 'day'),
            ending: endsWith,
          }),
        )}
      />
      <Card title={say('settings.hosts.title')} lead={say('settings.hosts.lead')}>
        <Hosts
          slug={slug}
          proven={hosts.proven}
          claims={hosts.claims.map(({ host, token }) => ({
            host,
            name: proofName(host),
            text: proofText(token),
          }))}
          target={new URL(env().REKEY_BASE_URL).hostname}
          usesVercel={vercelProject() !== null}
        />
      </Card>
      {isAtLeast(role, 'operator') && <DangerZone slug={slug} isPaused={tenant.status === 'paused'} />}
    </ConsolePage>
  )
}
